/** The model broke a rule of the kernel, or cannot go on. */
export class KernelError extends Error {
  /** @param now the instant at which it happened, in nanoseconds, if there is one */
  constructor(message: string, now?: number) {
    super(now === undefined ? message : `at ${(now / 1e9).toFixed(9)} s: ${message}`);
    this.name = 'KernelError';
  }
}

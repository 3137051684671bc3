/** The model broke a rule of the kernel, or cannot go on. */
export class KernelError extends Error {
  /** @param now the instant at which it happened, in nanoseconds */
  constructor(
    message: string,
    now: number,
  ) {
    super(`at ${(now / 1e9).toFixed(9)} s: ${message}`);
    this.name = 'KernelError';
  }
}

/** What the user gave is wrong: the message is all that is shown, and the exit code is 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Exit codes are a contract: scripts rely on them. */
export const EXIT = { done: 0, fault: 1, badInput: 2, notMet: 99, interrupted: 130 } as const;

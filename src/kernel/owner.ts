import type { Io } from './io.ts';

/** Whoever owns a visit and knows how it goes on: a switch over `io.step`, or a generator. */
export interface Owner {
  readonly name: string;
  /** All that the I/O waited for is over. */
  advance(io: Io): void;
  /**
   * The I/O was aborted: give back what it holds, then end it. `io.step` is the step it would have gone on with; of
   * what it waited for to get there it has nothing. Without this method it just ends.
   */
  aborted?(io: Io): void;
}

/** Everything that takes an I/O. The I/O ends, at once or later, with `io.done(status)`. */
export interface Layer extends Owner {
  submit(io: Io): void;
}

/** A place where an I/O waits. */
export interface WaitingPlace {
  readonly name: string;
  /** Takes a waiting I/O out again: it was aborted. Accounts for the time it has waited. */
  forget(io: Io): void;
  /** The I/O was aborted after it had been let go and before it went on: takes back what it was given. */
  revoke?(io: Io): void;
}

import { Payload } from '../kernel/payload.ts';

/** Payloads, used again and again. */
export class PayloadPool {
  /** Payloads that are in use. */
  live = 0;
  readonly #idle: Payload[] = [];

  /** An empty payload. */
  take(): Payload {
    this.live++;
    return this.#idle.pop() ?? new Payload();
  }

  /** Takes back a payload that nobody uses any more. */
  give(payload: Payload): void {
    payload.clear();
    this.live--;
    this.#idle.push(payload);
  }

  /** Gives up a payload that others may still hold: it is not used again. */
  lose(): void {
    this.live--;
  }
}

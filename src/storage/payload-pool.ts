import { FreeNumbers } from '../kernel/free-numbers.ts';
import { Payload } from '../kernel/payload.ts';

/** Payloads, used again and again. */
export class PayloadPool {
  /** Payloads that are in use. */
  live = 0;
  readonly #all: Payload[] = [];
  readonly #numbers = new FreeNumbers();

  /** An empty payload. */
  take(): Payload {
    this.live++;
    const number = this.#numbers.take();
    return number === this.#all.length ? this.#add(number) : this.#all[number]!;
  }

  /** Takes back a payload of this pool that nobody uses any more. */
  give(payload: Payload): void {
    payload.clear();
    this.live--;
    this.#numbers.give(payload.number);
  }

  #add(number: number): Payload {
    const payload = new Payload(number);
    this.#all.push(payload);
    return payload;
  }
}

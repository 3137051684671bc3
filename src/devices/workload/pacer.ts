import type { Actor, Kernel } from '../../kernel/kernel.ts';

/** No handle of an event is 0. */
const NONE = 0;

/**
 * Holds the data rate of many clients together under a cap: after an I/O of n bytes no other is issued for the time
 * that n bytes take at that rate. Time not used is not saved up. Clients get their turn in the order of asking.
 */
export class Pacer implements Actor {
  readonly name: string;
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #nsPerByte: number;
  readonly #issue: (client: number) => number;
  /** Clients that wait for their turn: a ring. */
  readonly #queue: Int32Array;
  #head = 0;
  #waiting = 0;
  /** From when on the next I/O may be issued. */
  #free = 0.5;
  /** The pending turn. */
  #handle = 0.5;

  /**
   * @param clients how many there are; each asks again only after its turn
   * @param issue has a client issue its I/O and returns the bytes of it, 0 if there was none
   */
  constructor(kernel: Kernel, name: string, bytesPerSecond: number, clients: number, issue: (client: number) => number) {
    this.name = name;
    this.#kernel = kernel;
    this.#id = kernel.register(this);
    this.#nsPerByte = 1e9 / bytesPerSecond;
    this.#issue = issue;
    this.#queue = new Int32Array(clients);
    this.#free = 0;
    this.#handle = NONE;
  }

  /** The client wants to issue an I/O. */
  ask(client: number): void {
    this.#queue[(this.#head + this.#waiting++) % this.#queue.length] = client;
    if (this.#handle === NONE) this.fire();
  }

  /** Whoever waits for a turn gets none. */
  clear(): void {
    if (this.#handle !== NONE) this.#kernel.cancel(this.#handle);
    this.#handle = NONE;
    this.#waiting = 0;
  }

  fire(): void {
    const { now } = this.#kernel;
    this.#handle = NONE;
    while (this.#waiting > 0 && this.#free <= now) {
      const client = this.#queue[this.#head]!;
      this.#head = (this.#head + 1) % this.#queue.length;
      this.#waiting--;
      const begin = now - this.#free < 1 ? this.#free : now;
      this.#free = begin + this.#issue(client) * this.#nsPerByte;
    }
    if (this.#waiting > 0) this.#handle = this.#kernel.after(Math.ceil(this.#free) - now, this.#id, 0);
  }
}

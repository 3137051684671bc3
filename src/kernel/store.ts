import { Fcfs } from './discipline.ts';
import type { Io, WaitingPlace } from './io.ts';

/** A counted store of like things: buffers, NVS pages, credits, slots of a queue. With one thing it is a lock. Granted in the order of asking. */
export class Store implements WaitingPlace {
  readonly name: string;
  readonly capacity: number;
  /** Things that are in the store now. */
  free: number;
  readonly #category: number;
  readonly #waiting = new Fcfs();

  constructor(name: string, capacity: number, category: number) {
    this.name = name;
    this.capacity = capacity;
    this.free = capacity;
    this.#category = category;
  }

  /** I/Os that wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The I/O takes `amount` things, at once or when they are there; an earlier I/O that waits goes first. */
  take(io: Io, amount: number, next: number): void {
    if (this.#waiting.length === 0 && this.free >= amount) {
      this.free -= amount;
      io.proceed(next);
      return;
    }
    io.demand = amount;
    io.wait(this, next);
    this.#waiting.add(io);
  }

  /** Takes without waiting; false if there are too few or others wait. */
  tryTake(amount: number): boolean {
    if (this.#waiting.length > 0 || this.free < amount) return false;
    this.free -= amount;
    return true;
  }

  give(amount: number): void {
    this.free += amount;
    this.#grant();
  }

  forget(io: Io): void {
    this.#waiting.remove(io);
    this.#grant();
  }

  #grant(): void {
    for (let first = this.#waiting.head; first !== null && this.free >= first.demand; first = this.#waiting.head) {
      this.#waiting.take();
      this.free -= first.demand;
      first.resume(first.ticket, this.#category);
    }
  }
}

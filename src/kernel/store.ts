import { Fcfs } from './discipline.ts';
import type { Io, WaitingPlace } from './io.ts';
import { KernelError } from './kernel-error.ts';

/** A counted store of like things: buffers, NVS pages, credits, slots of a queue. With one thing it is a lock. Granted in the order of asking. */
export class Store implements WaitingPlace {
  readonly name: string;
  readonly capacity: number;
  /** Things that are in the store now. */
  free: number;
  readonly #category: number;
  readonly #waiting = new Fcfs();

  /** @param category residence category of waiting */
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

  /** The I/O takes `amount` things, at once or when they are there; an earlier I/O that waits goes first. @throws KernelError if the store never holds so many */
  take(io: Io, amount: number, next: number): void {
    if (amount > this.capacity)
      throw new KernelError(
        `${io.owner.name} asks for ${amount} of ${this.name}, which holds ${this.capacity} at most`,
        io.pool.kernel.now,
      );
    io.wait(this, next);
    io.demand = amount;
    if (this.tryTake(amount)) io.resumeAccounted(io.ticket);
    else this.#waiting.add(io);
  }

  /** Takes without waiting; false if there are too few or others wait. */
  tryTake(amount: number): boolean {
    if (this.#waiting.length > 0 || this.free < amount) return false;
    this.free -= amount;
    return true;
  }

  /** @throws KernelError if more is given than was taken */
  give(amount: number): void {
    this.free += amount;
    if (this.free > this.capacity)
      throw new KernelError(`${this.name} is given back more than was taken: ${this.free} of ${this.capacity}`);
    this.#grant();
  }

  /** All that wait go on and have got nothing: their demand is 0. */
  dismiss(): void {
    for (let io = this.#waiting.take(); io !== null; io = this.#waiting.take()) {
      io.demand = 0;
      io.resume(io.ticket, this.#category);
    }
  }

  forget(io: Io): void {
    io.elapse(this.#category);
    this.#waiting.remove(io);
    this.#grant();
  }

  revoke(io: Io): void {
    this.give(io.demand);
  }

  #grant(): void {
    for (let first = this.#waiting.head; first !== null && this.free >= first.demand; first = this.#waiting.head) {
      this.#waiting.take();
      this.free -= first.demand;
      first.resume(first.ticket, this.#category);
    }
  }
}

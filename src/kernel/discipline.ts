import type { Io } from './io.ts';

/** The order in which a station serves the I/Os that wait at it. */
export interface Discipline {
  readonly length: number;
  add(io: Io): void;
  /** Takes out the I/O to be served next; null if none waits. */
  take(): Io | null;
  /** Takes out an I/O that was aborted. */
  remove(io: Io): void;
}

/** First come, first served. */
export class Fcfs implements Discipline {
  length = 0;
  #head: Io | null = null;
  #tail: Io | null = null;

  /** The I/O that `take` would take. */
  get head(): Io | null {
    return this.#head;
  }

  add(io: Io): void {
    io.next = null;
    if (this.#tail === null) this.#head = io;
    else this.#tail.next = io;
    this.#tail = io;
    this.length++;
  }

  take(): Io | null {
    const io = this.#head;
    if (io === null) return null;
    this.#head = io.next;
    if (this.#head === null) this.#tail = null;
    io.next = null;
    this.length--;
    return io;
  }

  remove(io: Io): void {
    let before: Io | null = null;
    for (let at = this.#head; at !== null; before = at, at = at.next) {
      if (at !== io) continue;
      if (before === null) this.#head = io.next;
      else before.next = io.next;
      if (this.#tail === io) this.#tail = before;
      io.next = null;
      this.length--;
      return;
    }
  }
}

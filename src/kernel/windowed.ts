import { type Discipline, Fcfs } from './discipline.ts';
import type { Io } from './io.ts';

/**
 * A discipline that sees only so many I/Os at a time: the command queue of a drive. The others wait in front of it in the
 * order of arrival, so a choice costs the same however many wait.
 */
export class Windowed implements Discipline {
  readonly #window: number;
  readonly #inner: Discipline;
  readonly #outside = new Fcfs();

  /** @param window I/Os that `inner` chooses from, at least 1 */
  constructor(window: number, inner: Discipline) {
    this.#window = window;
    this.#inner = inner;
  }

  get length(): number {
    return this.#inner.length + this.#outside.length;
  }

  add(io: Io): void {
    if (this.#inner.length < this.#window) this.#inner.add(io);
    else this.#outside.add(io);
  }

  take(): Io | null {
    const io = this.#inner.take();
    this.#refill();
    return io;
  }

  remove(io: Io): void {
    const before = this.#inner.length;
    this.#inner.remove(io);
    if (this.#inner.length === before) this.#outside.remove(io);
    this.#refill();
  }

  #refill(): void {
    if (this.#inner.length >= this.#window) return;
    const next = this.#outside.take();
    if (next !== null) this.#inner.add(next);
  }
}

import { Fcfs } from '../../../kernel/discipline.ts';
import type { Io, WaitingPlace } from '../../../kernel/io.ts';

/** I/Os that are held until something has changed; then all go on, in the order in which they came, and look again. */
export class Hold implements WaitingPlace {
  readonly name: string;
  readonly #category: number;
  readonly #waiting = new Fcfs();

  /** @param category the residence category of the time spent here */
  constructor(name: string, category: number) {
    this.name = name;
    this.#category = category;
  }

  get length(): number {
    return this.#waiting.length;
  }

  hold(io: Io, next: number): void {
    io.wait(this, next);
    this.#waiting.add(io);
  }

  release(): void {
    for (let io = this.#waiting.take(); io !== null; io = this.#waiting.take()) io.resume(io.ticket, this.#category);
  }

  forget(io: Io): void {
    this.#waiting.remove(io);
  }
}

import { type Discipline, Fcfs } from './discipline.ts';
import type { Io } from './io.ts';

/** Highest `io.priority` first; first come, first served among equals. Service that has begun is not interrupted. */
export class Priority implements Discipline {
  length = 0;
  /** Priorities that have occurred, the highest first, and the I/Os of each. */
  readonly #priorities: number[] = [];
  readonly #classes: Fcfs[] = [];

  add(io: Io): void {
    this.#classOf(io.priority).add(io);
    this.length++;
  }

  take(): Io | null {
    if (this.length === 0) return null;
    for (const one of this.#classes) {
      const io = one.take();
      if (io === null) continue;
      this.length--;
      return io;
    }
    return null;
  }

  remove(io: Io): void {
    const one = this.#classOf(io.priority);
    const before = one.length;
    one.remove(io);
    this.length -= before - one.length;
  }

  #classOf(priority: number): Fcfs {
    const priorities = this.#priorities;
    let at = 0;
    while (at < priorities.length && priorities[at]! > priority) at++;
    if (priorities[at] !== priority) {
      priorities.splice(at, 0, priority);
      this.#classes.splice(at, 0, new Fcfs());
    }
    return this.#classes[at]!;
  }
}

import { Fcfs } from '../../../kernel/discipline.ts';
import type { Io, WaitingPlace } from '../../../kernel/io.ts';
import { isHostWrite } from './host-write.ts';

/** I/Os that are held until something has changed; then all go on, in the order in which they came, and look again. */
export class Hold implements WaitingPlace {
  readonly name: string;
  /** Writes of hosts among them. */
  hostWrites = 0;
  readonly #category: number;
  readonly #waiting = new Fcfs();

  /** @param category the residence category of the time spent here */
  constructor(name: string, category: number) {
    this.name = name;
    this.#category = category;
  }

  hold(io: Io, next: number): void {
    io.wait(this, next);
    if (isHostWrite(io)) this.hostWrites++;
    this.#waiting.add(io);
  }

  release(): void {
    this.hostWrites = 0;
    for (let io = this.#waiting.take(); io !== null; io = this.#waiting.take()) io.resume(io.ticket, this.#category);
  }

  forget(io: Io): void {
    if (isHostWrite(io)) this.hostWrites--;
    this.#waiting.remove(io);
  }
}

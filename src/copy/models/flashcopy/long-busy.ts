import { Fcfs } from '../../../kernel/discipline.ts';
import type { Io, WaitingPlace } from '../../../kernel/io.ts';
import { Residence } from '../../../storage/residence.ts';

/** Extended long busy: I/Os that wait while a point in time is taken. */
export class LongBusy implements WaitingPlace {
  readonly name: string;
  busy = false;
  /** I/Os that have been held. */
  held = 0;
  readonly #waiting = new Fcfs();

  constructor(name: string) {
    this.name = name;
  }

  hold(io: Io, next: number): void {
    this.held++;
    io.wait(this, next);
    this.#waiting.add(io);
  }

  end(): void {
    this.busy = false;
    for (let io = this.#waiting.take(); io !== null; io = this.#waiting.take()) io.resume(io.ticket, Residence['volume stalled']);
  }

  forget(io: Io): void {
    this.#waiting.remove(io);
  }
}

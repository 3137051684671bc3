import { Fcfs } from '../../../kernel/discipline.ts';
import type { Io, WaitingPlace } from '../../../kernel/io.ts';
import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { Alarm } from '../../alarms.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/** Drain is measured over stretches of this length (ns). */
const STRETCH = 1e9;

/** Places in `#drain`. */
const BEGAN = 0;
const BYTES = 1;
const RATE = 2;
const NEXT = 3;

/**
 * What a filling journal does to host writes [D, semantics of 2011]:
 *
 *     above the high-water mark   with inflow control: writes are admitted at the rate at which the journal drains
 *     full                        with inflow control: writes wait for room, for the data overflow watch time
 *                                 at most; then, and without inflow control at once: the pairs are suspended (PFUS)
 *
 * A write that finds the journal full is in cache already, and becomes an entry as soon as there is room.
 */
export class InflowControl implements WaitingPlace {
  readonly name: string;
  readonly #group: JournalGroup;
  readonly #waiting = new Fcfs();
  /** Pair of each write that waits, by `Io.id`. */
  readonly #pairs: Pair[] = [];
  /** Begin of the present stretch, bytes drained in it, bytes per ns in the last one, and when the next write is admitted. */
  readonly #drain = new Float64Array(4);
  #alarm: Alarm | null = null;

  constructor(group: JournalGroup) {
    this.#group = group;
    this.name = `full journal of ${group.name}`;
  }

  /** Host writes that wait for room. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Before the cache. @returns whether the write has to wait, and then goes on at `next` */
  pace(io: Io, next: number): boolean {
    const { highWater, values, kernel } = this.#group;
    if (!highWater || values.inflow_control === 'no') return false;
    this.drained(0);
    const drain = this.#drain;
    const at = Math.max(kernel.now, drain[NEXT]!);
    const delay = Math.min(Math.round(at - kernel.now), values.inflow_delay_limit);
    drain[NEXT] = Math.min(at + (io.blocks * BLOCK_BYTES) / Math.max(drain[RATE]!, 1e-9), kernel.now + 2 * values.inflow_delay_limit);
    if (delay === 0) return false;
    io.sleep(delay, Residence['inflow control'], next);
    return true;
  }

  /** A write for which the journal has no room. @returns whether it waits; else the pair is suspended now */
  full(pair: Pair, io: Io, next: number): boolean {
    const { shared, values } = this.#group;
    if (values.inflow_control === 'no' || values.data_overflow_watch === 0) {
      this.#suspend();
      return false;
    }
    if (this.#alarm === null) this.#alarm = shared.alarms.set(values.data_overflow_watch, () => this.#overflow());
    io.wait(this, next);
    this.#pairs[io.id] = pair;
    this.#waiting.add(io);
    return true;
  }

  /** Bytes of data have left the master journal. */
  drained(bytes: number): void {
    const drain = this.#drain;
    const { now } = this.#group.kernel;
    const elapsed = now - drain[BEGAN]!;
    drain[BYTES]! += bytes;
    if (elapsed < STRETCH) return;
    drain[RATE] = drain[BYTES]! / elapsed;
    drain[BYTES] = 0;
    drain[BEGAN] = now;
  }

  /** There may be room, or no journal any more, for the writes that wait. */
  release(): void {
    const { shared } = this.#group;
    for (let io = this.#waiting.head; io !== null; io = this.#waiting.head) {
      const pair = this.#pairs[io.id]!;
      if (pair.journaling && !shared.rules.fits(this.#group, io.blocks)) return;
      this.#waiting.take();
      if (pair.journaling) shared.rules.obtain(this.#group, pair, io.block, io.blocks, io.payload!);
      else pair.unjournalled(this.#group, io.block, io.blocks);
      io.resume(io.ticket, Residence['inflow control']);
    }
    if (this.#alarm !== null) shared.alarms.cancel(this.#alarm);
    this.#alarm = null;
  }

  forget(io: Io): void {
    io.spend(this.#group.kernel.now - io.since, Residence['inflow control']);
    this.#waiting.remove(io);
  }

  #overflow(): void {
    this.#alarm = null;
    this.#suspend();
  }

  #suspend(): void {
    this.#group.suspendAll('journal-full', State.Full, `${this.#group.master.name} is full`);
  }
}

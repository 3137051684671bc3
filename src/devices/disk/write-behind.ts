import type { Mechanism } from './mechanism.ts';

/** Places of a write in the ring, and how many it takes. */
const BLOCK = 0;
const BLOCKS = 1;
/** From this instant on its data come in. */
const SINCE = 2;
const PLACES = 3;

/** Writes whose host has been told that they are done, on their way from the buffer to the media, first come, first served. */
export class WriteBehind {
  /** Writes that have not begun. */
  pending = 0;
  readonly #mechanism: Mechanism;
  readonly #bus: number;
  readonly capacity: number;
  /** A ring. */
  readonly #writes: Float64Array;
  /** Where the oldest begins. */
  #oldest = 0;
  /** The end of the last one that has begun. */
  #end = 0.5;

  /** @param bus time of one block over the interface */
  constructor(mechanism: Mechanism, capacity: number, bus: number) {
    this.#end = 0;
    this.#mechanism = mechanism;
    this.#bus = bus;
    this.capacity = capacity;
    this.#writes = new Float64Array(PLACES * capacity);
  }

  /** Data keep their place in the buffer until they are on the media. */
  isFull(instant: number): boolean {
    return this.pending + (this.#end > instant ? 1 : 0) >= this.capacity;
  }

  /** @param since from this instant on its data come in */
  add(block: number, blocks: number, since: number): void {
    const writes = this.#writes;
    const at = this.#place(this.pending);
    writes[at + BLOCK] = block;
    writes[at + BLOCKS] = blocks;
    writes[at + SINCE] = since;
    this.pending++;
  }

  has(block: number, blocks: number): boolean {
    const writes = this.#writes;
    for (let i = 0; i < this.pending; i++) {
      const at = this.#place(i);
      const begin = writes[at + BLOCK]!;
      if (block < begin + writes[at + BLOCKS]! && begin < block + blocks) return true;
    }
    return false;
  }

  /** What was begun before the instant `until` of the mechanism; the last of it may end after it. */
  catchUp(): void {
    const mechanism = this.#mechanism;
    while (this.pending > 0 && mechanism.free < mechanism.until && this.#writes[this.#oldest + SINCE]! < mechanism.until)
      this.writeOldest();
  }

  writeAll(): void {
    while (this.pending > 0) this.writeOldest();
  }

  writeOldest(): void {
    const mechanism = this.#mechanism;
    const writes = this.#writes;
    const at = this.#oldest;
    const since = writes[at + SINCE]!;
    this.#oldest = this.#place(1);
    this.pending--;
    mechanism.write(Math.max(mechanism.free, since), writes[at + BLOCK]!, writes[at + BLOCKS]!, since, this.#bus, 1);
    this.#end = mechanism.free;
  }

  /** Where a write begins, counted from the oldest. */
  #place(number: number): number {
    const at = this.#oldest + PLACES * number;
    return at < this.#writes.length ? at : at - this.#writes.length;
  }
}

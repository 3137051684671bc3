import type { Mechanism } from './mechanism.ts';

/** Writes whose host has been told that they are done, on their way from the buffer to the media, first come, first served. */
export class WriteBehind {
  /** Writes that have not begun. */
  pending = 0;
  readonly #mechanism: Mechanism;
  readonly #bus: number;
  readonly #block: Float64Array;
  readonly #blocks: Float64Array;
  readonly #since: Float64Array;
  #oldest = 0;
  /** The end of the last one that has begun. */
  #end = 0.5;

  /** @param bus time of one block over the interface */
  constructor(mechanism: Mechanism, capacity: number, bus: number) {
    this.#end = 0;
    this.#mechanism = mechanism;
    this.#bus = bus;
    this.#block = new Float64Array(capacity);
    this.#blocks = new Float64Array(capacity);
    this.#since = new Float64Array(capacity);
  }

  get capacity(): number {
    return this.#block.length;
  }

  /** Data keep their place in the buffer until they are on the media. */
  isFull(instant: number): boolean {
    return this.pending + (this.#end > instant ? 1 : 0) >= this.capacity;
  }

  /** @param since from this instant on its data come in */
  add(block: number, blocks: number, since: number): void {
    const slot = (this.#oldest + this.pending) % this.capacity;
    this.#block[slot] = block;
    this.#blocks[slot] = blocks;
    this.#since[slot] = since;
    this.pending++;
  }

  has(block: number, blocks: number): boolean {
    for (let i = 0; i < this.pending; i++) {
      const slot = (this.#oldest + i) % this.capacity;
      const begin = this.#block[slot]!;
      if (block < begin + this.#blocks[slot]! && begin < block + blocks) return true;
    }
    return false;
  }

  /** What was begun before an instant; the last of it may end after it. */
  runUntil(instant: number): void {
    while (this.pending > 0 && Math.max(this.#mechanism.free, this.#since[this.#oldest]!) < instant) this.writeOldest();
  }

  writeAll(): void {
    while (this.pending > 0) this.writeOldest();
  }

  writeOldest(): void {
    const slot = this.#oldest;
    const since = this.#since[slot]!;
    this.#oldest = (slot + 1) % this.capacity;
    this.pending--;
    this.#mechanism.write(Math.max(this.#mechanism.free, since), this.#block[slot]!, this.#blocks[slot]!, since, this.#bus, 1);
    this.#end = this.#mechanism.free;
  }
}

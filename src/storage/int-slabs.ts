/** log2 of the integers of one chunk: a chunk holds whole slots of every size. */
const CHUNK_SHIFT = 16;

/** Pooled slots of 1, 2, 4, 8, ... integers in typed arrays, zero at first. A slot that was given back is used again before the pool grows. */
export class IntSlabs {
  /** log2 of the integers in a slot. */
  readonly #shift: number;
  #chunks: Int32Array[] = [];
  #used = 0;
  /** The slot given back last, -1 if none; each such slot holds the number of the next. */
  #spare = -1;

  constructor(shift: number) {
    this.#shift = shift;
  }

  /** Slots that memory was taken for. */
  get slots(): number {
    return this.#used;
  }

  take(): number {
    if (this.#spare >= 0) {
      const slot = this.#spare;
      this.#spare = this.chunk(slot)[this.offset(slot)]!;
      return slot;
    }
    if (this.#used === this.#chunks.length << (CHUNK_SHIFT - this.#shift)) this.#chunks.push(new Int32Array(1 << CHUNK_SHIFT));
    return this.#used++;
  }

  give(slot: number): void {
    this.chunk(slot)[this.offset(slot)] = this.#spare;
    this.#spare = slot;
  }

  /** The array in which the slot lies. */
  chunk(slot: number): Int32Array {
    return this.#chunks[slot >> (CHUNK_SHIFT - this.#shift)]!;
  }

  /** Where in its chunk the slot begins. */
  offset(slot: number): number {
    return (slot << this.#shift) & ((1 << CHUNK_SHIFT) - 1);
  }

  clear(): void {
    this.#chunks = [];
    this.#used = 0;
    this.#spare = -1;
  }

  copyFrom(other: IntSlabs): void {
    this.#chunks = other.#chunks.map((chunk) => chunk.slice());
    this.#used = other.#used;
    this.#spare = other.#spare;
  }
}

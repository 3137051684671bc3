/** Ints of one chunk: a chunk holds whole slots of every size. */
const CHUNK = 1 << 16;

/** Pooled slots of 2, 4, 8, ... stamps in typed arrays. A slot that was given back is used again before the pool grows. */
export class StampSlabs {
  /** log2 of the stamps in a slot. */
  readonly #shift: number;
  readonly #perChunk: number;
  #chunks: Int32Array[] = [];
  #used = 0;
  /** The slot given back last, -1 if none; each such slot holds the number of the next. */
  #spare = -1;

  constructor(shift: number) {
    this.#shift = shift;
    this.#perChunk = CHUNK >> shift;
  }

  take(): number {
    if (this.#spare >= 0) {
      const slot = this.#spare;
      this.#spare = this.chunk(slot)[this.offset(slot)]!;
      return slot;
    }
    if (this.#used === this.#chunks.length * this.#perChunk) this.#chunks.push(new Int32Array(CHUNK));
    return this.#used++;
  }

  give(slot: number): void {
    this.chunk(slot)[this.offset(slot)] = this.#spare;
    this.#spare = slot;
  }

  /** The array in which the slot lies. */
  chunk(slot: number): Int32Array {
    return this.#chunks[(slot / this.#perChunk) | 0]!;
  }

  /** Where in its chunk the slot begins. */
  offset(slot: number): number {
    return (slot % this.#perChunk) << this.#shift;
  }

  clear(): void {
    this.#chunks = [];
    this.#used = 0;
    this.#spare = -1;
  }

  copyFrom(other: StampSlabs): void {
    this.#chunks = other.#chunks.map((chunk) => chunk.slice());
    this.#used = other.#used;
    this.#spare = other.#spare;
  }
}

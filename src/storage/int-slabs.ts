/** log2 of the integers of one chunk. */
const CHUNK_SHIFT = 16;
const CHUNK = 1 << CHUNK_SHIFT;
/** log2 of the integers in the largest slot. */
const LARGEST = 8;

/**
 * Pooled slots of 1, 2, 4, ... 256 integers in typed arrays. A slot is the place of its first integer; one that was given
 * back is used again, for the same size, before the pool grows.
 */
export class IntSlabs {
  /** Integers that memory was taken for. */
  used = 0;
  #chunks: Int32Array[] = [];
  /** By size, the slot given back last, -1 if none; each such slot holds the next. */
  readonly #spare = new Int32Array(LARGEST + 1).fill(-1);

  /** @param size log2 of its integers, whose values are left over from before */
  take(size: number): number {
    const spare = this.#spare[size]!;
    if (spare >= 0) {
      this.#spare[size] = this.chunk(spare)[this.offset(spare)]!;
      return spare;
    }
    // No slot lies across two chunks.
    if ((this.used & (CHUNK - 1)) + (1 << size) > CHUNK) this.used = (this.used | (CHUNK - 1)) + 1;
    const slot = this.used;
    if (slot === this.#chunks.length << CHUNK_SHIFT) this.#chunks.push(new Int32Array(CHUNK));
    this.used += 1 << size;
    return slot;
  }

  give(slot: number, size: number): void {
    this.chunk(slot)[this.offset(slot)] = this.#spare[size]!;
    this.#spare[size] = slot;
  }

  /** The array in which the slot lies. */
  chunk(slot: number): Int32Array {
    return this.#chunks[slot >> CHUNK_SHIFT]!;
  }

  /** Where in its chunk the slot begins. */
  offset(slot: number): number {
    return slot & (CHUNK - 1);
  }

  clear(): void {
    this.used = 0;
    this.#chunks = [];
    this.#spare.fill(-1);
  }

  copyFrom(other: IntSlabs): void {
    this.used = other.used;
    this.#chunks = other.#chunks.map((chunk) => chunk.slice());
    this.#spare.set(other.#spare);
  }
}

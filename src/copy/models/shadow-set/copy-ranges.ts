/** The ranges of one copy, handed out in order to one or several lanes that copy at a time. */
export class CopyRanges {
  /** Blocks of a range; the last one may be shorter. */
  readonly rangeBlocks: number;
  readonly #blocks: number;
  #next = 0;
  /** By lane: where its range begins; infinite if it has none. */
  readonly #starts: Float64Array;

  constructor(blocks: number, rangeBlocks: number, lanes: number) {
    this.#blocks = blocks;
    this.rangeBlocks = rangeBlocks;
    this.#starts = new Float64Array(lanes).fill(Number.POSITIVE_INFINITY);
  }

  get lanes(): number {
    return this.#starts.length;
  }

  /** All that is not done before `block` is to be done again. */
  restart(block: number): void {
    this.#next = block;
    this.#starts.fill(Number.POSITIVE_INFINITY);
  }

  /** The first block of the next range for a lane, -1 if there is none left. */
  take(lane: number): number {
    if (this.#next >= this.#blocks) return -1;
    const block = this.#next;
    this.#starts[lane] = block;
    this.#next = Math.min(this.#blocks, block + this.rangeBlocks);
    return block;
  }

  /** Length in blocks of the range that begins at `block`. */
  length(block: number): number {
    return Math.min(this.rangeBlocks, this.#blocks - block);
  }

  /** The range of the lane is done. Returns the first block that is not done. */
  finish(lane: number): number {
    this.#starts[lane] = Number.POSITIVE_INFINITY;
    let first = this.#next;
    for (let i = 0; i < this.#starts.length; i++) first = Math.min(first, this.#starts[i]!);
    return first;
  }

  /** Some lane is copying blocks of this extent. */
  underWay(block: number, blocks: number): boolean {
    for (let i = 0; i < this.#starts.length; i++) {
      const start = this.#starts[i]!;
      if (start < block + blocks && block < start + this.rangeBlocks) return true;
    }
    return false;
  }
}

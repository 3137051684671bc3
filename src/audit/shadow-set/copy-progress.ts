import { type OnBlocks, Ranges } from '../ranges.ts';

/** A range that the copy has read, and that is not known to be done. */
export interface CopyRange extends OnBlocks {
  /** Host writes that overlapped it in space and time. */
  overlapping: number;
  /** For each target. */
  readonly compares: number[];
  readonly writes: number[];
  /** For each target: compared last, it held what had been read; or the controller has copied it. */
  readonly equal: boolean[];
}

/**
 * How far a pass of a copy is, as its I/Os on the media show. Whether the copy has learnt the result of a comparison
 * does not show at once; but it has as many ranges under way as its depth says, so when so many are not equal yet, all
 * others are done. Hence two positions:
 *
 *     ├── reached: done ──┼── possible: equal, perhaps done ──┼── not equal yet, or not begun ──┤
 */
export class CopyProgress {
  /** All blocks before this one are done. */
  reached: number;
  /** The copy cannot be farther than this. */
  possible: number;
  readonly #depth: number;
  readonly #gone: boolean[];
  readonly #ranges = new Ranges<CopyRange>();

  /**
   * @param depth ranges under way at a time
   * @param targets how many there are
   */
  constructor(from: number, depth: number, targets: number) {
    this.reached = from;
    this.possible = from;
    this.#depth = depth;
    this.#gone = Array.from({ length: targets }, () => false);
  }

  /** The first range that is not equal on all targets, null if there is none. */
  get open(): CopyRange | null {
    let open: CopyRange | null = null;
    this.#ranges.inOrder((range) => {
      if (this.#isEqual(range)) return true;
      open = range;
      return false;
    });
    return open;
  }

  isGone(target: number): boolean {
    return this.#gone[target]!;
  }

  /** A target has left the set. */
  gone(target: number): void {
    this.#gone[target] = true;
    this.#extend();
  }

  /** A host has issued a write. */
  overlapped({ block, blocks }: OnBlocks): void {
    this.#ranges.some(block, block + blocks, (range) => {
      range.overlapping++;
      return false;
    });
  }

  rangeOf(block: number, blocks: number): CopyRange | null {
    return this.#ranges.touching(block, block + blocks);
  }

  /** The source has been read. @returns true if it is a range that was not read before */
  read(block: number, blocks: number, overlapping: number): boolean {
    if (this.rangeOf(block, blocks) !== null) return false;
    const none = (): number[] => this.#gone.map(() => 0);
    this.#ranges.add({ block, blocks, overlapping, compares: none(), writes: none(), equal: this.#gone.map(() => false) });
    this.#confirm();
    return true;
  }

  /** A target has been compared or written. */
  used(range: CopyRange, target: number, equal: boolean): void {
    range.equal[target] = equal;
    this.#extend();
  }

  #isEqual(range: CopyRange): boolean {
    for (let target = 0; target < this.#gone.length; target++) if (!range.equal[target] && !this.#gone[target]) return false;
    return true;
  }

  #extend(): void {
    let end = this.reached;
    this.#ranges.inOrder((range) => {
      if (range.block > end || !this.#isEqual(range)) return false;
      end = range.block + range.blocks;
      return true;
    });
    this.possible = Math.max(this.possible, end);
  }

  /** A lane has begun a new range: if no lane can be at a range that is equal, these are done. */
  #confirm(): void {
    let unequal = 0;
    this.#ranges.inOrder((range) => {
      if (!this.#isEqual(range)) unequal++;
      return true;
    });
    if (unequal < this.#depth) return;
    for (
      let first = this.#ranges.first;
      first !== null && first.block <= this.reached && this.#isEqual(first);
      first = this.#ranges.first
    ) {
      this.#ranges.remove(first);
      this.reached = first.block + first.blocks;
    }
  }
}

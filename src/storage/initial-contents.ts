import type { DissimilarRanges } from './dissimilar-ranges.ts';

/** What a disk holds where nothing was written during the run, as runs of equal stamps: a rule, which takes no memory. */
export interface InitialContents {
  stampAt(block: number): number;
  /** The first block after `block` at which the stamp may be another one. */
  runEnd(block: number): number;
}

/** The same stamp everywhere. */
export class Uniform implements InitialContents {
  readonly #stamp: number;

  constructor(stamp: number) {
    this.#stamp = stamp;
  }

  stampAt(_block: number): number {
    return this.#stamp;
  }

  runEnd(_block: number): number {
    return Number.POSITIVE_INFINITY;
  }
}

/** As another disk, save for some ranges, which hold a stamp of their own. */
export class PartlyForeign implements InitialContents {
  readonly #like: InitialContents;
  readonly #dissimilar: DissimilarRanges;
  readonly #stamp: number;

  constructor(like: InitialContents, dissimilar: DissimilarRanges, stamp: number) {
    this.#like = like;
    this.#dissimilar = dissimilar;
    this.#stamp = stamp;
  }

  stampAt(block: number): number {
    const range = Math.floor(block / this.#dissimilar.rangeBlocks);
    return this.#dissimilar.has(range) ? this.#stamp : this.#like.stampAt(block);
  }

  runEnd(block: number): number {
    const { rangeBlocks } = this.#dissimilar;
    const end = (Math.floor(block / rangeBlocks) + 1) * rangeBlocks;
    return Math.min(end, this.#like.runEnd(block));
  }
}

import type { Payload } from '../kernel/payload.ts';
import { ContentsPages } from './contents-pages.ts';
import type { DissimilarRanges } from './dissimilar-ranges.ts';
import { type InitialContents, PartlyForeign, Uniform } from './initial-contents.ts';

/** Blocks of one track of contents. An exported constant would be slower to read. */
const TRACK = 128;

/**
 * What is on a disk: a version stamp for every unit of blocks instead of bytes.
 *
 * Stamps are 32-bit whole numbers: 0 nothing was ever written there; positive the number of the host's write that
 * put it there; negative data from before the run, the same number for the same data.
 *
 * A track of 128 blocks takes no memory until it is written, 8 bytes when it holds one stamp, and 8 bytes more for each
 * run of equal stamps when it holds several, their number rounded up to a power of two. What was taken for so many runs is
 * used for as many again. So memory depends on the tracks touched and on how finely they were divided at the same time, never
 * on the number of I/Os.
 */
export class Contents {
  readonly blocks: number;
  /** Blocks of one unit: the common alignment of all I/Os; 1, 2, 4 or 8. Payloads count in units. */
  readonly unitBlocks: number;
  /** log2 of `unitBlocks`. */
  readonly #unitShift: number;
  readonly #pages: ContentsPages;

  /** @throws RangeError if the unit is not 1, 2, 4 or 8 blocks */
  constructor(blocks: number, unitBlocks: number, initial: InitialContents = new Uniform(0)) {
    if (![1, 2, 4, 8].includes(unitBlocks)) throw new RangeError(`a unit of contents is 1, 2, 4 or 8 blocks, not ${unitBlocks}`);
    this.blocks = blocks;
    this.unitBlocks = unitBlocks;
    this.#unitShift = 31 - Math.clz32(unitBlocks);
    this.#pages = new ContentsPages(blocks, initial);
  }

  /** Integers of memory that it takes: a measure that depends on what was written where and in what order, and on nothing else. */
  get memory(): number {
    return this.#pages.memory;
  }

  /** Puts the stamps of a range into the payload. */
  read(block: number, blocks: number, into: Payload): void {
    this.#check(block, blocks);
    into.clear();
    const pages = this.#pages;
    for (const end = block + blocks; block < end; block = pages.end) {
      pages.find(block, end);
      into.add((pages.end - block) >> this.#unitShift, pages.stamp);
    }
  }

  /** Writes the stamps of the payload to a range. */
  write(block: number, blocks: number, from: Payload): void {
    this.#check(block, blocks);
    // Blocks of a disk may be beyond 32 bits; within a track whole numbers of 32 bits are faster.
    let track = (block / TRACK) | 0;
    let first = (block - track * TRACK) | 0;
    let run = -1;
    let inRun = 0;
    for (let left = blocks | 0; left > 0; ) {
      if (inRun === 0) inRun = from.lengthOf(++run) << this.#unitShift;
      const count = Math.min(left, inRun, TRACK - first);
      this.#pages.fill(track, first, first + count, from.stampOf(run));
      left -= count;
      inRun -= count;
      first += count;
      if (first === TRACK) {
        first = 0;
        track++;
      }
    }
  }

  /** True if the range holds just the stamps of the payload. */
  equals(block: number, blocks: number, payload: Payload): boolean {
    this.#check(block, blocks);
    const pages = this.#pages;
    let run = -1;
    let runEnd = block;
    for (const end = block + blocks; block < end; block = pages.end) {
      if (block === runEnd) {
        if (++run === payload.runs) return false;
        runEnd += payload.lengthOf(run) * this.unitBlocks;
      }
      pages.find(block, Math.min(end, runEnd));
      if (pages.stamp !== payload.stampOf(run)) return false;
    }
    return run === payload.runs - 1 && runEnd === block;
  }

  /** The stamp of one block. */
  stampAt(block: number): number {
    this.#pages.find(block, block + 1);
    return this.#pages.stamp;
  }

  /** Forgets all that was written: the disk holds `initial`. */
  reset(initial: InitialContents): void {
    this.#pages.reset(initial);
  }

  /** Becomes equal to another disk, as far as both reach. */
  copyFrom(other: Contents): void {
    this.#pages.copyFrom(other.#pages);
  }

  /**
   * Becomes like another disk is now, save for some ranges, which hold `stamp`.
   * @throws RangeError if a range is not a whole number of units
   */
  resemble(other: Contents, dissimilar: DissimilarRanges, stamp: number): void {
    const { rangeBlocks } = dissimilar;
    if (rangeBlocks % this.unitBlocks !== 0)
      throw new RangeError(`ranges of ${rangeBlocks} blocks are not whole units of ${this.unitBlocks} blocks`);
    const pages = this.#pages;
    pages.reset(new PartlyForeign(other.#pages.initial, dissimilar, stamp));
    other.#pages.forEachWritten((track) => {
      this.#takeOver(other.#pages, track * TRACK, Math.min(this.blocks, (track + 1) * TRACK), dissimilar);
    });
  }

  /** The first block from `from` on, before `to`, on which two disks differ; -1 if there is none. */
  firstDifference(other: Contents, from: number, to: number): number {
    const mine = this.#pages;
    const its = other.#pages;
    for (let block = from; block < to; block = mine.end) {
      its.find(block, to);
      mine.find(block, its.end);
      if (mine.stamp !== its.stamp) return block;
    }
    return -1;
  }

  /** Takes over what another disk holds, but for the dissimilar ranges. */
  #takeOver(from: ContentsPages, block: number, end: number, dissimilar: DissimilarRanges): void {
    const { rangeBlocks } = dissimilar;
    while (block < end) {
      const range = Math.floor(block / rangeBlocks);
      const next = Math.min(end, (range + 1) * rangeBlocks);
      if (!dissimilar.has(range)) this.#takeRuns(from, block, next);
      block = next;
    }
  }

  /** Within one track. */
  #takeRuns(from: ContentsPages, block: number, end: number): void {
    const track = (block / TRACK) | 0;
    const begin = track * TRACK;
    for (; block < end; block = from.end) {
      from.find(block, end);
      this.#pages.fill(track, block - begin, from.end - begin, from.stamp);
    }
  }

  #check(block: number, blocks: number): void {
    if (block < 0 || blocks < 0 || block + blocks > this.blocks)
      throw new RangeError(`blocks ${block} to ${block + blocks} are not on a disk of ${this.blocks} blocks`);
    if (((block | blocks) & (this.unitBlocks - 1)) !== 0)
      throw new RangeError(`blocks ${block} to ${block + blocks} are not whole units of ${this.unitBlocks} blocks`);
  }
}

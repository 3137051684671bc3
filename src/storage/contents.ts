import type { Payload } from '../kernel/payload.ts';
import { ContentsPages, TRACK } from './contents-pages.ts';
import type { DissimilarRanges } from './dissimilar-ranges.ts';
import { type InitialContents, PartlyForeign, Uniform } from './initial-contents.ts';

/** I/Os from this length on look whether tracks that were written in parts have become simpler again. */
const SIMPLIFY_FROM = 64;

/**
 * What is on a disk: a version stamp for every unit of blocks instead of bytes.
 *
 * Stamps are 32-bit whole numbers: 0 nothing was ever written there; positive the number of the host's write that
 * put it there; negative data from before the run, the same number for the same data.
 *
 * A track of 128 blocks takes no memory until it is written, 5 bytes when it holds one stamp, and when it was
 * written in parts 4 bytes more for every part of the coarsest equal division that tells the parts apart. So memory depends on
 * the tracks touched and on how finely they are divided, never on the number of I/Os.
 */
export class Contents {
  readonly blocks: number;
  /** Blocks of one unit: the common alignment of all I/Os; 1, 2, 4 or 8. Payloads count in units. */
  readonly unitBlocks: number;
  readonly #pages: ContentsPages;
  readonly #scratch: Int32Array;
  readonly #other: Int32Array;
  /** Where a write is in its payload: the run, and how many blocks of it are left. */
  #run = 0;
  #left = 0;

  /** @throws RangeError if the unit is not 1, 2, 4 or 8 blocks */
  constructor(blocks: number, unitBlocks: number, initial: InitialContents = new Uniform(0)) {
    if (![1, 2, 4, 8].includes(unitBlocks)) throw new RangeError(`a unit of contents is 1, 2, 4 or 8 blocks, not ${unitBlocks}`);
    this.blocks = blocks;
    this.unitBlocks = unitBlocks;
    this.#pages = new ContentsPages(blocks, unitBlocks, initial);
    this.#scratch = new Int32Array(TRACK / unitBlocks);
    this.#other = new Int32Array(TRACK / unitBlocks);
  }

  /** Puts the stamps of a range into the payload. */
  read(block: number, blocks: number, into: Payload): void {
    this.#check(block, blocks);
    into.clear();
    const pages = this.#pages;
    const unit = this.unitBlocks;
    for (const end = block + blocks; block < end; ) {
      const stamp = pages.stampAt(block);
      const next = Math.min(end, pages.runEnd(block));
      into.add((next - block) / unit, stamp);
      block = next;
    }
  }

  /** Writes the stamps of the payload to a range. */
  write(block: number, blocks: number, from: Payload): void {
    this.#check(block, blocks);
    this.#run = -1;
    this.#left = 0;
    const short = blocks < SIMPLIFY_FROM;
    for (const end = block + blocks; block < end; ) {
      const track = (block / TRACK) | 0;
      const first = block - track * TRACK;
      const part = Math.min(end - block, TRACK - first);
      if (this.#left === 0) this.#nextRun(from);
      const stamp = from.stamps[this.#run]!;
      if (this.#left < part) this.#writeRuns(track, first, part, from);
      else {
        this.#left -= part;
        if (part === TRACK) this.#pages.setUniform(track, stamp);
        else if (!short || !this.#pages.setPart(track, first, part, stamp)) this.#writePart(track, first, part, stamp);
      }
      block += part;
    }
  }

  /** True if the range holds just the stamps of the payload. */
  equals(block: number, blocks: number, payload: Payload): boolean {
    this.#check(block, blocks);
    const pages = this.#pages;
    let run = -1;
    let runEnd = block;
    for (const end = block + blocks; block < end; ) {
      if (block === runEnd) {
        if (++run === payload.runs) return false;
        runEnd += payload.lengths[run]! * this.unitBlocks;
      }
      if (pages.stampAt(block) !== payload.stamps[run]) return false;
      block = Math.min(end, runEnd, pages.runEnd(block));
    }
    return run === payload.runs - 1 && runEnd === block;
  }

  /** The stamp of one block. */
  stampAt(block: number): number {
    return this.#pages.stampAt(block);
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
      if (track * TRACK >= this.blocks) return;
      other.#pages.expand(track, this.#scratch);
      pages.expand(track, this.#other);
      if (this.#keepForeign(track, dissimilar)) pages.store(track, this.#scratch);
    });
  }

  /** The first block from `from` on, before `to`, on which two disks differ; -1 if there is none. */
  firstDifference(other: Contents, from: number, to: number): number {
    const mine = this.#pages;
    const its = other.#pages;
    for (let block = from; block < to; ) {
      if (mine.stampAt(block) !== its.stampAt(block)) return block;
      block = Math.min(mine.runEnd(block), its.runEnd(block));
    }
    return -1;
  }

  /** Takes the foreign ranges of a track (in `#other`) over into `#scratch`. False: all of it is foreign. */
  #keepForeign(track: number, dissimilar: DissimilarRanges): boolean {
    const unit = this.unitBlocks;
    let own = false;
    for (let i = 0; i < this.#scratch.length; i++) {
      if (dissimilar.has(Math.floor((track * TRACK + i * unit) / dissimilar.rangeBlocks))) this.#scratch[i] = this.#other[i]!;
      else own = true;
    }
    return own;
  }

  #nextRun(payload: Payload): void {
    this.#run++;
    this.#left = payload.lengths[this.#run]! * this.unitBlocks;
  }

  #writePart(track: number, first: number, part: number, stamp: number): void {
    const unit = this.unitBlocks;
    this.#pages.expand(track, this.#scratch);
    this.#scratch.fill(stamp, first / unit, (first + part) / unit);
    this.#pages.store(track, this.#scratch);
  }

  #writeRuns(track: number, first: number, part: number, from: Payload): void {
    const unit = this.unitBlocks;
    this.#pages.expand(track, this.#scratch);
    for (const end = first + part; first < end; ) {
      if (this.#left === 0) this.#nextRun(from);
      const next = Math.min(end, first + this.#left);
      this.#scratch.fill(from.stamps[this.#run]!, first / unit, next / unit);
      this.#left -= next - first;
      first = next;
    }
    this.#pages.store(track, this.#scratch);
  }

  #check(block: number, blocks: number): void {
    if (block < 0 || blocks < 0 || block + blocks > this.blocks)
      throw new RangeError(`blocks ${block} to ${block + blocks} are not on a disk of ${this.blocks} blocks`);
    if ((block % this.unitBlocks) + (blocks % this.unitBlocks) !== 0)
      throw new RangeError(`blocks ${block} to ${block + blocks} are not whole units of ${this.unitBlocks} blocks`);
  }
}

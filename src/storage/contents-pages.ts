import type { InitialContents } from './initial-contents.ts';
import { TrackRuns } from './track-runs.ts';

/** Blocks of one track of contents. */
const TRACK = 128;

const PAGE_SHIFT = 10;
const PAGE_TRACKS = 1 << PAGE_SHIFT;

/** Runs of a track that was not written, and of one that holds one stamp. */
const INITIAL = 0;
const UNIFORM = 1;

/**
 * Stamps by track: the memory behind `Contents`. Pages of 1024 tracks come into being when written; a page holds two
 * integers for each track: how many runs of equal stamps it has, and the stamp or, of several, where they are.
 */
export class ContentsPages {
  initial: InitialContents;
  /** The stamp that `find` has found, and the block up to which it found it. */
  stamp = 0;
  end = 0.5;
  /** `null` where nothing was written. */
  readonly #pages: (Int32Array | null)[];
  readonly #runs = new TrackRuns();

  constructor(blocks: number, initial: InitialContents) {
    this.#pages = Array.from({ length: Math.ceil(blocks / (PAGE_TRACKS * TRACK)) }, () => null);
    this.initial = initial;
  }

  /** Integers of memory that contents take: spare slots are kept for others of their size. */
  get memory(): number {
    return this.#runs.used + 2 * PAGE_TRACKS * this.#pages.filter((page) => page !== null).length;
  }

  /** Finds `stamp` of a block, and an `end`, at most `limit`, up to which it does not change; it may hold on longer. */
  find(block: number, limit: number): void {
    const track = (block / TRACK) | 0;
    const page = this.#pages[track >> PAGE_SHIFT]!;
    if (page === null) {
      this.#findInitial(block, Math.min(limit, ((track >> PAGE_SHIFT) + 1) * PAGE_TRACKS * TRACK));
      return;
    }
    const at = 2 * (track & (PAGE_TRACKS - 1));
    const count = page[at]!;
    const begin = track * TRACK;
    let end = TRACK;
    if (count === UNIFORM) this.stamp = page[at + 1]!;
    else if (count === INITIAL) {
      this.#findInitial(block, Math.min(limit, begin + TRACK));
      return;
    } else {
      const runs = this.#runs;
      runs.find(page[at + 1]!, count, block - begin);
      this.stamp = runs.stamp;
      end = runs.end;
    }
    this.end = Math.min(limit, begin + end);
  }

  /** Writes one stamp to blocks `first` to `end` of a track. */
  fill(track: number, first: number, end: number, stamp: number): void {
    const page = this.#pages[track >> PAGE_SHIFT] ?? this.#newPage(track >> PAGE_SHIFT);
    const at = 2 * (track & (PAGE_TRACKS - 1));
    const count = page[at]!;
    if (end - first === TRACK) {
      if (count > UNIFORM) this.#runs.give(page[at + 1]!, count);
      page[at] = UNIFORM;
      page[at + 1] = stamp;
      return;
    }
    if (count === INITIAL) this.#writeInitial(track, page, at);
    if (page[at] === UNIFORM) {
      if (page[at + 1] === stamp) return;
      page[at + 1] = this.#runs.take(page[at + 1]!);
    }
    this.#runs.write(page, at, first, end, stamp);
  }

  /** The tracks that were written, in rising order. */
  forEachWritten(visit: (track: number) => void): void {
    for (const [number, page] of this.#pages.entries()) {
      for (let index = 0; page !== null && index < PAGE_TRACKS; index++) {
        if (page[2 * index] !== INITIAL) visit(number * PAGE_TRACKS + index);
      }
    }
  }

  reset(initial: InitialContents): void {
    this.initial = initial;
    this.#pages.fill(null);
    this.#runs.clear();
  }

  copyFrom(other: ContentsPages): void {
    this.initial = other.initial;
    for (const index of this.#pages.keys()) this.#pages[index] = other.#pages[index]?.slice() ?? null;
    this.#runs.copyFrom(other.#runs);
  }

  #findInitial(block: number, limit: number): void {
    this.stamp = this.initial.stampAt(block);
    this.end = Math.min(limit, this.initial.runEnd(block));
  }

  #newPage(number: number): Int32Array {
    return (this.#pages[number] = new Int32Array(2 * PAGE_TRACKS));
  }

  /** Puts down what a track holds that was not written yet. */
  #writeInitial(track: number, page: Int32Array, at: number): void {
    const begin = track * TRACK;
    this.#findInitial(begin, begin + TRACK);
    page[at] = UNIFORM;
    page[at + 1] = this.stamp;
    while (this.end < begin + TRACK) {
      const from = this.end;
      this.#findInitial(from, begin + TRACK);
      this.fill(track, from - begin, this.end - begin, this.stamp);
    }
  }
}

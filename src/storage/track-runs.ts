import { IntSlabs } from './int-slabs.ts';

/** Blocks of one track of contents. */
const TRACK = 128;

/**
 * The runs of equal stamps of tracks that hold more than one: for each run, in the order of the blocks, two integers, the
 * block up to which it goes and its stamp. Neighbours have different stamps: how many runs there are depends on what the
 * track holds, not on how it was written.
 */
export class TrackRuns {
  /** What `find` has found. */
  stamp = 0;
  end = 0;
  readonly #slabs = new IntSlabs();

  /** Integers that memory was taken for. */
  get used(): number {
    return this.#slabs.used;
  }

  /** A slot for a track that holds one stamp, and will hold more. */
  take(stamp: number): number {
    const slot = this.#slabs.take(sizeOf(1));
    const runs = this.#slabs.chunk(slot);
    const at = this.#slabs.offset(slot);
    runs[at] = TRACK;
    runs[at + 1] = stamp;
    return slot;
  }

  give(slot: number, count: number): void {
    this.#slabs.give(slot, sizeOf(count));
  }

  clear(): void {
    this.#slabs.clear();
  }

  copyFrom(other: TrackRuns): void {
    this.#slabs.copyFrom(other.#slabs);
  }

  /** Finds the stamp of a block of a track, and the end of its run. @param count runs in the slot */
  find(slot: number, count: number, block: number): void {
    const runs = this.#slabs.chunk(slot);
    let at = this.#slabs.offset(slot) + earliest(block, count);
    while (runs[at]! <= block) at += 2;
    this.end = runs[at]!;
    this.stamp = runs[at + 1]!;
  }

  /**
   * Writes one stamp to blocks `first` to `end` of a track, not to all of them.
   * @param entry the number of runs stands here at `place`, their slot behind it: both may become others. Of one
   *   run its stamp stands there then
   */
  write(entry: Int32Array, place: number, first: number, end: number, stamp: number): void {
    const count = entry[place]!;
    const slot = entry[place + 1]!;
    const runs = this.#slabs.chunk(slot);
    const base = this.#slabs.offset(slot);
    let from = base + earliest(first, count);
    while (runs[from]! <= first) from += 2;
    let to = from;
    while (runs[to]! < end) to += 2;
    const begin = from === base ? 0 : runs[from - 2]!;
    const last = runs[to]!;
    const lastStamp = runs[to + 1]!;
    // The runs from `from` to `to` become: what is left of the first, the new one, what is left of the last.
    const keepsFirst = begin < first && runs[from + 1] !== stamp;
    const keepsLast = end < last && lastStamp !== stamp;
    if (begin === first && first > 0 && runs[from - 1] === stamp) from -= 2;
    if (end === last && end < TRACK && runs[to + 3] === stamp) to += 2;
    const newEnd = keepsLast ? end : runs[to]!;
    const behind = from + (keepsFirst ? 4 : 2) + (keepsLast ? 2 : 0);
    let into = runs;
    if (behind !== to + 2) {
      if (from === base && !keepsFirst && newEnd === TRACK) {
        this.give(slot, count);
        entry[place] = 1;
        entry[place + 1] = stamp;
        return;
      }
      from += this.#move(entry, place, from - base, to + 2 - base, behind - base);
      into = this.#slabs.chunk(entry[place + 1]!);
    }
    if (keepsFirst) {
      into[from] = first;
      from += 2;
    }
    into[from] = newEnd;
    into[from + 1] = stamp;
    if (keepsLast) {
      into[from + 2] = last;
      into[from + 3] = lastStamp;
    }
  }

  /**
   * Moves the runs of a track from `from` on to `to`, both in integers from the begin of its slot. If they then need another
   * size of slot, those up to `kept` come along.
   * @returns how far those up to `kept` have moved
   */
  #move(entry: Int32Array, place: number, kept: number, from: number, to: number): number {
    const count = entry[place]!;
    const now = count + ((to - from) >> 1);
    const slot = entry[place + 1]!;
    const runs = this.#slabs.chunk(slot);
    const base = this.#slabs.offset(slot);
    const tail = 2 * count - from;
    entry[place] = now;
    if (sizeOf(now) === sizeOf(count)) {
      // To higher places from the last run on, to lower ones from the first: none is overwritten before it has moved.
      if (to > from) for (let i = tail - 1; i >= 0; i--) runs[base + to + i] = runs[base + from + i]!;
      else for (let i = 0; i < tail; i++) runs[base + to + i] = runs[base + from + i]!;
      return 0;
    }
    const other = this.#slabs.take(sizeOf(now));
    const into = this.#slabs.chunk(other);
    const begin = this.#slabs.offset(other);
    for (let i = 0; i < kept + 2; i++) into[begin + i] = runs[base + i]!;
    for (let i = 0; i < tail; i++) into[begin + to + i] = runs[base + from + i]!;
    this.#slabs.give(slot, sizeOf(count));
    entry[place + 1] = other;
    return begin - base;
  }
}

/** Where the run of a block can be found at the earliest, in integers: no two runs end at the same block. */
function earliest(block: number, count: number): number {
  const run = block + count - TRACK;
  return run > 0 ? 2 * run : 0;
}

/** log2 of the integers that so many runs take; one takes no less than two. */
function sizeOf(count: number): number {
  return 33 - Math.clz32((count - 1) | 1);
}

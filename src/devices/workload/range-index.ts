import { widened } from './widened.ts';

const BIN_BLOCKS = 256;
const NONE = -1;

/**
 * Ranges of blocks in order of arrival, by which bins of the space they touch: finds what overlaps a range, before or
 * after it, in the time it takes to look at its neighbours. Ranges are named by small whole numbers, one range each.
 *
 * A range has an entry for each bin it touches. Entries hang in the chain of their bin in order of arrival. Two ranges that
 * share several bins are seen as a pair in just one of them: the first that both touch.
 */
export class RangeIndex {
  /** Ranges that are in the index. */
  size = 0;
  // by range
  #first = new Float64Array(64);
  #end = new Float64Array(64);
  /** The first entry of a range; its others follow by `#sibling`. */
  #entry = new Int32Array(64).fill(NONE);
  // by entry
  #range = new Int32Array(64);
  #bin = new Float64Array(64);
  #sibling = new Int32Array(64);
  #before = new Int32Array(64);
  #after = new Int32Array(64);
  /** Unused entries, linked by `#after`. */
  #spare = NONE;
  #entries = 0;
  #live = 0;
  // by chain
  #head = new Int32Array(128).fill(NONE);
  #tail = new Int32Array(128).fill(NONE);

  /** Adds a range. @returns how many ranges of the index overlap it */
  add(range: number, first: number, end: number): number {
    if (range >= this.#first.length) this.#growRanges(range);
    this.#first[range] = first;
    this.#end[range] = end;
    this.size++;
    const firstBin = Math.floor(first / BIN_BLOCKS);
    let overlapping = 0;
    let previous = NONE;
    for (let bin = firstBin; bin * BIN_BLOCKS < end; bin++) {
      for (let entry = this.#head[this.#chain(bin)]!; entry !== NONE; entry = this.#after[entry]!) {
        if (this.#meet(entry, bin, firstBin, first, end)) overlapping++;
      }
      previous = this.#append(range, bin, previous);
    }
    return overlapping;
  }

  /** Takes a range out; `later` is called with every overlapping range that came after it. */
  remove(range: number, later: (range: number) => void): void {
    const first = this.#first[range]!;
    const end = this.#end[range]!;
    const firstBin = Math.floor(first / BIN_BLOCKS);
    this.size--;
    for (let own = this.#entry[range]!; own !== NONE; ) {
      const bin = this.#bin[own]!;
      for (let entry = this.#after[own]!; entry !== NONE; entry = this.#after[entry]!) {
        if (this.#meet(entry, bin, firstBin, first, end)) later(this.#range[entry]!);
      }
      const sibling = this.#sibling[own]!;
      this.#unlink(own, bin);
      own = sibling;
    }
    this.#entry[range] = NONE;
  }

  /** The entry's range overlaps the given one, and `bin` is the first that both touch. */
  #meet(entry: number, bin: number, firstBin: number, first: number, end: number): boolean {
    if (this.#bin[entry] !== bin) return false;
    const other = this.#range[entry]!;
    const otherFirst = this.#first[other]!;
    if (otherFirst >= end || this.#end[other]! <= first) return false;
    return bin === firstBin || bin * BIN_BLOCKS <= otherFirst;
  }

  #chain(bin: number): number {
    return (Math.imul(bin | 0, 0x9e3779b1) >>> 8) & (this.#head.length - 1);
  }

  #append(range: number, bin: number, previous: number): number {
    if (this.#live === this.#head.length) this.#rehash();
    const entry = this.#takeEntry();
    this.#range[entry] = range;
    this.#bin[entry] = bin;
    this.#sibling[entry] = NONE;
    if (previous === NONE) this.#entry[range] = entry;
    else this.#sibling[previous] = entry;
    this.#hang(entry, bin);
    return entry;
  }

  #hang(entry: number, bin: number): void {
    const chain = this.#chain(bin);
    const last = this.#tail[chain]!;
    this.#before[entry] = last;
    this.#after[entry] = NONE;
    if (last === NONE) this.#head[chain] = entry;
    else this.#after[last] = entry;
    this.#tail[chain] = entry;
  }

  #unlink(entry: number, bin: number): void {
    const chain = this.#chain(bin);
    const before = this.#before[entry]!;
    const after = this.#after[entry]!;
    if (before === NONE) this.#head[chain] = after;
    else this.#after[before] = after;
    if (after === NONE) this.#tail[chain] = before;
    else this.#before[after] = before;
    this.#after[entry] = this.#spare;
    this.#spare = entry;
    this.#live--;
  }

  #takeEntry(): number {
    this.#live++;
    const entry = this.#spare;
    if (entry !== NONE) {
      this.#spare = this.#after[entry]!;
      return entry;
    }
    if (this.#entries === this.#range.length) this.#growEntries();
    return this.#entries++;
  }

  /** Twice as many chains; entries of one bin keep their order. */
  #rehash(): void {
    const old = this.#head;
    this.#head = new Int32Array(2 * old.length).fill(NONE);
    this.#tail = new Int32Array(2 * old.length).fill(NONE);
    for (const head of old) {
      for (let entry = head; entry !== NONE; ) {
        const next = this.#after[entry]!;
        this.#hang(entry, this.#bin[entry]!);
        entry = next;
      }
    }
  }

  #growRanges(range: number): void {
    const length = Math.max(2 * this.#first.length, range + 1);
    this.#first = widened(this.#first, new Float64Array(length));
    this.#end = widened(this.#end, new Float64Array(length));
    this.#entry = widened(this.#entry, new Int32Array(length).fill(NONE));
  }

  #growEntries(): void {
    const length = 2 * this.#range.length;
    this.#range = widened(this.#range, new Int32Array(length));
    this.#bin = widened(this.#bin, new Float64Array(length));
    this.#sibling = widened(this.#sibling, new Int32Array(length));
    this.#before = widened(this.#before, new Int32Array(length));
    this.#after = widened(this.#after, new Int32Array(length));
  }
}

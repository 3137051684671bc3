import { FreeNumbers } from '../../kernel/free-numbers.ts';

const BIN_BLOCKS = 256;
const NONE = -1;

/** An entry takes one line of memory: 16 integers, of which the last four are two doubles. Places of integers in it: */
const INTEGERS = 16;
const BIN = 0;
const BEFORE = 1;
const AFTER = 2;
const SIBLING = 3;
const RANGE = 4;
/** Places of doubles in it. */
const DOUBLES = 8;
const FIRST = 6;
const END = 7;

/**
 * Ranges of blocks in order of arrival, by which bins of the space they touch: finds what overlaps a range, before or
 * after it, in the time it takes to look at its neighbours. Ranges are named by small whole numbers, one range each.
 *
 * A range has an entry for each bin it touches. Entries hang in the chain of their bin in order of arrival. Two ranges that
 * share several bins are seen as a pair in just one of them: the first that both touch. Of the number of a bin the low 32
 * bits are kept: bins that are alike in them are so far apart that no range has entries in both.
 */
export class RangeIndex {
  /** Ranges that are in the index. */
  size = 0;
  #integers = new Int32Array(64 * INTEGERS);
  #doubles = new Float64Array(this.#integers.buffer);
  /** By range: its first entry; the others follow by `SIBLING`. */
  #entry = new Int32Array(64).fill(NONE);
  readonly #entries = new FreeNumbers();
  #live = 0;
  /** By chain: its first entry and its last. */
  #ends = new Int32Array(256).fill(NONE);

  /** Adds a range. @returns how many ranges of the index overlap it */
  add(range: number, first: number, end: number): number {
    while (range >= this.#entry.length) this.#growRanges();
    this.size++;
    const firstBin = Math.floor(first / BIN_BLOCKS);
    let overlapping = 0;
    let previous = NONE;
    for (let bin = firstBin; bin * BIN_BLOCKS < end; bin++) {
      const integers = this.#integers;
      for (let entry = this.#ends[this.#chain(bin)]!; entry !== NONE; entry = integers[entry * INTEGERS + AFTER]!) {
        if (this.#meet(entry, bin, firstBin, first, end)) overlapping++;
      }
      const own = this.#append(bin);
      this.#integers[own * INTEGERS + RANGE] = range;
      this.#doubles[own * DOUBLES + FIRST] = first;
      this.#doubles[own * DOUBLES + END] = end;
      if (previous === NONE) this.#entry[range] = own;
      else this.#integers[previous * INTEGERS + SIBLING] = own;
      previous = own;
    }
    return overlapping;
  }

  /** Takes a range out; `later` is called with every overlapping range that came after it. */
  remove(range: number, later: (range: number) => void): void {
    let own = this.#entry[range]!;
    const first = this.#doubles[own * DOUBLES + FIRST]!;
    const end = this.#doubles[own * DOUBLES + END]!;
    const firstBin = Math.floor(first / BIN_BLOCKS);
    this.#entry[range] = NONE;
    this.size--;
    for (let bin = firstBin; own !== NONE; bin++) {
      const integers = this.#integers;
      for (let entry = integers[own * INTEGERS + AFTER]!; entry !== NONE; entry = integers[entry * INTEGERS + AFTER]!) {
        if (this.#meet(entry, bin, firstBin, first, end)) later(integers[entry * INTEGERS + RANGE]!);
      }
      const sibling = integers[own * INTEGERS + SIBLING]!;
      this.#unlink(own, bin);
      own = sibling;
    }
  }

  /** The entry's range overlaps the given one, and `bin` is the first that both touch. */
  #meet(entry: number, bin: number, firstBin: number, first: number, end: number): boolean {
    if (this.#integers[entry * INTEGERS + BIN] !== (bin | 0)) return false;
    const otherFirst = this.#doubles[entry * DOUBLES + FIRST]!;
    if (otherFirst >= end || this.#doubles[entry * DOUBLES + END]! <= first) return false;
    return bin === firstBin || bin * BIN_BLOCKS <= otherFirst;
  }

  /** Place in `#ends` of the chain of a bin. */
  #chain(bin: number): number {
    return (Math.imul(bin | 0, 0x9e3779b1) >>> 7) & (this.#ends.length - 2);
  }

  #append(bin: number): number {
    if (2 * this.#live === this.#ends.length) this.#rehash();
    const entry = this.#takeEntry();
    this.#integers[entry * INTEGERS + BIN] = bin | 0;
    this.#integers[entry * INTEGERS + SIBLING] = NONE;
    this.#hang(entry, bin);
    return entry;
  }

  #hang(entry: number, bin: number): void {
    const chain = this.#chain(bin);
    const last = this.#ends[chain + 1]!;
    this.#integers[entry * INTEGERS + BEFORE] = last;
    this.#integers[entry * INTEGERS + AFTER] = NONE;
    if (last === NONE) this.#ends[chain] = entry;
    else this.#integers[last * INTEGERS + AFTER] = entry;
    this.#ends[chain + 1] = entry;
  }

  #unlink(entry: number, bin: number): void {
    const integers = this.#integers;
    const before = integers[entry * INTEGERS + BEFORE]!;
    const after = integers[entry * INTEGERS + AFTER]!;
    if (before === NONE) this.#ends[this.#chain(bin)] = after;
    else integers[before * INTEGERS + AFTER] = after;
    if (after === NONE) this.#ends[this.#chain(bin) + 1] = before;
    else integers[after * INTEGERS + BEFORE] = before;
    this.#entries.give(entry);
    this.#live--;
  }

  #takeEntry(): number {
    this.#live++;
    const entry = this.#entries.take();
    if (entry * INTEGERS === this.#integers.length) this.#growEntries();
    return entry;
  }

  /** Twice as many chains; entries of one bin keep their order. */
  #rehash(): void {
    const old = this.#ends;
    this.#ends = new Int32Array(2 * old.length).fill(NONE);
    for (let chain = 0; chain < old.length; chain += 2) {
      for (let entry = old[chain]!; entry !== NONE; ) {
        const next = this.#integers[entry * INTEGERS + AFTER]!;
        this.#hang(entry, this.#integers[entry * INTEGERS + BIN]!);
        entry = next;
      }
    }
  }

  #growRanges(): void {
    const entry = new Int32Array(2 * this.#entry.length).fill(NONE);
    entry.set(this.#entry);
    this.#entry = entry;
  }

  #growEntries(): void {
    const integers = new Int32Array(2 * this.#integers.length);
    integers.set(this.#integers);
    this.#integers = integers;
    this.#doubles = new Float64Array(integers.buffer);
  }
}

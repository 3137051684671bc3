/** As a power of two: the bin of a block, and its place in there, are taken from the bits of its number. */
const BIN_BLOCKS = 256;
const TWO_TO_32 = 4294967296;
const NONE = -1;

/** An entry takes so many integers. Places of integers in it: */
const INTEGERS = 8;
const BIN = 0;
/** The entry of the chain that was hung there before. */
const EARLIER = 1;
/** The entry of the range in its next bin. */
const SIBLING = 2;
const RANGE = 3;
/** Begin and end of the range, counted from the beginning of the bin. An entry that is not in use ends at 0. */
const FIRST = 4;
const END = 5;
/** What is left of the number of the bin beyond its low 32 bits, which stand at `BIN`. */
const HIGH = 6;

/**
 * Ranges of blocks in order of arrival, by which bins of the space they touch: finds what overlaps a range, before or
 * after it, in the time it takes to look at its neighbours. Ranges are named by small whole numbers, one range each.
 *
 * A range has an entry for each bin it touches. Entries hang in the chain of their bin, the latest first. Two ranges that
 * share several bins are seen as a pair in just one of them: the first that both touch.
 *
 * Entries take turns in memory: the first one of range n, and one that anybody takes who needs more than one. An entry
 * is named by the place of its first integer.
 */
export class RangeIndex {
  /** Ranges that are in the index. */
  size = 0;
  #integers = new Int32Array(64 * 2 * INTEGERS);
  /** The first entry of each chain. */
  #chains = new Int32Array(256).fill(NONE);
  #live = 0;
  /** Further entries: how many there are, and the first that is free; the others follow by `EARLIER`. */
  #further = 0;
  #free = NONE;
  readonly #found: number[] = [];

  has(range: number): boolean {
    const at = range * 2 * INTEGERS;
    return at < this.#integers.length && this.#integers[at + END]! > 0;
  }

  /** Adds a range. @returns how many ranges of the index overlap it */
  add(range: number, first: number, blocks: number): number {
    let own = range * 2 * INTEGERS;
    while (own >= this.#integers.length) this.#grow();
    this.size++;
    const bins = first / BIN_BLOCKS;
    let bin = bins | 0;
    let high = (bins / TWO_TO_32) | 0;
    let from = first & (BIN_BLOCKS - 1);
    let end = from + blocks;
    let overlapping = this.#hang(own, bin, high, range, from, end);
    while (end > BIN_BLOCKS) {
      bin = (bin + 1) | 0;
      if (bin === 0) high++;
      from -= BIN_BLOCKS;
      end -= BIN_BLOCKS;
      const next = this.#takeFurther();
      this.#integers[own + SIBLING] = next;
      own = next;
      overlapping += this.#hang(own, bin, high, range, from, end);
    }
    return overlapping;
  }

  /** Takes a range out; `later` is called with every overlapping range that came after it. */
  remove(range: number, later: (range: number) => void): void {
    const integers = this.#integers;
    const first = range * 2 * INTEGERS;
    this.size--;
    this.#unhang(first, later);
    for (let own = integers[first + SIBLING]!; own !== NONE; own = integers[own + SIBLING]!) {
      this.#unhang(own, later);
      integers[own + EARLIER] = this.#free;
      this.#free = own;
    }
    integers[first + END] = 0;
  }

  /** @returns how many entries of the chain overlap this one */
  #hang(entry: number, bin: number, high: number, range: number, from: number, end: number): number {
    if (this.#live++ === this.#chains.length) this.#rehash();
    const integers = this.#integers;
    const chain = this.#chain(bin);
    const last = this.#chains[chain]!;
    integers[entry + BIN] = bin;
    integers[entry + HIGH] = high;
    integers[entry + EARLIER] = last;
    integers[entry + SIBLING] = NONE;
    integers[entry + RANGE] = range;
    integers[entry + FIRST] = from;
    integers[entry + END] = end;
    this.#chains[chain] = entry;
    let overlapping = 0;
    for (let other = last; other !== NONE; other = integers[other + EARLIER]!) if (this.#meet(entry, other)) overlapping++;
    return overlapping;
  }

  #unhang(entry: number, later: (range: number) => void): void {
    const integers = this.#integers;
    const chain = this.#chain(integers[entry + BIN]!);
    const earlier = integers[entry + EARLIER]!;
    this.#live--;
    let other = this.#chains[chain]!;
    if (other === entry) {
      this.#chains[chain] = earlier;
      return;
    }
    const found = this.#found;
    for (;;) {
      if (this.#meet(entry, other)) found.push(integers[other + RANGE]!);
      const next = integers[other + EARLIER]!;
      if (next === entry) break;
      other = next;
    }
    integers[other + EARLIER] = earlier;
    while (found.length > 0) later(found.pop()!);
  }

  /** The ranges of two entries of a chain overlap, and this bin is the first that both touch. */
  #meet(one: number, other: number): boolean {
    const integers = this.#integers;
    if (integers[one + BIN] !== integers[other + BIN] || integers[one + HIGH] !== integers[other + HIGH]) return false;
    const [first, otherFirst] = [integers[one + FIRST]!, integers[other + FIRST]!];
    if (otherFirst >= integers[one + END]! || integers[other + END]! <= first) return false;
    return first >= 0 || otherFirst >= 0;
  }

  /** The number of the chain of a bin. */
  #chain(bin: number): number {
    return (Math.imul(bin, 0x9e3779b1) >>> 7) & (this.#chains.length - 1);
  }

  #takeFurther(): number {
    const entry = this.#free;
    if (entry === NONE) return this.#addFurther();
    this.#free = this.#integers[entry + EARLIER]!;
    return entry;
  }

  #addFurther(): number {
    const entry = (2 * this.#further++ + 1) * INTEGERS;
    if (entry >= this.#integers.length) this.#grow();
    return entry;
  }

  /** Twice as many chains; entries of one bin keep their order. */
  #rehash(): void {
    const integers = this.#integers;
    const old = this.#chains;
    this.#chains = new Int32Array(2 * old.length).fill(NONE);
    for (const last of old) {
      const entries: number[] = [];
      for (let entry = last; entry !== NONE; entry = integers[entry + EARLIER]!) entries.push(entry);
      for (const entry of entries.reverse()) {
        const chain = this.#chain(integers[entry + BIN]!);
        integers[entry + EARLIER] = this.#chains[chain]!;
        this.#chains[chain] = entry;
      }
    }
  }

  #grow(): void {
    const integers = new Int32Array(2 * this.#integers.length);
    integers.set(this.#integers);
    this.#integers = integers;
  }
}

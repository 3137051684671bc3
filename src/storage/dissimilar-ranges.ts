/** Which ranges of a disk differ from those of another one: the size of a range, and a choice among them. */
export interface DissimilarRanges {
  /** Blocks of one range; range r begins at block r * rangeBlocks. */
  readonly rangeBlocks: number;
  /** How many ranges differ. */
  readonly count: number;
  /** True for those, and for all beyond the last range. */
  has(range: number): boolean;
}

/** How dissimilar ranges lie on a disk. */
export type Placement = 'uniform' | 'clustered';

/**
 * A choice of exactly `count` out of `ranges` ranges that needs no memory.
 * @param placement uniform: every range is as likely as any other; clustered: one stretch that begins anywhere (around the end, too)
 * @param seed any whole number of 32 bits
 */
export function dissimilarRanges(ranges: number, count: number, rangeBlocks: number, placement: Placement, seed: number): DissimilarRanges {
  return placement === 'uniform' ? new Scattered(ranges, count, rangeBlocks, seed) : new Stretch(ranges, count, rangeBlocks, seed);
}

class Stretch implements DissimilarRanges {
  readonly rangeBlocks: number;
  readonly count: number;
  readonly #ranges: number;
  readonly #first: number;

  constructor(ranges: number, count: number, rangeBlocks: number, seed: number) {
    this.rangeBlocks = rangeBlocks;
    this.count = count;
    this.#ranges = ranges;
    this.#first = mix(seed, 0x5bd1e995) % Math.max(1, ranges);
  }

  has(range: number): boolean {
    return range >= this.#ranges || (range - this.#first + this.#ranges) % this.#ranges < this.count;
  }
}

/** The ranges that a seeded permutation of all ranges brings to the front. */
class Scattered implements DissimilarRanges {
  readonly rangeBlocks: number;
  readonly count: number;
  readonly #ranges: number;
  readonly #mask: number;
  readonly #half: number;
  readonly #keys: readonly [number, number, number];

  constructor(ranges: number, count: number, rangeBlocks: number, seed: number) {
    this.rangeBlocks = rangeBlocks;
    this.count = count;
    this.#ranges = ranges;
    const bits = 32 - Math.clz32(Math.max(1, ranges - 1));
    this.#mask = bits === 32 ? -1 : (1 << bits) - 1;
    this.#half = Math.max(1, bits >> 1);
    this.#keys = [mix(seed, 0x9e3779b1), mix(seed, 0x85ebca6b), mix(seed, 0xc2b2ae35)];
  }

  has(range: number): boolean {
    if (range >= this.#ranges || this.count === this.#ranges) return true;
    if (this.count === 0) return false;
    let place = this.#permute(range);
    while (place >= this.#ranges) place = this.#permute(place);
    return place < this.count;
  }

  /** A bijection of the numbers below the next power of two: odd multiples, sums and shifted exclusive-ors can all be undone. */
  #permute(x: number): number {
    const mask = this.#mask;
    for (const key of this.#keys) {
      x = (Math.imul(x, key | 1) + (key >>> 7)) & mask;
      x ^= (x & mask) >>> this.#half;
    }
    return x >>> 0;
  }
}

/** Spreads a seed over 32 bits (the finaliser of MurmurHash3, which is in the public domain). */
function mix(seed: number, key: number): number {
  let x = Math.imul(seed ^ key, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

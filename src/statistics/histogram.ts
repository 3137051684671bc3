import { bucketOf, lowOf, OCTAVE, widthOf } from './buckets.ts';

/** The content of a histogram as plain data, fit for another thread: `counts[0]` belongs to bucket number `first`. */
export interface EncodedHistogram {
  readonly first: number;
  readonly counts: Float64Array<ArrayBuffer>;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Counts of whole numbers (nanoseconds) from 0 to 2^53 - 1 in buckets of relative width 0.2 % at most. Count, sum,
 * smallest and largest value are exact. Memory: 4 KB for each octave between the smallest and the largest value.
 */
export class Histogram {
  count = 0;
  sum = 0;
  /** Smallest value; Infinity while there is none. */
  min = Infinity;
  /** Largest value; -Infinity while there is none. */
  max = -Infinity;
  #first = 0;
  #counts = new Float64Array(0);

  /** Counts a value. @throws RangeError as `bucketOf` */
  record(value: number): void {
    this.recordIn(bucketOf(value), value);
  }

  /** As `record`, of a value whose bucket is known: several histograms may count it. */
  recordIn(bucket: number, value: number): void {
    let at = bucket - this.#first;
    if (at >>> 0 >= this.#counts.length) at = this.#reach(bucket);
    this.#counts[at]!++;
    this.count++;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** Mean of the values; NaN if there are none. */
  get mean(): number {
    return this.sum / this.count;
  }

  /**
   * The smallest value that at least the share p of all values do not exceed: the value of rank ceil(p n), at least 1.
   * Within 0.2 % of it, see `valueAtRank`. NaN if there are no values. @throws RangeError unless 0 <= p <= 1
   */
  quantile(p: number): number {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile is asked for at 0 to 1, not ${p}`);
    // p n may come out a rounding error above a whole number that it ought to be.
    return this.valueAtRank(Math.max(1, Math.ceil(p * this.count * (1 - 1e-15))));
  }

  /**
   * The value of that rank, 1 being the smallest. The c values of a bucket [low, low + width) are taken to lie evenly:
   * the j-th of them at low + (width - 1) (j - 1/2) / c, but never outside the smallest and largest value recorded.
   * NaN if there is no such rank.
   */
  valueAtRank(rank: number): number {
    if (!(rank >= 1 && rank <= this.count)) return NaN;
    if (rank === this.count) return this.max;
    let before = 0;
    let at = 0;
    while (before + this.#counts[at]! < rank) before += this.#counts[at++]!;
    const bucket = this.#first + at;
    const value = lowOf(bucket) + ((widthOf(bucket) - 1) * (rank - before - 0.5)) / this.#counts[at]!;
    return rank === 1 ? this.min : Math.max(this.min, Math.min(value, this.max));
  }

  /** The buckets that have counts, in rising order: values from `low` up to, not including, `high`. */
  *buckets(): Generator<{ low: number; high: number; count: number }> {
    for (const [at, count] of this.#counts.entries()) {
      const low = lowOf(this.#first + at);
      if (count > 0) yield { low, high: low + widthOf(this.#first + at), count };
    }
  }

  /** Adds all that the other has counted. */
  merge(other: Histogram): void {
    if (other.count === 0) return;
    const last = other.#first + other.#counts.length - 1;
    if (other.#first < this.#first || last >= this.#first + this.#counts.length) {
      this.#reach(other.#first);
      this.#reach(last);
    }
    const offset = other.#first - this.#first;
    for (let at = 0; at < other.#counts.length; at++) this.#counts[offset + at]! += other.#counts[at]!;
    this.count += other.count;
    this.sum += other.sum;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** A copy of the content. */
  encode(): EncodedHistogram {
    const { count, sum, min, max } = this;
    return { first: this.#first, counts: this.#counts.slice(), count, sum, min, max };
  }

  /** The histogram that was encoded. */
  static decode(encoded: EncodedHistogram): Histogram {
    const histogram = new Histogram();
    histogram.#first = encoded.first;
    histogram.#counts = encoded.counts.slice();
    histogram.count = encoded.count;
    histogram.sum = encoded.sum;
    histogram.min = encoded.min;
    histogram.max = encoded.max;
    return histogram;
  }

  /** Makes room, by whole octaves, for a bucket; returns where it stands. */
  #reach(bucket: number): number {
    const octave = bucket - (bucket % OCTAVE);
    const empty = this.#counts.length === 0;
    const first = empty ? octave : Math.min(this.#first, octave);
    const end = Math.max(empty ? 0 : this.#first + this.#counts.length, octave + OCTAVE);
    const counts = new Float64Array(end - first);
    counts.set(this.#counts, empty ? 0 : this.#first - first);
    this.#first = first;
    this.#counts = counts;
    return bucket - first;
  }
}

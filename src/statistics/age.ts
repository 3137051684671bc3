import { BUCKETS, bucketOf, lowOf } from './buckets.ts';

/** Places in `#now`. */
const SINCE = 0;
const CHANGED = 1;
const ZERO = 2;
const AREA = 3;
const LARGEST = 4;

/**
 * The age of the oldest of something, over time: while there is one it grows as the clock does; it falls when the
 * oldest goes; it is 0 while there is none. So time passes at all ages of a ramp [a, b) alike, and the distribution
 * over time is a sum of ramps: mean and maximum are exact, quantiles to 1/512 of the value.
 */
export class Age {
  readonly #clock: { readonly now: number };
  readonly #now = new Float64Array(5);
  /** ns spent in a bucket by ramps that begin or end in it, and by how many more ramps than before it is crossed whole. */
  readonly #parts = new Float64Array(BUCKETS);
  readonly #crossed = new Float64Array(BUCKETS + 1);

  constructor(clock: { readonly now: number }) {
    this.#clock = clock;
    this.#now[SINCE] = Infinity;
  }

  /** The present age in ns. */
  get value(): number {
    return this.#now[SINCE] === Infinity ? 0 : this.#clock.now - this.#now[SINCE]!;
  }

  /** From now on the oldest is that of this instant; Infinity: there is none. */
  change(since: number): void {
    this.#catchUp();
    this.#now[SINCE] = since;
  }

  /** Largest age so far. */
  get max(): number {
    this.#catchUp();
    return this.#now[LARGEST]!;
  }

  /** Time average; NaN if no time has passed. */
  get mean(): number {
    this.#catchUp();
    return this.#now[AREA]! / this.#now[CHANGED]!;
  }

  /** The age that is not exceeded for this share of the time. NaN if no time has passed. */
  quantile(p: number): number {
    this.#catchUp();
    const total = this.#now[CHANGED]!;
    let left = p * total - this.#now[ZERO]!;
    if (left <= 0) return total > 0 ? 0 : NaN;
    let crossed = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      crossed += this.#crossed[bucket]!;
      const low = lowOf(bucket);
      const width = lowOf(bucket + 1) - low;
      const time = crossed * width + this.#parts[bucket]!;
      if (left <= time) return Math.min(low + (width * left) / time, this.#now[LARGEST]!);
      left -= time;
    }
    return this.#now[LARGEST]!;
  }

  #catchUp(): void {
    const now = this.#now;
    const at = this.#clock.now;
    const elapsed = at - now[CHANGED]!;
    if (elapsed <= 0) return;
    if (now[SINCE] === Infinity) now[ZERO]! += elapsed;
    else this.#ramp(now[CHANGED]! - now[SINCE]!, at - now[SINCE]!);
    now[CHANGED] = at;
  }

  #ramp(from: number, to: number): void {
    const now = this.#now;
    now[AREA]! += ((from + to) / 2) * (to - from);
    if (to > now[LARGEST]!) now[LARGEST] = to;
    const first = bucketOf(from);
    const last = bucketOf(to);
    if (first === last) {
      this.#parts[first]! += to - from;
      return;
    }
    this.#parts[first]! += lowOf(first + 1) - from;
    this.#parts[last]! += to - lowOf(last);
    this.#crossed[first + 1]! += 1;
    this.#crossed[last]! -= 1;
  }
}

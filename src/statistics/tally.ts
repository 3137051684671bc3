/** Count, mean, variance, smallest and largest of observations, in one pass (B. P. Welford, Technometrics 4:3, 1962). */
export class Tally {
  count = 0;
  /** NaN while there is none. */
  mean = NaN;
  /** Smallest observation; Infinity while there is none. */
  min = Infinity;
  /** Largest observation; -Infinity while there is none. */
  max = -Infinity;
  #squares = 0;

  add(value: number): void {
    const count = ++this.count;
    if (count === 1) this.mean = value;
    else {
      const difference = value - this.mean;
      this.mean += difference / count;
      this.#squares += difference * (value - this.mean);
    }
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** Sample variance, with n - 1; NaN for fewer than two observations. */
  get variance(): number {
    return this.count < 2 ? NaN : this.#squares / (this.count - 1);
  }

  /** Square root of the variance. */
  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  /** Adds all observations of the other (T. F. Chan, G. H. Golub, R. J. LeVeque, The American Statistician 37:3, 1983). */
  merge(other: Tally): void {
    if (other.count === 0) return;
    const before = this.count;
    const count = before + other.count;
    const difference = before === 0 ? 0 : other.mean - this.mean;
    this.#squares += other.#squares + ((difference * difference * before) / count) * other.count;
    this.mean = before === 0 ? other.mean : this.mean + (difference * other.count) / count;
    this.count = count;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }
}

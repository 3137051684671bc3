import type { Random } from '../random.ts';
import { type Distribution, demandPositive } from './distribution.ts';

/** Exponential; squared coefficient of variation 1. A variate is never more than 22.9 means: the rest has a probability of 2^-33. */
export class Exponential implements Distribution {
  readonly draws = 1;
  readonly mean: number;

  /** @throws RangeError unless the mean is positive */
  constructor(mean: number) {
    demandPositive('mean of an exponential distribution', mean);
    this.mean = mean;
  }

  sample(random: Random): number {
    return this.mean * random.exponential();
  }
}

import type { Random } from '../random.ts';
import { type Distribution, demand, demandPositive } from './distribution.ts';

/**
 * Hyperexponential: with probability p exponential of mean m1, else of mean m2. The two branches contribute the same
 * to the mean (p m1 = (1 - p) m2, "balanced means"), which leaves the mean and the squared coefficient of variation c2
 * to be chosen: p = (1 + sqrt((c2 - 1) / (c2 + 1))) / 2.
 */
export class Hyperexponential implements Distribution {
  readonly draws = 3;
  readonly mean: number;
  readonly #likelier: number;
  readonly #likelierMean: number;
  readonly #rarerMean: number;

  /** @throws RangeError unless the mean is positive and the squared coefficient of variation at least 1 */
  constructor(mean: number, squaredCoefficientOfVariation: number) {
    const c2 = squaredCoefficientOfVariation;
    demandPositive('mean of a hyperexponential distribution', mean);
    demand(c2 >= 1 && c2 <= 1e6, 'the squared coefficient of variation of a hyperexponential distribution must be 1 to 1e6', c2);
    const likelier = (1 + Math.sqrt((c2 - 1) / (c2 + 1))) / 2;
    this.mean = mean;
    this.#likelier = likelier;
    this.#likelierMean = mean / (2 * likelier);
    // 1 - likelier, without the cancellation
    this.#rarerMean = mean * (c2 + 1) * likelier;
  }

  sample(random: Random): number {
    const mean = random.double() < this.#likelier ? this.#likelierMean : this.#rarerMean;
    return mean * random.exponential();
  }
}

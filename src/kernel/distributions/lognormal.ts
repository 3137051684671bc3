import { exp, log, log1p } from '../elementary.ts';
import { normalQuantile } from '../normal-quantile.ts';
import type { Random } from '../random.ts';
import { type Distribution, demand, demandPositive } from './distribution.ts';

/** Lognormal: its logarithm is normal, drawn by inversion. */
export class Lognormal implements Distribution {
  readonly draws = 2;
  readonly mean: number;
  readonly #logMean: number;
  readonly #logDeviation: number;

  /** @throws RangeError unless the mean is positive and the squared coefficient of variation between 0 and 1e6 */
  constructor(mean: number, squaredCoefficientOfVariation: number) {
    const c2 = squaredCoefficientOfVariation;
    demandPositive('mean of a lognormal distribution', mean);
    demand(c2 >= 0 && c2 <= 1e6, 'the squared coefficient of variation of a lognormal distribution must be 0 to 1e6', c2);
    const logVariance = log1p(c2);
    this.mean = mean;
    this.#logMean = log(mean) - logVariance / 2;
    this.#logDeviation = Math.sqrt(logVariance);
  }

  sample(random: Random): number {
    return exp(this.#logMean + this.#logDeviation * normalQuantile(random.double()));
  }
}

import { exp, log } from '../elementary.ts';
import { logGamma } from '../log-gamma.ts';
import type { Random } from '../random.ts';
import { type Distribution, demand, demandPositive } from './distribution.ts';

/** Weibull: P(X > x) = exp(-(x / scale)^shape), drawn by inversion. */
export class Weibull implements Distribution {
  readonly draws = 1;
  readonly mean: number;
  readonly #scale: number;
  readonly #inverseShape: number;

  /** @throws RangeError unless the shape is 0.1 to 100 and the scale positive */
  constructor(shape: number, scale: number) {
    demand(shape >= 0.1 && shape <= 100, 'the shape of a Weibull distribution must be 0.1 to 100', shape);
    demandPositive('scale of a Weibull distribution', scale);
    this.mean = scale * exp(logGamma(1 + 1 / shape));
    this.#scale = scale;
    this.#inverseShape = 1 / shape;
  }

  sample(random: Random): number {
    return this.#scale * exp(log(random.exponential()) * this.#inverseShape);
  }
}

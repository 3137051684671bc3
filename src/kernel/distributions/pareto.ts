import { exp } from '../elementary.ts';
import type { Random } from '../random.ts';
import { type Distribution, demand, demandPositive } from './distribution.ts';

/**
 * Pareto: P(X > x) = (minimum / x)^shape from the minimum on, drawn by inversion. No mean for a shape of 1 or less, no
 * variance for 2 or less. A variate is never more than 2^(33 / shape) minima: the rest has a probability of 2^-33.
 */
export class Pareto implements Distribution {
  readonly draws = 1;
  readonly mean: number;
  readonly #minimum: number;
  readonly #inverseShape: number;

  /** @throws RangeError unless the shape is at least 0.1 and the minimum positive */
  constructor(shape: number, minimum: number) {
    demand(shape >= 0.1 && shape < Infinity, 'the shape of a Pareto distribution must be at least 0.1', shape);
    demandPositive('minimum of a Pareto distribution', minimum);
    this.mean = shape > 1 ? (shape * minimum) / (shape - 1) : Infinity;
    this.#minimum = minimum;
    this.#inverseShape = 1 / shape;
  }

  sample(random: Random): number {
    return this.#minimum * exp(random.exponential() * this.#inverseShape);
  }
}

import type { Random } from '../random.ts';
import { type Distribution, demand } from './distribution.ts';

/** Evenly between two bounds. */
export class Uniform implements Distribution {
  readonly draws = 2;
  readonly mean: number;
  readonly #minimum: number;
  readonly #width: number;

  /** @throws RangeError unless minimum <= maximum, both finite */
  constructor(minimum: number, maximum: number) {
    demand(Number.isFinite(minimum), 'the minimum must be a finite number', minimum);
    demand(maximum >= minimum && maximum < Infinity, `the maximum must be at least the minimum ${minimum}`, maximum);
    this.mean = minimum + (maximum - minimum) / 2;
    this.#minimum = minimum;
    this.#width = maximum - minimum;
  }

  sample(random: Random): number {
    return this.#minimum + this.#width * random.double();
  }
}

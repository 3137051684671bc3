import type { Random } from '../random.ts';
import { CumulativeTable } from './cumulative-table.ts';
import { type Distribution, demand } from './distribution.ts';

/** Given values with given weights, such as a measured mix of I/O sizes. */
export class Empirical implements Distribution {
  readonly draws = 2;
  readonly mean: number;
  readonly #values: Float64Array;
  readonly #table: CumulativeTable;

  /** @throws RangeError unless there are as many weights as finite values, not negative and not all zero */
  constructor(values: readonly number[], weights: readonly number[]) {
    demand(weights.length === values.length, `there must be as many weights as values, ${values.length}`, weights.length);
    this.#table = new CumulativeTable(weights);
    let sum = 0;
    for (const [i, value] of values.entries()) {
      demand(Number.isFinite(value), 'a value must be a finite number', value);
      sum += value * weights[i]!;
    }
    this.#values = Float64Array.from(values);
    this.mean = sum / this.#table.total;
  }

  sample(random: Random): number {
    return this.#values[this.#table.find(random.double() * this.#table.total)]!;
  }
}

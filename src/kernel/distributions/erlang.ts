import type { Random } from '../random.ts';
import { type Distribution, demand, demandPositive } from './distribution.ts';

/** Erlang: the sum of `stages` exponential stages; squared coefficient of variation 1 / stages. */
export class Erlang implements Distribution {
  readonly draws: number;
  readonly mean: number;
  readonly #stageMean: number;

  /**
   * @param mean of the sum
   * @throws RangeError unless the number of stages is whole, 1 to 1000, and the mean positive
   */
  constructor(stages: number, mean: number) {
    demand(Number.isInteger(stages) && stages >= 1 && stages <= 1000, 'the stages of an Erlang distribution must be 1 to 1000', stages);
    demandPositive('mean of an Erlang distribution', mean);
    this.draws = stages;
    this.mean = mean;
    this.#stageMean = mean / stages;
  }

  sample(random: Random): number {
    let sum = 0;
    for (let stage = this.draws; stage > 0; stage--) sum += random.exponential();
    return this.#stageMean * sum;
  }
}

import type { Distribution } from '../../kernel/distributions.ts';
import type { Random } from '../../kernel/random.ts';

/** How long a client of a closed workload pauses before its next I/O, in whole ns. */
export interface ThinkTime {
  next(client: number): number;
}

/** Think times from a distribution, each client with a stream of its own. */
export class DrawnThinkTime implements ThinkTime {
  readonly #distribution: Distribution;
  readonly #randoms: readonly Random[];

  /** @param distribution of times in ns */
  constructor(distribution: Distribution, randoms: readonly Random[]) {
    this.#distribution = distribution;
    this.#randoms = randoms;
  }

  next(client: number): number {
    return Math.round(this.#distribution.sample(this.#randoms[client]!));
  }
}

import { Zipf } from '../../../kernel/distributions.ts';
import type { Random } from '../../../kernel/random.ts';
import { scattered } from './scatter.ts';

/** How random addresses spread over the space. */
export interface Skew {
  /** A point of the space, at least 0 and below 1. Takes just two draws, `double()`. */
  at(random: Random): number;
}

/** Everywhere alike. */
export class Even implements Skew {
  at(random: Random): number {
    random.double();
    return random.double();
  }
}

/** `80 % on 10 %`: this share of the I/Os goes to that part of the space, its first; the others go to the rest; within both all is alike. */
export class HotSpot implements Skew {
  readonly #share: number;
  readonly #part: number;

  /** @throws RangeError unless both are above 0, the share at most 1 and the part below 1 */
  constructor(share: number, part: number) {
    if (!(share > 0 && share <= 1 && part > 0 && part < 1))
      throw new RangeError(`a hot spot takes a share of up to 1 on a part between 0 and 1, not ${share} on ${part}`);
    this.#share = share;
    this.#part = part;
  }

  at(random: Random): number {
    const hot = random.double() < this.#share;
    const within = random.double();
    return hot ? within * this.#part : this.#part + within * (1 - this.#part);
  }
}

/** The space is cut into chunks, of which the k-th has a popularity in proportion to 1 / k^exponent; within a chunk all is alike. */
export class ZipfChunks implements Skew {
  readonly #chunks: number;
  readonly #ranks: Zipf;

  /** @throws RangeError unless there is a whole number of chunks, 1 at least, and the exponent is 0 to 10 */
  constructor(chunks: number, exponent: number) {
    this.#chunks = chunks;
    this.#ranks = new Zipf(chunks, exponent);
  }

  at(random: Random): number {
    const rank = this.#ranks.sample(random) - 1;
    return (rank + random.double()) / this.#chunks;
  }
}

/** Another skew whose space is cut into chunks that are dealt out over the whole, so that what is hot lies scattered. */
export class Scattered implements Skew {
  readonly #skew: Skew;
  readonly #chunks: number;
  readonly #factor: number;

  constructor(skew: Skew, chunks: number) {
    this.#skew = skew;
    this.#chunks = chunks;
    this.#factor = scattered(chunks);
  }

  at(random: Random): number {
    const chunks = this.#chunks;
    const point = this.#skew.at(random) * chunks;
    const chunk = Math.floor(point);
    return (((chunk * this.#factor) % chunks) + (point - chunk)) / chunks;
  }
}

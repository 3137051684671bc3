import seedrandom from 'seedrandom';
import { negativeLogOfUniform } from './elementary.ts';

const TWO_TO_MINUS_52 = 1 / 4503599627370496;

/**
 * One stream of random numbers: xoshiro128** (Blackman and Vigna, ACM Trans. Math. Software 47:4, 2021), period
 * 2^128 - 1. Its step yields one word of 32 bits; each method takes a fixed number of words, whatever comes out, so
 * that two runs which differ elsewhere stay in step.
 */
export class Random {
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;

  /** The state as four words; at least one must not be zero. @throws RangeError if all are */
  constructor(s0: number, s1: number, s2: number, s3: number) {
    if ((s0 | s1 | s2 | s3) === 0) throw new RangeError('the state of a random stream must not be all zero');
    this.#s0 = s0 | 0;
    this.#s1 = s1 | 0;
    this.#s2 = s2 | 0;
    this.#s3 = s3 | 0;
  }

  /** The next word as a signed integer, -2^31 to 2^31 - 1. */
  int32(): number {
    const s1 = this.#s1;
    const s2 = this.#s2 ^ this.#s0;
    const s3 = this.#s3 ^ s1;
    this.#s1 = s1 ^ s2;
    this.#s0 ^= s3;
    this.#s2 = s2 ^ (s1 << 9);
    this.#s3 = (s3 << 11) | (s3 >>> 21);
    const times5 = Math.imul(s1, 5);
    return Math.imul((times5 << 7) | (times5 >>> 25), 9);
  }

  /** A whole number from 0 to 2^32 - 1, all equally likely. One word. */
  uint32(): number {
    return this.int32() >>> 0;
  }

  /** Uniform in (0, 1), 0 and 1 excluded: (k + 1/2) / 2^52. Two words. */
  double(): number {
    const upper = this.int32() >>> 0;
    return (upper * 1048576 + (this.int32() >>> 12) + 0.5) * TWO_TO_MINUS_52;
  }

  /** A whole number from 0 to n - 1, for n from 1 to 2^53; no result is more than n / 2^52 likelier than another. Two words. */
  below(n: number): number {
    return Math.floor(this.double() * n);
  }

  /** Exponential with mean 1, between 2^-33 and 22.9. One word. */
  exponential(): number {
    return negativeLogOfUniform(this.int32());
  }
}

/**
 * The random streams of one replication, each by its name, such as `host-3/arrivals`. The state of a stream follows
 * from (seed, replication, name) alone: asking for another stream changes no number in this one.
 */
export class RandomStreams {
  readonly seed: string;
  readonly replication: number;
  readonly #streams = new Map<string, Random>();

  constructor(seed: string, replication: number) {
    this.seed = String(seed);
    this.replication = replication;
  }

  /** The stream of that name: the same object each time. */
  stream(name: string): Random {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = keyedStream(JSON.stringify([this.seed, this.replication, name]));
      this.#streams.set(name, stream);
    }
    return stream;
  }
}

/** The state is taken from seedrandom's xor4096, keyed with the string. */
function keyedStream(key: string): Random {
  const source = seedrandom.xor4096(key);
  return new Random(source.int32(), source.int32(), source.int32(), source.int32() | 1);
}

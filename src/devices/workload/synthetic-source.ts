import { Op } from '../../kernel/io.ts';
import type { Random } from '../../kernel/random.ts';
import { BLOCK_BYTES } from '../../storage/volume.ts';
import type { AddressPattern } from './address/pattern.ts';
import type { IoSource } from './io-source.ts';
import type { SizeMix } from './size-mix.ts';

export interface SyntheticOptions {
  /** Share of reads, 0 to 1. */
  readonly read: number;
  readonly sizes: SizeMix;
  readonly pattern: AddressPattern;
  /** One stream of random numbers for each client. */
  readonly randoms: readonly Random[];
  /** Makes it a job that ends: bytes in all, shared out evenly to the clients; or `all`: each client passes over its part of the space once. */
  readonly work: number | 'all' | undefined;
  readonly unitBlocks: number;
}

/** I/Os with random attributes. Each takes just four draws from the stream of its client: operation, size, and two for the address. */
export class SyntheticSource implements IoSource {
  volume = 0;
  block = 0;
  blocks = 0;
  op: Op = Op.Read;
  readonly #read: number;
  readonly #sizes: SizeMix;
  readonly #pattern: AddressPattern;
  readonly #randoms: readonly Random[];
  /** Blocks that each client has still to do. */
  readonly #left: Float64Array;

  constructor(options: SyntheticOptions) {
    this.#read = options.read;
    this.#sizes = options.sizes;
    this.#pattern = options.pattern;
    this.#randoms = options.randoms;
    this.#left = Float64Array.from(options.randoms, (_, client) => shareOf(client, options));
  }

  more(client: number): boolean {
    return this.#left[client]! > 0;
  }

  next(client: number): void {
    const left = this.#left[client]!;
    const random = this.#randoms[client]!;
    this.op = random.double() < this.#read ? Op.Read : Op.Write;
    const size = this.#sizes.pick(random.double());
    this.#pattern.place(this, client, size, random);
    if (this.blocks > left) this.blocks = left;
    this.#left[client] = left - this.blocks;
  }
}

/** Blocks that a client has to do. */
function shareOf(client: number, { work, unitBlocks, randoms, pattern }: SyntheticOptions): number {
  if (work === undefined) return Infinity;
  if (work === 'all') return pattern.passOf(client);
  const units = Math.ceil(work / BLOCK_BYTES / unitBlocks);
  return (Math.floor((units * (client + 1)) / randoms.length) - Math.floor((units * client) / randoms.length)) * unitBlocks;
}

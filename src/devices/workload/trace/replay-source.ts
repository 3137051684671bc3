import { Op } from '../../../kernel/io.ts';
import type { AddressSpace } from '../address/address-space.ts';
import type { IoSource } from '../io-source.ts';
import type { BlockTrace } from './block-trace.ts';
import { type Fold, fold } from './fold.ts';
import { TraceCursor } from './trace-cursor.ts';

const NONE = -1;

/** The same as constants of this module, which take less time to read than those that are imported. */
const READ = Op.Read;
const WRITE = Op.Write;

export interface ReplayOptions {
  readonly trace: BlockTrace;
  readonly space: AddressSpace;
  readonly fold: Fold;
  /** How often the trace is replayed, one round after the other. */
  readonly loops: number;
  /** Clients that take requests from it: 1 for an open workload. */
  readonly clients: number;
}

/** The requests of a trace as I/Os: whichever client is free takes the next one. */
export class ReplaySource implements IoSource {
  volume = 0;
  block = 0;
  blocks = 0;
  op: Op = Op.Read;
  readonly cursor: TraceCursor;
  readonly #lengths: Int32Array;
  readonly #ops: Uint8Array;
  readonly #volumes: Int32Array;
  readonly #blocks: Float64Array;
  /** The request that each client has taken and not yet issued. */
  readonly #taken: Int32Array;

  constructor({ trace, space, fold: how, loops, clients }: ReplayOptions) {
    const { volumes, blocks } = fold(trace, space, how);
    this.cursor = new TraceCursor(trace, loops);
    this.#lengths = trace.lengths;
    this.#ops = trace.ops;
    this.#volumes = volumes;
    this.#blocks = blocks;
    this.#taken = new Int32Array(clients).fill(NONE);
  }

  more(client: number): boolean {
    return this.#taken[client] !== NONE || this.cursor.more;
  }

  /** The client takes the next request, to issue it later. @returns how long after its predecessor it was recorded, in ns; 0 if the client has one already */
  take(client: number): number {
    if (this.#taken[client] !== NONE) return 0;
    const { gap } = this.cursor;
    this.#take(client);
    return gap;
  }

  next(client: number): void {
    if (this.#taken[client] === NONE) this.#take(client);
    const record = this.#taken[client]!;
    this.#taken[client] = NONE;
    this.volume = this.#volumes[record]!;
    this.block = this.#blocks[record]!;
    this.blocks = this.#lengths[record]!;
    this.op = this.#ops[record] === READ ? READ : WRITE;
  }

  #take(client: number): void {
    const { cursor } = this;
    this.#taken[client] = cursor.record;
    cursor.advance();
  }
}

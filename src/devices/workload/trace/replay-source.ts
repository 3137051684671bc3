import { Op } from '../../../kernel/io.ts';
import type { AddressSpace } from '../address/address-space.ts';
import type { IoSource } from '../io-source.ts';
import type { BlockTrace } from './block-trace.ts';
import { type Fold, type FoldedPlaces, fold } from './fold.ts';
import { TraceCursor } from './trace-cursor.ts';

const NONE = -1;

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
  readonly #trace: BlockTrace;
  readonly #places: FoldedPlaces;
  /** The request that each client has taken and not yet issued. */
  readonly #taken: Int32Array;
  #previous = 0.5;

  constructor(options: ReplayOptions) {
    this.cursor = new TraceCursor(options.trace, options.loops);
    this.#trace = options.trace;
    this.#places = fold(options.trace, options.space, options.fold);
    this.#taken = new Int32Array(options.clients).fill(NONE);
    this.#previous = 0;
  }

  more(client: number): boolean {
    return this.#taken[client] !== NONE || this.cursor.more;
  }

  /** The client takes the next request, to issue it later. @returns how long after its predecessor it was recorded, in ns; 0 if the client has one already */
  take(client: number): number {
    if (this.#taken[client] !== NONE) return 0;
    const { cursor } = this;
    const gap = cursor.time - this.#previous;
    this.#previous += gap;
    this.#taken[client] = cursor.record;
    cursor.advance();
    return gap;
  }

  next(client: number): void {
    this.take(client);
    const record = this.#taken[client]!;
    this.#taken[client] = NONE;
    this.volume = this.#places.volumes[record]!;
    this.block = this.#places.blocks[record]!;
    this.blocks = this.#trace.lengths[record]!;
    this.op = this.#trace.ops[record] === Op.Read ? Op.Read : Op.Write;
  }
}

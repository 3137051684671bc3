import { Op } from '../kernel/io.ts';
import { Payload } from '../kernel/payload.ts';
import type { Medium } from './media.ts';
import type { OnBlocks } from './ranges.ts';

/** A host I/O as the referee remembers it: from its issue until no read in flight can have met it. */
export class HostIo implements OnBlocks {
  volume = '';
  /** Who issued it. */
  host = '';
  op: Op = Op.Read;
  block = 0;
  blocks = 0;
  /** Of a write: what it writes. */
  stamp = 0;
  /** Instant of its issue, in ns. */
  issued = 0.5;
  /** Place in the order of what happened on its volume: of a read its issue, of a write its acknowledgement (infinite while in flight). */
  sequence = 0.5;
  /** Of a write: the media on which all of it has been written, and the instants at which it was, in ns. */
  readonly #media: Medium[] = [];
  readonly #instants: number[] = [];
  /** Of a read: what was acknowledged last when it was issued. */
  readonly expected = new Payload();
  /** Neighbours among the reads in flight, in the order of issue. */
  before: HostIo | null = null;
  after: HostIo | null = null;

  get end(): number {
    return this.block + this.blocks;
  }

  /** The host has issued it now. */
  begin(now: number): void {
    this.issued = now;
    this.#media.length = 0;
    this.#instants.length = 0;
  }

  /** All of it has been written to a medium; only the first time counts. */
  landed(medium: Medium, now: number): void {
    if (this.#media.includes(medium)) return;
    this.#media.push(medium);
    this.#instants.push(now);
  }

  /** Instant in ns; infinite: it has not been written there. */
  landedOn(medium: Medium): number {
    const index = this.#media.indexOf(medium);
    return index < 0 ? Number.POSITIVE_INFINITY : this.#instants[index]!;
  }

  /** For people. */
  toString(): string {
    const what = this.op === Op.Write ? `write ${this.stamp}` : 'read';
    return `${what} of ${this.host} to ${this.volume}, blocks ${this.block} to ${this.end - 1}, issued at ${(this.issued / 1e9).toFixed(9)} s`;
  }
}

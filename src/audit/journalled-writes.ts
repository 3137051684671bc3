import { Payload } from '../kernel/payload.ts';
import type { HostIo } from './host-io.ts';
import { blocksText } from './violation.ts';

/** A write to a P-VOL. */
export interface Write {
  readonly stamp: number;
  /** Number of its pair. */
  readonly pair: number;
  readonly block: number;
  readonly blocks: number;
  /** Epoch of the pair when it was issued. */
  readonly epoch: number;
  /** Places in the order of what hosts saw; 0: not yet. */
  readonly issued: number;
  acknowledged: number;
  /** Its entry; 0: none yet. */
  sequence: number;
  /** When it became an entry, in ns. */
  time: number;
  /** It is on the S-VOL, or is not wanted there any more. */
  restored: boolean;
}

/** For people. */
export function rangeOf({ block, blocks }: Write): string {
  return blocksText(block, block + blocks);
}

/** Writes in the order in which they came, of which the first that is not restored is wanted. */
class Queue {
  #writes: Write[] = [];
  #head = 0;

  add(write: Write): void {
    this.#writes.push(write);
  }

  firstUnrestored(): Write | null {
    while (this.#writes[this.#head]?.restored === true) this.#head++;
    if (this.#head > 1000 && 2 * this.#head > this.#writes.length) {
      this.#writes = this.#writes.slice(this.#head);
      this.#head = 0;
    }
    return this.#writes[this.#head] ?? null;
  }
}

/** The writes of a journal group that are not restored yet: by stamp, by sequence number, by acknowledgement. */
export class JournalledWrites {
  readonly #byStamp = new Map<number, Write>();
  readonly #bySequence = new Queue();
  readonly #byAcknowledgement = new Queue();
  readonly #data = new Payload();
  #order = 0;

  /** A write is not acknowledged, or not restored. */
  get underWay(): boolean {
    return this.#byStamp.size > 0;
  }

  find(stamp: number): Write | undefined {
    return this.#byStamp.get(stamp);
  }

  issued({ stamp, block, blocks }: HostIo, pair: number, epoch: number): void {
    const write = { stamp, pair, block, blocks, epoch, issued: ++this.#order, acknowledged: 0, sequence: 0, time: 0, restored: false };
    this.#byStamp.set(stamp, write);
  }

  /** The data of a write, until the next call. */
  dataOf({ stamp, blocks }: Write, unitBlocks: number): Payload {
    this.#data.clear();
    this.#data.add(blocks / unitBlocks, stamp);
    return this.#data;
  }

  journalled(write: Write, sequence: number, now: number): void {
    write.sequence = sequence;
    write.time = now;
    this.#bySequence.add(write);
  }

  acknowledged(write: Write): void {
    write.acknowledged = ++this.#order;
    if (write.sequence > 0 && !write.restored) this.#byAcknowledgement.add(write);
    else this.#byStamp.delete(write.stamp);
  }

  /** The host was told of an error: the write may have become an entry or not. */
  failed(write: Write): void {
    if (write.sequence === 0 || write.restored) this.#byStamp.delete(write.stamp);
    else write.acknowledged = Infinity;
  }

  /** It may still be waiting for its acknowledgement. */
  restored(write: Write): void {
    write.restored = true;
    if (write.acknowledged > 0) this.#byStamp.delete(write.stamp);
  }

  /** The entries of a pair are not wanted any more. */
  drop(pair: number): void {
    for (const write of this.#byStamp.values()) if (write.pair === pair && write.sequence > 0 && !write.restored) this.restored(write);
  }

  /** Those of a pair. */
  visit(pair: number, visit: (write: Write) => void): void {
    for (const write of this.#byStamp.values()) if (write.pair === pair) visit(write);
  }

  firstUnrestored(): Write | null {
    return this.#bySequence.firstUnrestored();
  }

  firstAcknowledgedUnrestored(): Write | null {
    return this.#byAcknowledgement.firstUnrestored();
  }

  /** One that became an entry between these instants, and whose host still waits. */
  waitingSince(from: number, to: number): Write | undefined {
    for (const write of this.#byStamp.values())
      if (write.sequence > 0 && write.acknowledged === 0 && write.time >= from && write.time < to) return write;
    return undefined;
  }
}

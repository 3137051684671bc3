import { type Io, Op, Status } from '../kernel/io.ts';
import type { Payload } from '../kernel/payload.ts';
import { HostIo } from './host-io.ts';
import { blocksText, type ViolationLog } from './violation.ts';
import { VolumeHistory } from './volume-history.ts';

/** Stamps are 32-bit whole numbers. */
const LAST_STAMP = 0x7fffffff;

/** Gives every host write its stamp, and knows for every volume which stamps a read may return. */
export class Versions {
  readonly #clock: { readonly now: number };
  readonly #violations: ViolationLog;
  readonly #volumes = new Map<string, VolumeHistory>();
  /** By `Io.id`. */
  readonly #inFlight: (HostIo | undefined)[] = [];
  readonly #spare: HostIo[] = [];
  #last = 0;

  constructor(clock: { readonly now: number }, violations: ViolationLog) {
    this.#clock = clock;
    this.#violations = violations;
  }

  /** The stamp of the next host write. @throws RangeError after 2,147,483,647 writes */
  next(): number {
    if (this.#last === LAST_STAMP) throw new RangeError('more than 2,147,483,647 host writes cannot be told apart');
    return ++this.#last;
  }

  /** From now on reads of this volume are checked. */
  addVolume(name: string, blocks: number, unitBlocks: number): VolumeHistory {
    const history = new VolumeHistory(name, blocks, unitBlocks, (io) => this.#spare.push(io));
    this.#volumes.set(name, history);
    return history;
  }

  /** The history of a volume; null if it is unknown. */
  find(name: string): VolumeHistory | null {
    return this.#volumes.get(name) ?? null;
  }

  /** @throws RangeError if the volume is unknown */
  volume(name: string): VolumeHistory {
    const history = this.find(name);
    if (history === null) throw new RangeError(`the oracle has not been told of a volume ${name}`);
    return history;
  }

  /** @returns what is known of the I/O; valid until it is over and the next host I/O is issued */
  issued(target: string, io: Io): HostIo {
    const history = this.volume(target);
    if (this.#inFlight[io.id] !== undefined)
      this.#violations.add('finished', `${this.#inFlight[io.id]} has not ended, yet its place is taken`);
    const known = this.#spare.pop() ?? new HostIo();
    this.#inFlight[io.id] = known;
    known.volume = target;
    known.host = io.owner.name;
    known.op = io.op;
    known.block = io.block;
    known.blocks = io.blocks;
    known.stamp = io.op === Op.Write ? this.#stampOf(known, io.payload) : 0;
    known.begin(this.#clock.now);
    const overlapped = history.issued(known);
    if (overlapped !== null) this.#violations.add('serialised', `${known} overlaps ${overlapped}`);
    return known;
  }

  /** @returns what was known of the I/O, null if it was never issued */
  done(target: string, io: Io): HostIo | null {
    const history = this.volume(target);
    const known = this.#inFlight[io.id];
    if (known === undefined || known.volume !== target) {
      this.#violations.add('finished', `an I/O of ${io.owner.name} to ${target} ends that was never issued`);
      return null;
    }
    this.#inFlight[io.id] = undefined;
    if (known.op === Op.Read) {
      if (io.status === Status.Good) this.#checkRead(history, known, io.payload);
      history.readDone(known);
    } else if (io.status === Status.Good) history.writeDone(known);
    else history.writeLost(known, io.status);
    return known;
  }

  #stampOf(write: HostIo, payload: Payload | null): number {
    if (payload?.runs === 1) return payload.stampOf(0);
    this.#violations.add('finished', `${write} carries ${payload === null ? 'no data' : `${payload.runs} stamps instead of its own`}`);
    return this.next();
  }

  #checkRead(history: VolumeHistory, read: HostIo, found: Payload | null): void {
    if (found === null) this.#violations.add('V3', `${read}: it returned no data`);
    else if (!found.equals(read.expected)) this.#compare(history, read, found);
  }

  /** Run by run: what was found, and what had been acknowledged. */
  #compare(history: VolumeHistory, read: HostIo, found: Payload): void {
    const { expected } = read;
    const unit = history.acknowledged.unitBlocks;
    let [i, j, left, due, block] = [0, 0, 0, 0, read.block];
    for (;;) {
      if (left === 0) left = i < found.runs ? found.lengthOf(i++) * unit : 0;
      if (due === 0) due = j < expected.runs ? expected.lengthOf(j++) * unit : 0;
      const length = Math.min(left, due);
      if (length === 0) break;
      const [stamp, wanted] = [found.stampOf(i - 1), expected.stampOf(j - 1)];
      if (stamp !== wanted && !history.mayReturn(read, stamp, block, block + length))
        this.#stale(history, read, block, block + length, stamp, wanted);
      block += length;
      left -= length;
      due -= length;
    }
    if (left !== due)
      this.#violations.add('V3', `${read}: it returned data for ${found.runs === 0 ? 'no block' : 'another number of blocks'}`);
  }

  #stale(history: VolumeHistory, read: HostIo, block: number, end: number, stamp: number, wanted: number): void {
    const overlapping = history.writes.touching(block, end);
    const also = overlapping === null ? '' : `, or ${overlapping}`;
    this.#violations.add('V3', `${read}: ${blocksText(block, end)} returned ${stamp}, expected ${wanted}${also}`);
  }
}

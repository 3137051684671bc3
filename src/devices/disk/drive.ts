import { DriveCache } from './drive-cache.ts';
import { Position } from './geometry.ts';
import { Mechanism } from './mechanism.ts';
import { ReadAhead } from './read-ahead.ts';
import { rotationalLatency } from './rotation.ts';
import type { DriveSpec } from './spec.ts';
import { WriteBehind } from './write-behind.ts';

const WRITE = 1;

/**
 * A disk drive without its queue: mechanics, buffer and interface. It serves one command at a time; in between it reads
 * ahead and destages. It keeps where the head is, how far the disk has turned, and what is in the buffer.
 */
export class Drive {
  /** Blocks of 512 bytes. */
  readonly blocks: number;
  // The last service time, part by part: whole ns that add up to it. Waiting for work in the background counts as what that work was.
  overhead = 0.5;
  seek = 0.5;
  rotation = 0.5;
  transfer = 0.5;
  readonly #spec: DriveSpec;
  readonly #mechanism: Mechanism;
  readonly #cache: DriveCache;
  readonly #readAhead: ReadAhead;
  readonly #writeBehind: WriteBehind;
  readonly #at = new Position();
  /** The instants at which the command came and at which it ends: a double that a method returns may be boxed. */
  #now = 0.5;
  #end = 0.5;
  /** 1 if the command before was a write: index of overheads. */
  #afterWrite: 0 | 1 = 0;

  constructor(spec: DriveSpec) {
    this.#spec = spec;
    this.blocks = spec.blocks;
    this.#mechanism = new Mechanism(spec);
    this.#cache = new DriveCache(spec.cache.segments, spec.cache.segmentBlocks);
    this.#readAhead = new ReadAhead(this.#mechanism, this.#cache, spec.cache);
    this.#writeBehind = new WriteBehind(this.#mechanism, spec.cache.writesBehind, spec.transfer.write);
  }

  /** Where the head is: for disciplines that go by distance. */
  get cylinder(): number {
    return this.#mechanism.cylinder;
  }

  cylinderOf(block: number): number {
    this.#mechanism.geometry.locate(block, this.#at);
    return this.#at.cylinder;
  }

  /** Seek time and rotational latency, ns, of a read that would begin now; changes nothing. */
  positioningTime(now: number, block: number): number {
    const { geometry, free, revolution } = this.#mechanism;
    geometry.locate(block, this.#at);
    const move = this.#mechanism.positioning(this.#at, false);
    const start = Math.max(free, now + this.#spec.overhead.readMiss[this.#afterWrite]);
    return Math.round(move + rotationalLatency(start + move, this.#at.angle, revolution));
  }

  /**
   * Serves one command.
   * @param now ns; not before the end of the command before
   * @param op 0 read, 1 write, 2 compare (to the mechanics a read)
   * @param block first block, 0 to `blocks` - 1
   * @param blocks at least 1; the last must exist
   * @returns service time, whole ns
   */
  serve(now: number, op: number, block: number, blocks: number): number {
    this.seek = 0;
    this.rotation = 0;
    this.#now = now;
    this.#mechanism.until = now;
    this.#readAhead.catchUp();
    this.#writeBehind.catchUp();
    if (op === WRITE) this.#write(block, blocks);
    else this.#read(block, blocks);
    this.#afterWrite = op === WRITE ? 1 : 0;
    const service = Math.round(this.#end - now);
    this.overhead = Math.round(this.overhead);
    this.seek = Math.round(this.seek);
    this.rotation = Math.round(this.rotation);
    this.transfer = service - this.overhead - this.seek - this.rotation;
    return service;
  }

  #read(block: number, blocks: number): void {
    const { overhead, transfer, cache } = this.#spec;
    const segment = this.#cache.find(block);
    if (segment < 0 && !this.#readAhead.isNear(block)) return this.#readMiss(block, blocks, -1);
    const inBuffer = segment >= 0 && this.#cache.endOf(segment) >= block + blocks;
    const streaming = this.#readAhead.segment;
    if (!inBuffer && segment >= 0 && segment !== streaming) return this.#readMiss(block, blocks, segment);

    this.overhead = overhead.readHit[this.#afterWrite] + overhead.readCompletion + overhead.dataPreparation;
    const fromBuffer = this.#now + this.overhead + blocks * transfer.read;
    const from = inBuffer ? segment : streaming;
    this.#cache.use(from);
    if (from === streaming) this.#readAhead.follow(from, block, blocks);
    else if (inBuffer && cache.readAheadAfterHit && streaming < 0) this.#readOn(from, block, blocks);
    this.#end = fromBuffer;
    if (!inBuffer) this.#readStream(from, block, blocks);
  }

  /** Waits for the rest of a request that is being read ahead. */
  #readStream(segment: number, block: number, blocks: number): void {
    const { overhead, transfer } = this.#spec;
    this.#readAhead.runTo(block + blocks);
    this.#readAhead.follow(segment, block, blocks);
    this.#end = Math.max(this.#end, this.#mechanism.free + transfer.read + overhead.readCompletion);
  }

  /** After a hit in a segment that nobody fills. */
  #readOn(segment: number, block: number, blocks: number): void {
    if (this.#writeBehind.pending > 0) return;
    const mechanism = this.#mechanism;
    mechanism.free = Math.max(mechanism.free, this.#now + this.#spec.overhead.readMiss[this.#afterWrite]);
    this.#readAhead.follow(segment, block, blocks);
  }

  /** @param segment has the first blocks, or -1 */
  #readMiss(block: number, blocks: number, segment: number): void {
    const { overhead, transfer, cache } = this.#spec;
    const mechanism = this.#mechanism;
    this.#readAhead.stop();
    if (this.#writeBehind.has(block, blocks)) this.#writeBehind.writeAll();
    const command = overhead.readMiss[this.#afterWrite];
    const start = this.#whenFree(this.#now + command);
    const from = segment < 0 ? block : this.#cache.endOf(segment);
    const rest = block + blocks - from;
    mechanism.read(start, from, rest, segment < 0 ? Math.max(1, Math.floor(blocks * transfer.readStart)) : 1);
    this.seek += mechanism.seek;
    this.rotation += mechanism.rotation;
    this.overhead = command + overhead.readCompletion;
    const target = segment < 0 ? this.#cache.oldest() : segment;
    const passed = segment < 0 && cache.readsOnArrival ? mechanism.passed : 0;
    this.#cache.fill(target, segment < 0 ? block - passed : this.#cache.beginOf(segment), block + blocks);
    if (this.#writeBehind.pending === 0) this.#readAhead.follow(target, block, blocks);
    const fromBuffer = this.#now + overhead.readHit[this.#afterWrite] + overhead.dataPreparation + blocks * transfer.read;
    this.#end = Math.max(mechanism.delivered, segment < 0 ? 0 : fromBuffer) + overhead.readCompletion;
  }

  #write(block: number, blocks: number): void {
    const { overhead, cache } = this.#spec;
    this.#readAhead.stop();
    this.#cache.forget(block, blocks);
    const behind = this.#writeBehind.capacity > 0 && blocks <= cache.segmentBlocks;
    const command = behind ? overhead.writeHit[this.#afterWrite] : overhead.writeMiss[this.#afterWrite];
    this.overhead = command + overhead.writeCompletion;
    if (behind) this.#writeToBuffer(this.#now + command, block, blocks);
    else this.#writeToMedia(this.#now + command, block, blocks);
    this.#end += overhead.writeCompletion;
    if (cache.hitsWrittenData) this.#keepWritten(block, blocks);
  }

  #writeToBuffer(ready: number, block: number, blocks: number): void {
    const { overhead, transfer } = this.#spec;
    const writeBehind = this.#writeBehind;
    this.#end = ready;
    if (writeBehind.isFull(ready)) {
      if (writeBehind.pending === writeBehind.capacity) writeBehind.writeOldest();
      this.#end = this.#whenFree(ready);
    }
    writeBehind.add(block, blocks, this.#end);
    this.overhead += overhead.dataPreparation;
    this.#end = this.#end + overhead.dataPreparation + blocks * transfer.write;
  }

  #writeToMedia(ready: number, block: number, blocks: number): void {
    const { overhead, transfer } = this.#spec;
    const mechanism = this.#mechanism;
    this.#writeBehind.writeAll();
    const start = this.#whenFree(ready);
    mechanism.write(start, block, blocks, ready + overhead.dataPreparation, transfer.write, Math.min(blocks, transfer.writeStart));
    this.seek += mechanism.seek;
    this.rotation += mechanism.rotation;
    this.overhead += overhead.reselect;
    this.#end = mechanism.free + overhead.reselect;
  }

  #keepWritten(block: number, blocks: number): void {
    const before = block === 0 ? -1 : this.#cache.find(block - 1);
    const follows = before >= 0 && this.#cache.endOf(before) === block;
    const segment = follows ? before : this.#cache.oldest();
    this.#cache.fill(segment, follows ? this.#cache.beginOf(segment) : block, block + blocks);
  }

  /** The instant from which on the arm is free; the wait counts as what the arm is doing: in the end it transfers, before that it waits for the sector, first it seeks. */
  #whenFree(ready: number): number {
    const mechanism = this.#mechanism;
    const wait = mechanism.free - ready;
    if (wait <= 0) return ready;
    const rotation = Math.min(Math.max(0, wait - mechanism.media), mechanism.rotation);
    this.rotation += rotation;
    this.seek += Math.max(0, wait - mechanism.media - rotation);
    return mechanism.free;
  }
}

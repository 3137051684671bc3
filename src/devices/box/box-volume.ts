import { type Io, Op, Status } from '../../kernel/io.ts';
import type { Payload } from '../../kernel/payload.ts';
import { Residence } from '../../storage/residence.ts';
import type { Volume } from '../../storage/volume.ts';
import { type Attachment, TRACK_BLOCKS } from './attachment.ts';
import { type Box, trackKey } from './box.ts';
import type { RankVolume } from './rank.ts';
import { Stager } from './stager.ts';

const Step = {
  Submitted: 0,
  Locked: 1,
  Staged: 2,
  OldLocked: 3,
  OldDestaged: 4,
  NvsTaken: 5,
  Cached: 6,
  Completed: 7,
} as const;

/**
 * A volume of a box, as hosts see it.
 *
 *     submit ─ services ─┬─ read:  in cache? ── no ─► track lock ─ stage ─┐
 *                        │                yes ◄──────────────────────────┘
 *                        └─ write: dirty from before the last point in time? destage that first
 *                                  NVS page (waits if NVS is full) ─ into cache and NVS
 *            ─ cache time ─ services ─ done
 *
 * An I/O goes over its tracks one after the other. `io.a` is the next block to be done, `io.b` the service that is asked.
 */
export class BoxVolume implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly box: Box;
  /** Its number in the box. */
  readonly number: number;
  readonly rank: RankVolume;
  readonly attachments: Attachment[] = [];
  /** Points in time taken of it so far, from 1: what is written carries the generation in which it was. */
  generation = 1;
  /** Figures of the cache: tracks read, and found present. */
  lookups = 0;
  hits = 0;
  readonly #stager: Stager;
  readonly #unitBlocks: number;

  constructor(box: Box, rank: RankVolume) {
    this.name = rank.name;
    this.blocks = rank.contents.blocks;
    this.box = box;
    this.number = box.cache.addVolume();
    this.rank = rank;
    this.#stager = new Stager(this);
    this.#unitBlocks = TRACK_BLOCKS / box.cache.units;
    box.volumes.push(this);
  }

  /** Tracks of the volume. */
  get tracks(): number {
    return Math.ceil(this.blocks / TRACK_BLOCKS);
  }

  key(track: number): number {
    return trackKey(this.number, track);
  }

  /** Starts a child that brings the whole track into the cache; the I/O goes on at `next`. The caller holds the lock of the track. */
  stage(io: Io, track: number, next: number): void {
    io.submit(this.#stager, Op.Read, track * TRACK_BLOCKS, TRACK_BLOCKS, next);
  }

  submit(io: Io): void {
    io.a = io.block;
    io.b = 0;
    this.#submitted(io);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.Submitted:
        return this.#submitted(io);
      case Step.Locked:
        return this.#locked(io);
      case Step.Staged:
        this.box.locks.release(this.key(this.#track(io)));
        if (io.outcome > Status.Good) return io.done(io.outcome);
        return this.#read(io, true);
      case Step.OldLocked:
        return this.box.destager.destageNow(io, this, this.#track(io), Step.OldDestaged);
      case Step.OldDestaged:
        this.box.locks.release(this.key(this.#track(io)));
        return this.#write(io);
      case Step.NvsTaken:
        return this.#fastWrite(io, true);
      case Step.Cached:
        io.b = 0;
        return this.#completed(io);
      case Step.Completed:
        return this.#completed(io);
    }
  }

  /** Asks the services, one after the other; then the I/O is served. */
  #submitted(io: Io): void {
    while (io.b < this.attachments.length) {
      const service = this.attachments[io.b++]!;
      if (service.submitted?.(this, io, Step.Submitted) === true) return;
      if (io.status === Status.Failed) return io.done(Status.Failed);
    }
    if (io.op === Op.Read) {
      io.payload!.clear();
      this.#read(io, false);
    } else this.#write(io);
  }

  #completed(io: Io): void {
    while (io.b < this.attachments.length) {
      const service = this.attachments[io.b++]!;
      if (service.completed?.(this, io, Step.Completed) === true) return;
    }
    io.done(io.status);
  }

  #track(io: Io): number {
    return Math.floor(io.a / TRACK_BLOCKS);
  }

  /** First unit within the track, and number of units in it, of what is left of the I/O. */
  #firstUnit(io: Io): number {
    return (io.a % TRACK_BLOCKS) / this.#unitBlocks;
  }
  #unitCount(io: Io): number {
    const end = Math.min(io.block + io.blocks, (this.#track(io) + 1) * TRACK_BLOCKS);
    return (end - io.a) / this.#unitBlocks;
  }

  /** @param staged the track has just been staged: that was a miss, and is counted */
  #read(io: Io, staged: boolean): void {
    const { cache, locks } = this.box;
    const end = io.block + io.blocks;
    for (let counted = staged; io.a < end; counted = false) {
      const track = this.#track(io);
      const page = cache.find(this.number, track);
      const present = page >= 0 && cache.has(page, this.#firstUnit(io), this.#unitCount(io));
      if (!counted) {
        this.lookups++;
        if (present) this.hits++;
      }
      if (!present) return locks.acquire(io, this.key(track), Step.Locked);
      const count = this.#unitCount(io);
      cache.read(page, this.#firstUnit(io), count, io.payload!);
      cache.touch(page);
      io.a += count * this.#unitBlocks;
    }
    io.sleep(this.box.spec.cache_time, Residence.cache, Step.Cached);
  }

  /** With the lock: another I/O may have staged the track meanwhile. */
  #locked(io: Io): void {
    const track = this.#track(io);
    const page = this.box.cache.find(this.number, track);
    if (page < 0 || !this.box.cache.has(page, this.#firstUnit(io), this.#unitCount(io))) return this.stage(io, track, Step.Staged);
    this.box.locks.release(this.key(track));
    this.#read(io, true);
  }

  #write(io: Io): void {
    const { cache, nvs, locks } = this.box;
    const end = io.block + io.blocks;
    while (io.a < end) {
      const track = this.#track(io);
      const page = cache.find(this.number, track);
      const dirty = page >= 0 && cache.isDirty(page);
      if (dirty && cache.generationOf(page) < this.generation) return locks.acquire(io, this.key(track), Step.OldLocked);
      if (!dirty && !nvs.tryTake(1)) return nvs.take(io, 1, Step.NvsTaken);
      this.#store(io, track);
    }
    io.sleep(this.box.spec.cache_time, Residence.cache, Step.Cached);
  }

  /** With a page of NVS: another I/O may have made the track dirty meanwhile; then the page is not needed. */
  #fastWrite(io: Io, taken: boolean): void {
    const { cache, nvs } = this.box;
    const track = this.#track(io);
    const page = cache.find(this.number, track);
    if (taken && page >= 0 && cache.isDirty(page)) nvs.give(1);
    else this.#store(io, track);
    this.#write(io);
  }

  #store(io: Io, track: number): void {
    const { cache, destager } = this.box;
    const page = cache.claim(this.number, track);
    const first = this.#firstUnit(io);
    const count = this.#unitCount(io);
    cache.write(page, first, count, io.payload as Payload, (io.a - io.block) / this.#unitBlocks, this.generation);
    io.a += count * this.#unitBlocks;
    destager.dirtied();
  }
}

import { type Io, Op, Status } from '../../kernel/io.ts';
import { Residence } from '../../storage/residence.ts';
import { TrackLocks } from '../../storage/track-locks.ts';
import type { Volume } from '../../storage/volume.ts';
import { type Attachment, TRACK_BLOCKS } from './attachment.ts';
import type { Box } from './box.ts';
import { ImageReader } from './image-reader.ts';
import type { RankVolume } from './rank-volume.ts';
import { Stager } from './stager.ts';

const Step = {
  Submitted: 0,
  ReadLocked: 1,
  ReadStaged: 2,
  OldLocked: 3,
  OldDestaged: 4,
  NvsTaken: 5,
  ClaimLocked: 6,
  ClaimStaged: 7,
  Completed: 8,
  Ended: 9,
} as const;

/**
 * A volume of a box, as hosts see it.
 *
 *     services ─┬─ read:  in cache? ── no ─► track lock ─ stage ─┐
 *               │                 yes ◄─────────────────────────┘
 *               └─ write: modified before the last point in time? ─► destage that first
 *                         page of NVS (waits if NVS is full)
 *                         inherited from another volume? ─► track lock ─ stage what is not written
 *                         into cache and NVS
 *     services ─ cache time ─ done
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
  /** Services that look after the volume, in the order in which they are asked. */
  readonly attachments: Attachment[] = [];
  /** One I/O at a time stages, destages or copies a track. */
  readonly locks: TrackLocks;
  readonly images: ImageReader;
  /** Points in time taken of it so far, from 1: what is written carries the generation in which it was. */
  generation = 1;
  /** Tracks that hosts have read, and those of them that were in the cache. */
  lookups = 0;
  hits = 0;
  readonly #stager: Stager;

  constructor(box: Box, rank: RankVolume) {
    this.name = rank.name;
    this.blocks = rank.contents.blocks;
    this.box = box;
    this.number = box.cache.addVolume();
    this.rank = rank;
    this.locks = new TrackLocks(`track lock of ${this.name}`, Residence['track lock']);
    this.images = new ImageReader(this);
    this.#stager = new Stager(this);
    box.volumes.push(this);
  }

  /** Tracks of the volume; the last one may be shorter. */
  get tracks(): number {
    return Math.ceil(this.blocks / TRACK_BLOCKS);
  }

  attach(attachment: Attachment): void {
    this.attachments.push(attachment);
  }

  /** Blocks of a track. */
  blocksOf(track: number): number {
    return Math.min(TRACK_BLOCKS, this.blocks - track * TRACK_BLOCKS);
  }

  /** Units of the track that begins at `block`, up to block `end`. */
  unitsIn(block: number, end: number): number {
    return Math.min(TRACK_BLOCKS, end - block) / this.box.unitBlocks;
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
      case Step.ReadLocked:
        return this.#readLocked(io);
      case Step.ReadStaged:
        this.locks.release(this.#track(io));
        return io.outcome > Status.Good ? io.done(Status.Failed) : this.#read(io, true);
      case Step.OldLocked:
        return this.box.destager.destageNow(io, this, this.#track(io), Step.OldDestaged);
      case Step.OldDestaged:
        this.locks.release(this.#track(io));
        return io.outcome > Status.Good ? io.done(Status.Failed) : this.#write(io);
      case Step.NvsTaken:
        return this.#nvsTaken(io);
      case Step.ClaimLocked:
        return this.#claimLocked(io);
      case Step.ClaimStaged:
        return this.#claimStaged(io);
      case Step.Completed:
        return this.#completed(io);
      case Step.Ended:
        return io.done(io.status);
    }
  }

  #submitted(io: Io): void {
    while (io.b < this.attachments.length) {
      if (this.attachments[io.b++]!.submitted?.(this, io, Step.Submitted) === true) return;
      if (io.status === Status.Failed) return io.done(Status.Failed);
    }
    if (io.status === Status.Failed) return io.done(Status.Failed);
    if (io.op === Op.Write) return this.#write(io);
    io.payload!.clear();
    this.#read(io, false);
  }

  #completed(io: Io): void {
    while (io.b < this.attachments.length) if (this.attachments[io.b++]!.completed?.(this, io, Step.Completed) === true) return;
    io.sleep(this.box.spec.cache_time, Residence.cache, Step.Ended);
  }

  /** @param staged the track has just been staged: it is counted as a miss already */
  #read(io: Io, staged: boolean): void {
    const { cache, unitBlocks } = this.box;
    const end = io.block + io.blocks;
    for (let counted = staged; io.a < end; counted = false) {
      const page = cache.find(this.number, this.#track(io));
      const first = this.#firstUnit(io);
      const count = this.#unitCount(io);
      const present = page >= 0 && cache.units.has(page, first, count);
      if (!counted) {
        this.lookups++;
        if (present) this.hits++;
      }
      if (!present) return this.locks.acquire(io, this.#track(io), Step.ReadLocked);
      cache.units.read(page, first, count, io.payload!);
      cache.touch(page);
      io.a += count * unitBlocks;
    }
    io.b = 0;
    this.#completed(io);
  }

  /** Another I/O may have staged the track meanwhile. */
  #readLocked(io: Io): void {
    const track = this.#track(io);
    if (!this.#present(track, this.#firstUnit(io), this.#unitCount(io))) return this.#stage(io, track, Step.ReadStaged);
    this.locks.release(track);
    this.#read(io, true);
  }

  #write(io: Io): void {
    const { cache, nvs } = this.box;
    const end = io.block + io.blocks;
    while (io.a < end) {
      const track = this.#track(io);
      const page = cache.find(this.number, track);
      if (page >= 0 && cache.isModified(page)) {
        if (cache.generationOf(page) < this.generation) return this.locks.acquire(io, track, Step.OldLocked);
      } else if (!nvs.tryTake(1)) return nvs.take(io, 1, Step.NvsTaken);
      if (this.#inherits(track)) return this.locks.acquire(io, track, Step.ClaimLocked);
      this.#store(io, track);
    }
    io.b = 0;
    this.#completed(io);
  }

  /** With a page of NVS, which is not needed if another I/O has modified the track meanwhile. */
  #nvsTaken(io: Io): void {
    const track = this.#track(io);
    if (this.#modified(track)) this.box.nvs.give(1);
    else if (this.#inherits(track)) return this.locks.acquire(io, track, Step.ClaimLocked);
    else this.#store(io, track);
    this.#write(io);
  }

  /** With a page of NVS and the lock. */
  #claimLocked(io: Io): void {
    const track = this.#track(io);
    if (this.#modified(track) || !this.#inherits(track)) return this.#writeAgain(io, track);
    if (this.#unitCount(io) < this.#unitsOf(track) && !this.#present(track, 0, this.#unitsOf(track)))
      return this.#stage(io, track, Step.ClaimStaged);
    this.#claim(io, track);
  }

  #claimStaged(io: Io): void {
    const track = this.#track(io);
    if (io.outcome > Status.Good) {
      this.locks.release(track);
      this.box.nvs.give(1);
      return io.done(Status.Failed);
    }
    if (this.#modified(track) || !this.#inherits(track) || !this.#present(track, 0, this.#unitsOf(track)))
      return this.#writeAgain(io, track);
    this.#claim(io, track);
  }

  /** From now on the volume has the whole track, in cache and NVS. */
  #claim(io: Io, track: number): void {
    this.#store(io, track);
    const { cache } = this.box;
    cache.units.dirtyAll(cache.find(this.number, track));
    for (let i = 0; i < this.attachments.length; i++) this.attachments[i]!.claimed?.(this, track);
    this.locks.release(track);
    this.#write(io);
  }

  /** The situation has changed while the I/O waited. */
  #writeAgain(io: Io, track: number): void {
    this.locks.release(track);
    this.box.nvs.give(1);
    this.#write(io);
  }

  #store(io: Io, track: number): void {
    const { cache, destager, kernel, unitBlocks } = this.box;
    const count = this.#unitCount(io);
    const rank = this.rank.rank.number;
    const skip = (io.a - io.block) / unitBlocks;
    cache.write(cache.claim(this.number, track), this.#firstUnit(io), count, io.payload!, skip, rank, this.generation, kernel.now);
    io.a += count * unitBlocks;
    destager.modified(rank);
  }

  #stage(io: Io, track: number, next: number): void {
    io.submit(this.#stager, Op.Read, track * TRACK_BLOCKS, this.blocksOf(track), next);
  }

  #inherits(track: number): boolean {
    for (let i = 0; i < this.attachments.length; i++) if (this.attachments[i]!.inherits?.(this, track) === true) return true;
    return false;
  }

  #modified(track: number): boolean {
    const page = this.box.cache.find(this.number, track);
    return page >= 0 && this.box.cache.isModified(page);
  }

  #present(track: number, first: number, count: number): boolean {
    const page = this.box.cache.find(this.number, track);
    return page >= 0 && this.box.cache.units.has(page, first, count);
  }

  #track(io: Io): number {
    return Math.floor(io.a / TRACK_BLOCKS);
  }

  #unitsOf(track: number): number {
    return this.blocksOf(track) / this.box.unitBlocks;
  }

  /** First unit within the track, and number of units in it, of what is left of the I/O. */
  #firstUnit(io: Io): number {
    return (io.a % TRACK_BLOCKS) / this.box.unitBlocks;
  }
  #unitCount(io: Io): number {
    return (Math.min(io.block + io.blocks, (this.#track(io) + 1) * TRACK_BLOCKS) - io.a) / this.box.unitBlocks;
  }
}

import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import type { Contents } from '../../storage/contents.ts';
import { Residence } from '../../storage/residence.ts';
import { TrackLocks } from '../../storage/track-locks.ts';
import type { Volume } from '../../storage/volume.ts';
import { type Attachment, TRACK_BLOCKS } from './attachment.ts';
import type { Box } from './box.ts';
import { CachedReads, READ_STEPS } from './cached-reads.ts';
import { contentsNow } from './contents-now.ts';
import { FastWrites, WRITE_STEPS } from './fast-writes.ts';
import { ImageReader } from './image-reader.ts';
import type { RankVolume } from './rank-volume.ts';
import { Stager } from './stager.ts';

const Step = { Submitted: 0, Completed: 1, Ended: 2 } as const;

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
  /** For copy services: the volume as it was at a point in time. */
  readonly images: ImageReader;
  /** Points in time taken of it so far, from 1: what is written carries the generation in which it was. */
  generation = 1;
  readonly reads: CachedReads;
  readonly #writes: FastWrites;
  readonly #stager: Layer;

  constructor(box: Box, rank: RankVolume) {
    this.name = rank.name;
    this.blocks = rank.contents.blocks;
    this.box = box;
    this.number = box.cache.addVolume();
    this.rank = rank;
    this.locks = new TrackLocks(`track lock of ${this.name}`, Residence['track lock']);
    this.images = new ImageReader(this);
    this.reads = new CachedReads(this);
    this.#writes = new FastWrites(this);
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

  /** All these units of a track are in the cache. */
  isPresent(track: number, first: number, count: number): boolean {
    const page = this.box.cache.find(this.number, track);
    return page >= 0 && this.box.cache.units.has(page, first, count);
  }

  /** Brings the whole track into the cache; `io`, which has its lock, goes on at `next`. */
  stage(io: Io, track: number, next: number): void {
    io.submit(this.#stager, Op.Read, track * TRACK_BLOCKS, this.blocksOf(track), next);
  }

  /** For twins: makes `into` hold what hosts would read now. */
  contentsNow(into: Contents): void {
    contentsNow(this, into);
  }

  /** What is cached is void: something else than an I/O has replaced the contents. */
  discardCache(): void {
    this.box.discard(this);
  }

  submit(io: Io): void {
    io.a = io.block;
    io.b = 0;
    this.#submitted(io);
  }

  advance(io: Io): void {
    if (io.step >= WRITE_STEPS) return this.#writes.advance(io);
    if (io.step >= READ_STEPS) return this.reads.advance(io);
    switch (io.step) {
      case Step.Submitted:
        return this.#submitted(io);
      case Step.Completed:
        return this.#askCompleted(io);
      case Step.Ended:
        return io.done(io.status);
    }
  }

  /** All tracks of the I/O are done. */
  completed(io: Io): void {
    io.b = 0;
    this.#askCompleted(io);
  }

  #submitted(io: Io): void {
    if (!this.box.up) return io.done(Status.Failed);
    while (io.b < this.attachments.length && io.status !== Status.Failed)
      if (this.attachments[io.b++]!.submitted?.(this, io, Step.Submitted) === true) return;
    if (io.status === Status.Failed) return io.done(Status.Failed);
    if (io.op === Op.Write) return this.#writes.begin(io);
    this.reads.begin(io);
  }

  #askCompleted(io: Io): void {
    while (io.b < this.attachments.length) if (this.attachments[io.b++]!.completed?.(this, io, Step.Completed) === true) return;
    io.sleep(this.box.cacheTime, Residence.cache, Step.Ended);
  }
}

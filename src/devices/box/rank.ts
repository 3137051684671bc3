import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import type { Contents } from '../../storage/contents.ts';
import type { MediaObserver } from '../../storage/observer.ts';
import type { Disk } from '../disk/disk.ts';
import { locate, newPiece, type Raid } from './raid.ts';

/** A group of drives under one RAID scheme; volumes lie on it one after the other. */
export class Rank {
  readonly name: string;
  readonly raid: Raid;
  /** Blocks of a strip. */
  readonly strip: number;
  readonly drives: readonly Disk[];
  /** Blocks of data that are given to volumes. */
  allocated = 0;

  constructor(name: string, raid: Raid, strip: number, drives: readonly Disk[]) {
    this.name = name;
    this.raid = raid;
    this.strip = strip;
    this.drives = drives;
  }

  /** Blocks of data that it holds. */
  get blocks(): number {
    const strips = Math.floor(Math.min(...this.drives.map((drive) => drive.blocks)) / this.strip);
    return strips * this.strip * this.raid.data;
  }

  /** Gives a volume its place: whole stripes. @returns the first block, or -1 if it does not fit */
  allocate(blocks: number): number {
    const stripe = this.strip * this.raid.data;
    const first = this.allocated;
    const end = first + Math.ceil(blocks / stripe) * stripe;
    if (end > this.blocks) return -1;
    this.allocated = end;
    return first;
  }
}

const Step = { Done: 0, OldRead: 1 } as const;

/**
 * A volume as it lies on its rank: what has been destaged. An I/O lies within one track, so within one strip.
 *
 *     read            1 read; of a drive that has failed: the other drives of the stripe are read
 *     write   none    1 write
 *             raid1/10  2 writes in parallel
 *             raid5   old data and old parity are read, then both written:  2 + 2
 *             raid6   with two parities:                                    3 + 3
 *
 * One drive of a stripe (raid6: two) may have failed; beyond that I/Os fail.
 */
export class RankVolume implements Layer {
  readonly name: string;
  readonly rank: Rank;
  readonly contents: Contents;
  readonly #first: number;
  readonly #media: MediaObserver;
  readonly #piece = newPiece();

  constructor(name: string, rank: Rank, first: number, contents: Contents, media: MediaObserver) {
    this.name = name;
    this.rank = rank;
    this.contents = contents;
    this.#first = first;
    this.#media = media;
  }

  submit(io: Io): void {
    locate(this.rank.raid, this.rank.strip, this.#first + io.block, this.#piece);
    if (io.op === Op.Read) this.#read(io);
    else this.#write(io);
  }

  advance(io: Io): void {
    if (io.outcome > Status.Good) return io.done(Status.Failed);
    if (io.step === Step.OldRead) {
      locate(this.rank.raid, this.rank.strip, this.#first + io.block, this.#piece);
      return this.#fork(io, Op.Write, Step.Done, true);
    }
    if (io.op === Op.Read) {
      io.payload!.clear();
      this.contents.read(io.block, io.blocks, io.payload!);
      this.#media.mediaRead(this.name, io);
    } else {
      this.contents.write(io.block, io.blocks, io.payload!);
      this.#media.mediaWritten(this.name, io);
    }
    io.done();
  }

  #read(io: Io): void {
    const { drives } = this.rank;
    const { drive, block, others, redundant } = this.#piece;
    if (drives[drive]!.up) {
      io.submit(drives[drive]!, Op.Read, block, io.blocks, Step.Done);
      return;
    }
    const { level } = this.rank.raid;
    if (level === 'raid1' || level === 'raid10') {
      io.submit(drives[others[0]!]!, Op.Read, block, io.blocks, Step.Done);
      return;
    }
    if (!this.#rebuildable(redundant)) return io.done(Status.Failed);
    for (let i = 0; i < drives.length; i++) if (drives[i]!.up) io.submit(drives[i]!, Op.Read, block, io.blocks, Step.Done);
  }

  #write(io: Io): void {
    const { level } = this.rank.raid;
    const { redundant } = this.#piece;
    if (level === 'none') return this.#fork(io, Op.Write, Step.Done, true);
    if (level === 'raid1' || level === 'raid10') return this.#fork(io, Op.Write, Step.Done, true);
    if (!this.#rebuildable(redundant)) return io.done(Status.Failed);
    this.#fork(io, Op.Read, Step.OldRead, false);
  }

  /** The same for the drive with the data and those with the redundancy, as far as they work. */
  #fork(io: Io, op: Op, next: number, failIfNone: boolean): void {
    const { drives } = this.rank;
    const { drive, block, others, redundant } = this.#piece;
    let started = 0;
    if (drives[drive]!.up) started++;
    for (let i = 0; i < redundant; i++) if (drives[others[i]!]!.up) started++;
    if (started === 0) {
      if (failIfNone) io.done(Status.Failed);
      else io.proceed(next);
      return;
    }
    if (drives[drive]!.up) io.submit(drives[drive]!, op, block, io.blocks, next);
    for (let i = 0; i < redundant; i++) if (drives[others[i]!]!.up) io.submit(drives[others[i]!]!, op, block, io.blocks, next);
  }

  /** No more drives have failed than the redundancy makes up for. */
  #rebuildable(redundant: number): boolean {
    let failed = 0;
    for (let i = 0; i < this.rank.drives.length; i++) if (!this.rank.drives[i]!.up) failed++;
    return failed <= redundant;
  }
}

import { type Io, Status } from '../../kernel/io.ts';
import type { BoxVolume } from './box-volume.ts';
import { firstUnit, trackOf, unitCount } from './tracks.ts';

/** Steps from here on are of reads. */
export const READ_STEPS = 10;
const Step = { Locked: READ_STEPS, Staged: READ_STEPS + 1 } as const;

/** Host reads of a volume: from the cache, where need be after a stage. */
export class CachedReads {
  /** Tracks that hosts have read, and those of them that were in the cache. */
  lookups = 0;
  hits = 0;
  readonly #volume: BoxVolume;

  constructor(volume: BoxVolume) {
    this.#volume = volume;
  }

  begin(io: Io): void {
    io.payload!.clear();
    this.#read(io, false);
  }

  advance(io: Io): void {
    const volume = this.#volume;
    const track = trackOf(io);
    if (io.step === Step.Staged) {
      volume.locks.release(track);
      return io.outcome > Status.Good ? io.done(Status.Failed) : this.#read(io, true);
    }
    // With the lock: another I/O may have staged the track meanwhile.
    const { unitBlocks } = volume.box;
    if (!volume.isPresent(track, firstUnit(io, unitBlocks), unitCount(io, unitBlocks))) return volume.stage(io, track, Step.Staged);
    volume.locks.release(track);
    this.#read(io, true);
  }

  /** @param counted the next track is counted as a miss already */
  #read(io: Io, counted: boolean): void {
    const volume = this.#volume;
    const { cache, unitBlocks } = volume.box;
    if (!volume.box.up) return io.done(Status.Failed);
    const end = io.block + io.blocks;
    for (; io.a < end; counted = false) {
      const page = cache.find(volume.number, trackOf(io));
      const first = firstUnit(io, unitBlocks);
      const count = unitCount(io, unitBlocks);
      const present = page >= 0 && cache.units.has(page, first, count);
      if (!counted) {
        this.lookups++;
        if (present) this.hits++;
      }
      if (!present) return volume.locks.acquire(io, trackOf(io), Step.Locked);
      cache.units.read(page, first, count, io.payload!);
      cache.touch(page);
      io.a += count * unitBlocks;
    }
    volume.completed(io);
  }
}

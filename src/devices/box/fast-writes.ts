import { type Io, Status } from '../../kernel/io.ts';
import type { BoxVolume } from './box-volume.ts';
import { firstUnit, trackOf, unitCount } from './tracks.ts';

/** Steps from here on are of writes. */
export const WRITE_STEPS = 20;
const Step = {
  OldLocked: WRITE_STEPS,
  OldDestaged: WRITE_STEPS + 1,
  NvsTaken: WRITE_STEPS + 2,
  ClaimLocked: WRITE_STEPS + 3,
  ClaimStaged: WRITE_STEPS + 4,
} as const;

/** Host writes to a volume: into cache and NVS. */
export class FastWrites {
  readonly #volume: BoxVolume;

  constructor(volume: BoxVolume) {
    this.#volume = volume;
  }

  begin(io: Io): void {
    this.#write(io);
  }

  advance(io: Io): void {
    const volume = this.#volume;
    switch (io.step) {
      case Step.OldLocked:
        return volume.box.destager.destageNow(io, volume, trackOf(io), Step.OldDestaged);
      case Step.OldDestaged:
        volume.locks.release(trackOf(io));
        return io.outcome > Status.Good ? io.done(Status.Failed) : this.#write(io);
      case Step.NvsTaken:
        return this.#nvsTaken(io);
      case Step.ClaimLocked:
        return this.#claimLocked(io);
      case Step.ClaimStaged:
        return this.#claimStaged(io);
    }
  }

  #write(io: Io): void {
    const volume = this.#volume;
    const { cache, nvs } = volume.box;
    if (!volume.box.up) return io.done(Status.Failed);
    const end = io.block + io.blocks;
    while (io.a < end) {
      const track = trackOf(io);
      const page = cache.find(volume.number, track);
      if (page >= 0 && cache.isModified(page)) {
        if (cache.generationOf(page) < volume.generation) return volume.locks.acquire(io, track, Step.OldLocked);
      } else if (!nvs.tryTake(1)) return nvs.take(io, 1, Step.NvsTaken);
      if (this.#inherits(track)) return volume.locks.acquire(io, track, Step.ClaimLocked);
      this.#store(io, track);
    }
    volume.completed(io);
  }

  /** With a page of NVS, which is not needed if another I/O has modified the track meanwhile; or without, if the box has failed. */
  #nvsTaken(io: Io): void {
    const { nvs, up } = this.#volume.box;
    if (!up || io.demand === 0) {
      nvs.give(io.demand);
      return io.done(Status.Failed);
    }
    const track = trackOf(io);
    if (this.#modified(track)) nvs.give(1);
    else if (this.#inherits(track)) return this.#volume.locks.acquire(io, track, Step.ClaimLocked);
    else this.#store(io, track);
    this.#write(io);
  }

  /** With a page of NVS and the lock. */
  #claimLocked(io: Io): void {
    const volume = this.#volume;
    const track = trackOf(io);
    const units = volume.blocksOf(track) / volume.box.unitBlocks;
    if (!volume.box.up || this.#modified(track) || !this.#inherits(track)) return this.#writeAgain(io, track);
    if (unitCount(io, volume.box.unitBlocks) < units && !volume.isPresent(track, 0, units))
      return volume.stage(io, track, Step.ClaimStaged);
    this.#claim(io, track);
  }

  #claimStaged(io: Io): void {
    const volume = this.#volume;
    const track = trackOf(io);
    if (io.outcome > Status.Good) {
      volume.locks.release(track);
      volume.box.nvs.give(1);
      return io.done(Status.Failed);
    }
    const complete = volume.isPresent(track, 0, volume.blocksOf(track) / volume.box.unitBlocks);
    if (!volume.box.up || this.#modified(track) || !this.#inherits(track) || !complete) return this.#writeAgain(io, track);
    this.#claim(io, track);
  }

  /** From now on the volume has the whole track, in cache and NVS. */
  #claim(io: Io, track: number): void {
    const { attachments, box, locks, number } = this.#volume;
    this.#store(io, track);
    box.cache.units.dirtyAll(box.cache.find(number, track));
    for (let i = 0; i < attachments.length; i++) attachments[i]!.claimed?.(this.#volume, track);
    locks.release(track);
    this.#write(io);
  }

  /** The situation has changed while the I/O waited. */
  #writeAgain(io: Io, track: number): void {
    this.#volume.locks.release(track);
    this.#volume.box.nvs.give(1);
    this.#write(io);
  }

  #store(io: Io, track: number): void {
    const { box, generation, number, rank } = this.#volume;
    const { cache, unitBlocks } = box;
    const count = unitCount(io, unitBlocks);
    const skip = (io.a - io.block) / unitBlocks;
    const page = cache.claim(number, track);
    cache.write(page, firstUnit(io, unitBlocks), count, io.payload!, skip, rank.rank.number, generation, box.kernel.now);
    io.a += count * unitBlocks;
    box.destager.modified(rank.rank.number);
  }

  #inherits(track: number): boolean {
    const { attachments } = this.#volume;
    for (let i = 0; i < attachments.length; i++) if (attachments[i]!.inherits?.(this.#volume, track) === true) return true;
    return false;
  }

  #modified(track: number): boolean {
    const { cache } = this.#volume.box;
    const page = cache.find(this.#volume.number, track);
    return page >= 0 && cache.isModified(page);
  }
}

import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import type { Payload } from '../../kernel/payload.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { BoxVolume } from './box-volume.ts';

const Step = { Composed: 0, RankRead: 1 } as const;

/**
 * Reads a volume as it was at a point in time, for a copy service: `io.a` is the generation in which that was. Tracks
 * in the cache that have not been written since count, all else comes from the rank. The service sees to it that
 * nothing newer is destaged there meanwhile.
 */
export class ImageReader implements Layer {
  readonly name: string;
  readonly #volume: BoxVolume;

  constructor(volume: BoxVolume) {
    this.name = `${volume.name}, point in time`;
    this.#volume = volume;
  }

  /** The child is set going by `read`. */
  submit(_io: Io): void {}

  /** `io` reads into its payload and goes on at `next`. Blocks begin with a track. */
  read(io: Io, generation: number, block: number, blocks: number, next: number): void {
    const child = io.submit(this, Op.Read, block, blocks, next);
    child.a = generation;
    if (!this.#allCached(child)) {
      child.submit(this.#volume.rank, Op.Read, block, blocks, Step.RankRead);
      return;
    }
    child.payload!.clear();
    child.payload!.add(blocks / this.#volume.box.unitBlocks, 0);
    this.#overlay(child);
    child.proceed(Step.Composed);
  }

  advance(io: Io): void {
    if (io.step === Step.RankRead && io.outcome === Status.Good) this.#overlay(io);
    io.done(io.outcome);
  }

  #allCached(io: Io): boolean {
    const volume = this.#volume;
    const { units } = volume.box.cache;
    const end = io.block + io.blocks;
    for (let block = io.block; block < end; block += TRACK_BLOCKS) {
      const page = this.#page(io, block);
      if (page < 0 || !units.has(page, 0, volume.unitsIn(block, end))) return false;
    }
    return true;
  }

  #overlay(io: Io): void {
    const volume = this.#volume;
    const { box } = volume;
    const result: Payload = box.payloads.take();
    const end = io.block + io.blocks;
    for (let block = io.block; block < end; block += TRACK_BLOCKS)
      box.cache.units.overlay(this.#page(io, block), io.payload!, (block - io.block) / box.unitBlocks, volume.unitsIn(block, end), result);
    io.payload!.copyFrom(result);
    box.payloads.give(result);
  }

  /** The page of a track, if it has not been written since the point in time. */
  #page(io: Io, block: number): number {
    const { cache } = this.#volume.box;
    const page = cache.find(this.#volume.number, block / TRACK_BLOCKS);
    return page >= 0 && cache.generationOf(page) <= io.a ? page : -1;
  }
}

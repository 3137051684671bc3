import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { BoxVolume } from './box-volume.ts';

const Step = { Fetched: 0, Read: 1 } as const;

/** Brings a whole track into the cache: a service may fetch it from elsewhere, else it is read from the rank. The lock of the track is held. */
export class Stager implements Layer {
  readonly name: string;
  readonly #volume: BoxVolume;

  constructor(volume: BoxVolume) {
    this.name = `${volume.name}, stage`;
    this.#volume = volume;
  }

  submit(io: Io): void {
    const { attachments, box } = this.#volume;
    io.payload = box.payloads.take();
    const track = io.block / TRACK_BLOCKS;
    for (const service of attachments) if (service.stage?.(this.#volume, io, track, Step.Fetched) === true) return;
    this.#readRank(io);
  }

  advance(io: Io): void {
    const { box, number } = this.#volume;
    if (io.outcome === Status.Good) {
      const page = box.cache.claim(number, io.block / TRACK_BLOCKS);
      if (page >= 0) box.cache.fill(page, io.payload!);
    }
    box.payloads.give(io.payload!);
    io.done(io.outcome);
  }

  #readRank(io: Io): void {
    const blocks = Math.min(TRACK_BLOCKS, this.#volume.blocks - io.block);
    io.submit(this.#volume.rank, Op.Read, io.block, blocks, Step.Read);
  }
}

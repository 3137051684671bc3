import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { BoxVolume } from './box-volume.ts';

const Step = { Fetched: 0 } as const;

/** Brings a whole track into the cache: a service may fetch it from elsewhere, else it is read from the rank. The lock of the track is held. */
export class Stager implements Layer {
  readonly name: string;
  readonly #volume: BoxVolume;

  constructor(volume: BoxVolume) {
    this.name = `${volume.name}, stage`;
    this.#volume = volume;
  }

  /** Ends without its own payload: `io.a` is the generation of the volume. */
  submit(io: Io): void {
    const volume = this.#volume;
    const { attachments } = volume;
    io.payload = volume.box.payloads.take();
    io.a = volume.generation;
    const track = io.block / TRACK_BLOCKS;
    for (let i = 0; i < attachments.length; i++) if (attachments[i]!.stage?.(volume, io, track, Step.Fetched) === true) return;
    io.submit(volume.rank, Op.Read, io.block, io.blocks, Step.Fetched);
  }

  /** A point in time that has been taken meanwhile may have changed what the track is: then it is not kept. */
  advance(io: Io): void {
    const { box, number, generation } = this.#volume;
    if (io.outcome === Status.Good && io.a === generation)
      box.cache.units.fill(box.cache.claim(number, io.block / TRACK_BLOCKS), io.payload!);
    box.payloads.give(io.payload!);
    io.done(io.outcome);
  }
}

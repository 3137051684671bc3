import type { Io } from '../../kernel/io.ts';
import { TRACK_BLOCKS } from './attachment.ts';

/** The track of the next block to be done, `io.a`. */
export function trackOf(io: Io): number {
  return Math.floor(io.a / TRACK_BLOCKS);
}

/** First unit, within its track, of what is left of the I/O. */
export function firstUnit(io: Io, unitBlocks: number): number {
  return (io.a % TRACK_BLOCKS) / unitBlocks;
}

/** Units of that track that are left of the I/O. */
export function unitCount(io: Io, unitBlocks: number): number {
  return (Math.min(io.block + io.blocks, (trackOf(io) + 1) * TRACK_BLOCKS) - io.a) / unitBlocks;
}

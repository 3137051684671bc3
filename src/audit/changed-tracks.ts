import { TRACK_BLOCKS } from '../devices/box/attachment.ts';
import type { Contents } from '../storage/contents.ts';

/** A set of tracks of a volume. */
export class Tracks {
  readonly #tracks: Uint8Array;

  constructor(blocks: number) {
    this.#tracks = new Uint8Array(Math.ceil(blocks / TRACK_BLOCKS));
  }

  /** All tracks that the blocks touch. */
  add(block: number, blocks: number): void {
    this.#tracks.fill(1, Math.floor(block / TRACK_BLOCKS), Math.ceil((block + blocks) / TRACK_BLOCKS));
  }

  remove(block: number, blocks: number): void {
    this.#tracks.fill(0, Math.floor(block / TRACK_BLOCKS), Math.ceil((block + blocks) / TRACK_BLOCKS));
  }

  clear(): void {
    this.#tracks.fill(0);
  }

  has(track: number): boolean {
    return this.#tracks[track] === 1;
  }

  /** The first track of these blocks that is not among them; -1: all are. */
  firstMissing(block: number, blocks: number): number {
    for (let track = Math.floor(block / TRACK_BLOCKS); track * TRACK_BLOCKS < block + blocks; track++) if (!this.has(track)) return track;
    return -1;
  }

  /** The first of them that is not among the others; -1: all are. */
  firstBeyond(others: Tracks): number {
    for (let track = 0; track < this.#tracks.length; track++) if (this.has(track) && !others.has(track)) return track;
    return -1;
  }
}

/** Calls `visit` with each track on which two volumes differ, and the first block there on which they do. */
export function differingTracks(one: Contents, other: Contents, visit: (track: number, block: number) => void): void {
  for (let block = one.firstDifference(other, 0, one.blocks); block >= 0; ) {
    const track = Math.floor(block / TRACK_BLOCKS);
    visit(track, block);
    const next = (track + 1) * TRACK_BLOCKS;
    block = next < one.blocks ? one.firstDifference(other, next, one.blocks) : -1;
  }
}

import { TRACK_BLOCKS } from '../devices/box/attachment.ts';
import type { Contents } from '../storage/contents.ts';
import { differingTracks, Tracks } from './changed-tracks.ts';
import type { JournalledWrites } from './journalled-writes.ts';

/** The bitmap of a pair, as far as it can be seen from outside: which tracks have come into it and left it. */
export class PairBitmap {
  /** Tracks in it. */
  readonly marked: Tracks;
  /** Tracks for which nobody outside knows what is on them: a write has failed. */
  readonly uncertain: Tracks;
  /** Those that the last suspension must have put into it. */
  readonly #owed: Tracks;
  #owes = false;

  constructor(blocks: number) {
    this.marked = new Tracks(blocks);
    this.uncertain = new Tracks(blocks);
    this.#owed = new Tracks(blocks);
  }

  /** The pair is being suspended. @param wanted on the P-VOL @param found on the S-VOL @param writes of which entries are dropped now */
  suspended(wanted: Contents, found: Contents, writes: JournalledWrites, pair: number): void {
    this.#owed.clear();
    differingTracks(wanted, found, (track, block) => {
      if (!this.uncertain.has(track) && lacks(wanted, found, block, writes)) this.#owed.add(block, 1);
    });
    writes.visit(pair, ({ sequence, restored, block, blocks }) => {
      if (sequence > 0 && !restored) this.#owed.add(block, blocks);
    });
    this.#owes = true;
  }

  /** The first block on which the volumes differ, save for uncertain tracks; -1: there is none. */
  firstDifference(wanted: Contents, found: Contents): number {
    let first = -1;
    differingTracks(wanted, found, (track, block) => {
      if (first < 0 && !this.uncertain.has(track)) first = block;
    });
    return first;
  }

  /** The suspension is over. @returns a track that is missing in the bitmap; -1: none is */
  missing(): number {
    if (!this.#owes) return -1;
    this.#owes = false;
    return this.#owed.firstBeyond(this.marked);
  }
}

/**
 * Whether the S-VOL lacks something in the track of a block, from there on. Data of a write that is not acknowledged yet
 * may be there before they are wanted: restored, or taken along by the initial copy.
 */
function lacks(wanted: Contents, found: Contents, from: number, writes: JournalledWrites): boolean {
  const end = Math.min((Math.floor(from / TRACK_BLOCKS) + 1) * TRACK_BLOCKS, wanted.blocks);
  for (let block = from; block >= 0; block = wanted.firstDifference(found, block + 1, end))
    if (writes.find(found.stampAt(block))?.acknowledged !== 0) return true;
  return false;
}

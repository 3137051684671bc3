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
      if (!this.uncertain.has(track)) this.#owed.add(block, 1);
    });
    writes.visit(pair, ({ restored, acknowledged, block, blocks }) => {
      if (restored && acknowledged === 0) this.#owed.remove(block, blocks);
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

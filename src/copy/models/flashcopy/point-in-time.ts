import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import { DifferenceBitmap } from '../../../storage/difference-bitmap.ts';
import type { Pair } from './pair.ts';

/** Why a track has left the bitmap. */
export type CopiedBy = 'cst' | 'background' | 'target_write';

/**
 * One point in time of a pair, from its establish to its end: which tracks the target still inherits from the source
 * (U), and in which generation of the source it was taken. What is under way when it ends goes on with this object,
 * and does no harm to the next one.
 */
export class PointInTime {
  readonly pair: Pair;
  /** Generation of the source that ended with it: what was written in a later one came after. */
  readonly generation: number;
  /** Tracks that are not on the target yet (U). */
  readonly uncopied: DifferenceBitmap;
  /** Its background copy has a task of the array. */
  copying = false;
  /** It counts no more: withdrawn, failed or complete. */
  over = false;

  constructor(pair: Pair, generation: number) {
    this.pair = pair;
    this.generation = generation;
    this.uncopied = new DifferenceBitmap(pair.source.blocks, TRACK_BLOCKS);
    this.uncopied.markAll();
  }

  /** How many tracks the target still inherits, as a query answers. */
  get tracksToCopy(): number {
    return this.uncopied.count;
  }

  /** The target has the track from now on. */
  copied(track: number, by: CopiedBy): void {
    if (!this.uncopied.has(track)) return;
    this.uncopied.clear(track);
    this.pair.counts[by]++;
    if (this.over) return;
    this.pair.shared.boxes.bitmaps.trackLeft(this.pair.name, track, this.tracksToCopy);
    if (this.uncopied.count === 0) this.pair.complete();
  }
}

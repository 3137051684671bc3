import { DifferenceBitmap } from '../../storage/difference-bitmap.ts';
import type { ViolationLog } from '../violation.ts';

/**
 * The bitmap of a point in time, kept from what the array says leaves it: every track once, for a reason that is seen
 * from outside (a copy has come to the target's medium, or a host writes to the track there), and the array reports as
 * many as are left.
 */
export class TracksToCopy {
  readonly #log: ViolationLog;
  readonly #name: string;
  readonly #left: DifferenceBitmap;
  /** Tracks that hosts have read on the target. */
  readonly #read: DifferenceBitmap;

  /** @param blocks of the source */
  constructor(log: ViolationLog, name: string, blocks: number, trackBlocks: number) {
    this.#log = log;
    this.#name = name;
    this.#left = new DifferenceBitmap(blocks, trackBlocks);
    this.#read = new DifferenceBitmap(blocks, trackBlocks);
  }

  /** A host reads the target, which may be larger than the source. */
  targetRead(block: number, blocks: number): void {
    const { tracks, trackBlocks } = this.#read;
    const end = Math.min(block + blocks, tracks * trackBlocks);
    if (end > block) this.#read.mark(block, end - block);
  }

  /** FC4, FC17. @param founded it has been copied, or a host writes there */
  left(track: number, reported: number, founded: boolean): void {
    if (this.#left.has(track)) this.#log.add('FC4', `${this.#name}: track ${track} leaves the bitmap once more`);
    else if (!founded) {
      const why = this.#read.has(track) ? 'a host has only read it' : 'it is neither copied nor written';
      this.#log.add(this.#read.has(track) ? 'FC17' : 'FC4', `${this.#name}: track ${track} leaves the bitmap, but ${why}`);
    }
    this.#left.mark(track * this.#left.trackBlocks, 1);
    const expected = this.#left.tracks - this.#left.count;
    if (reported !== expected) this.#log.add('FC4', `${this.#name} reports ${reported} tracks to copy, but ${expected} are in the bitmap`);
  }

  /** FC4: an acknowledged write to the target has made its tracks the target's own. */
  acknowledged(block: number, end: number): void {
    const { tracks, trackBlocks } = this.#left;
    for (let track = Math.floor(block / trackBlocks); track < tracks && track * trackBlocks < end; track++)
      if (!this.#left.has(track))
        this.#log.add('FC4', `${this.#name}: a host has written track ${track} of the target, but it is still in the bitmap`);
  }
}

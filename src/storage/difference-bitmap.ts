/** Which tracks of a volume differ, or may differ, from those of another: a bit for each. */
export class DifferenceBitmap {
  readonly tracks: number;
  /** Blocks of a track. */
  readonly trackBlocks: number;
  /** Tracks that are marked. */
  count = 0;
  readonly #words: Int32Array;

  /** @param blocks of the volume; its last track may be shorter */
  constructor(blocks: number, trackBlocks: number) {
    this.trackBlocks = trackBlocks;
    this.tracks = Math.ceil(blocks / trackBlocks);
    this.#words = new Int32Array(Math.ceil(this.tracks / 32));
  }

  has(track: number): boolean {
    return ((this.#words[track >> 5]! >> (track & 31)) & 1) === 1;
  }

  /** Marks all tracks that a range of blocks touches. */
  mark(block: number, blocks: number): void {
    const last = Math.floor((block + blocks - 1) / this.trackBlocks);
    for (let track = Math.floor(block / this.trackBlocks); track <= last; track++) {
      if (this.has(track)) continue;
      this.#words[track >> 5]! |= 1 << (track & 31);
      this.count++;
    }
  }

  markAll(): void {
    this.mark(0, this.tracks * this.trackBlocks);
  }

  clear(track: number): void {
    if (!this.has(track)) return;
    this.#words[track >> 5]! &= ~(1 << (track & 31));
    this.count--;
  }

  clearAll(): void {
    this.#words.fill(0);
    this.count = 0;
  }

  /** The first marked track at or after this one; -1 if there is none. */
  next(track: number): number {
    for (let at = track; at < this.tracks; at++) {
      if (this.has(at)) return at;
      if ((at & 31) === 0 && this.#words[at >> 5] === 0) at += 31;
    }
    return -1;
  }
}

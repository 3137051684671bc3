/**
 * The segments of a drive's buffer. Each holds the blocks from `begin` up to, not including, `end` of one stream; what
 * comes in at the end pushes out what is too old at the begin.
 */
export class DriveCache {
  readonly begin: Float64Array;
  readonly end: Float64Array;
  readonly #used: Float64Array;
  readonly #size: number;
  #uses = 0.5;

  constructor(segments: number, segmentBlocks: number) {
    this.begin = new Float64Array(segments);
    this.end = new Float64Array(segments);
    this.#used = new Float64Array(segments);
    this.#size = segmentBlocks;
  }

  /** The segment with this block; of several the one that reaches furthest; -1 if none has it. */
  find(block: number): number {
    let best = -1;
    for (let i = 0; i < this.begin.length; i++) {
      if (this.begin[i]! <= block && block < this.end[i]! && (best < 0 || this.end[i]! > this.end[best]!)) best = i;
    }
    return best;
  }

  /** The segment that has not been used for longest. */
  oldest(): number {
    let best = 0;
    for (let i = 1; i < this.#used.length; i++) if (this.#used[i]! < this.#used[best]!) best = i;
    return best;
  }

  use(segment: number): void {
    this.#uses += 1;
    this.#used[segment] = this.#uses;
  }

  fill(segment: number, begin: number, end: number): void {
    this.begin[segment] = begin;
    this.extend(segment, end);
    this.use(segment);
  }

  extend(segment: number, end: number): void {
    this.end[segment] = end;
    if (this.begin[segment]! < end - this.#size) this.begin[segment] = end - this.#size;
  }

  /** Empties the segments that hold any of these blocks. */
  forget(block: number, blocks: number): void {
    for (let i = 0; i < this.begin.length; i++) {
      if (block < this.end[i]! && this.begin[i]! < block + blocks) this.begin[i] = this.end[i] = this.#used[i] = 0;
    }
  }
}

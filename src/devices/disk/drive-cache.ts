/** Places of a segment in the table: its first block, the one behind its last, the number of its last use. */
const BEGIN = 0;
const END = 1;
const USED = 2;
const PLACES = 3;

/**
 * The segments of a drive's buffer. Each holds the blocks from `beginOf` up to, not including, `endOf` of one stream; what
 * comes in at the end pushes out what is too old at the begin. A segment is named by where it begins in the table.
 */
export class DriveCache {
  readonly #segments: Float64Array;
  readonly #size: number;
  #uses = 0.5;

  constructor(segments: number, segmentBlocks: number) {
    this.#segments = new Float64Array(PLACES * segments);
    this.#size = segmentBlocks;
  }

  beginOf(segment: number): number {
    return this.#segments[segment + BEGIN]!;
  }

  endOf(segment: number): number {
    return this.#segments[segment + END]!;
  }

  /** The segment with this block; of several the one that reaches furthest; -1 if none has it. */
  find(block: number): number {
    const segments = this.#segments;
    let best = -1;
    for (let at = 0; at < segments.length; at += PLACES) {
      const end = segments[at + END]!;
      if (segments[at + BEGIN]! <= block && block < end && (best < 0 || end > segments[best + END]!)) best = at;
    }
    return best;
  }

  /** The segment that has not been used for longest. */
  oldest(): number {
    const segments = this.#segments;
    let best = 0;
    for (let at = PLACES; at < segments.length; at += PLACES) if (segments[at + USED]! < segments[best + USED]!) best = at;
    return best;
  }

  use(segment: number): void {
    this.#uses += 1;
    this.#segments[segment + USED] = this.#uses;
  }

  fill(segment: number, begin: number, end: number): void {
    this.#segments[segment + BEGIN] = begin;
    this.extend(segment, end);
    this.use(segment);
  }

  extend(segment: number, end: number): void {
    const segments = this.#segments;
    segments[segment + END] = end;
    if (segments[segment + BEGIN]! < end - this.#size) segments[segment + BEGIN] = end - this.#size;
  }

  /** Empties the segments that hold any of these blocks. */
  forget(block: number, blocks: number): void {
    const segments = this.#segments;
    for (let at = 0; at < segments.length; at += PLACES) {
      if (block < segments[at + END]! && segments[at + BEGIN]! < block + blocks) {
        segments[at + BEGIN] = 0;
        segments[at + END] = 0;
        segments[at + USED] = 0;
      }
    }
  }
}

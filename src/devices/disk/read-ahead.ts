import type { DriveCache } from './drive-cache.ts';
import { Position } from './geometry.ts';
import type { Mechanism } from './mechanism.ts';
import type { CacheSpec } from './spec.ts';

/** Reading on into a segment, in the drive's own time, until it has read enough or another command comes. */
export class ReadAhead {
  /** The segment that is being filled; -1: none. */
  segment = -1;
  #limit = 0;
  readonly #mechanism: Mechanism;
  readonly #cache: DriveCache;
  readonly #spec: CacheSpec;
  readonly #at = new Position();

  constructor(mechanism: Mechanism, cache: DriveCache, spec: CacheSpec) {
    this.#mechanism = mechanism;
    this.#cache = cache;
    this.#spec = spec;
  }

  /** After a read of these blocks, which are in the segment: read on. */
  follow(segment: number, block: number, blocks: number): void {
    const limit = this.#limitAfter(segment, block, block + blocks);
    if (segment !== this.segment || limit > this.#limit) this.#limit = limit;
    this.segment = this.#cache.endOf(segment) < this.#limit ? segment : -1;
  }

  stop(): void {
    this.segment = -1;
  }

  /** The block will soon come by: it is within a track of what has been read, and will be read. */
  isNear(block: number): boolean {
    if (this.segment < 0 || block >= this.#limit) return false;
    const end = this.#cache.endOf(this.segment);
    if (block < end) return false;
    this.#mechanism.geometry.locate(end, this.#at);
    return block - end < this.#at.sectors;
  }

  /** What was done up to the instant `until` of the mechanism. */
  catchUp(): void {
    while (this.segment >= 0) {
      const end = this.#cache.endOf(this.segment);
      const read = this.#mechanism.stream(end, this.#limit - end);
      if (read === 0) return;
      this.#extend(end + read);
    }
  }

  /** Waits for a request that ends before block `end`; the mechanism is then free when its last block has been read. */
  runTo(end: number): void {
    this.#mechanism.until = Number.POSITIVE_INFINITY;
    for (let from = this.#cache.endOf(this.segment); from < end; ) {
      from += this.#mechanism.stream(from, end - from);
      this.#cache.extend(this.segment, from);
    }
  }

  #extend(end: number): void {
    this.#cache.extend(this.segment, end);
    if (end >= this.#limit) this.segment = -1;
  }

  #limitAfter(segment: number, block: number, end: number): number {
    const { readAhead, readAheadBlocks, keepsRequest, segmentBlocks } = this.#spec;
    const { geometry } = this.#mechanism;
    if (readAhead === 'none' || end >= geometry.blocks) return end;
    let limit = Math.min(end + readAheadBlocks, geometry.blocks);
    if (keepsRequest) limit = Math.min(limit, Math.max(end, block + segmentBlocks));
    if (readAhead === 'to-segment-end') return limit;
    const at = this.#at;
    geometry.locate(end, at);
    const trackEnd = end + at.left;
    const fromTrackBefore = this.#cache.beginOf(segment) < end - at.before;
    if (!fromTrackBefore || trackEnd >= geometry.blocks) return Math.min(limit, trackEnd);
    geometry.locate(trackEnd, at);
    return Math.min(limit, trackEnd + at.left);
  }
}

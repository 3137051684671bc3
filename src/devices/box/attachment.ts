import type { Io } from '../../kernel/io.ts';
import type { BoxVolume } from './box-volume.ts';

/** Blocks of one track: the unit of cache, bitmaps and destage (64 KiB, fixed block). */
export const TRACK_BLOCKS = 128;

/**
 * The named points of the I/O path inside a box. A copy service attaches to the volumes that it looks after; which
 * points it takes decides what it costs. Services that share a volume are called in the order in which they were
 * attached: that of the copies in the scenario.
 *
 * A method that returns true has made `io` wait, by one of its waiting calls with the step `next`; the box goes on
 * with the next service when that wait is over. False: nothing to wait for.
 */
export interface Attachment {
  readonly name: string;

  /**
   * Volume submit: in the box, before the cache. A service may hold the I/O here (long busy, inflow control); it refuses
   * it by setting `io.status` to Failed.
   */
  submitted?(volume: BoxVolume, io: Io, next: number): boolean;

  /**
   * Volume complete: the data of a write are in cache and NVS, those of a read have been taken from the cache; the
   * host has not been told yet. One atomic step with the storing of the last track (a journal takes its sequence
   * number here).
   */
  completed?(volume: BoxVolume, io: Io, next: number): boolean;

  /**
   * Stage on a cache miss: the service may fetch the whole track from elsewhere into `io.payload`, instead of the rank of
   * the volume (an uncopied FlashCopy target is staged from the source). At most one service of a volume does. The
   * lock of the track is held.
   */
  stage?(volume: BoxVolume, io: Io, track: number, next: number): boolean;

  /** The rank of the volume does not hold this track yet; it is staged from elsewhere. A write to it then takes the lock, completes the track in the cache, and calls `claimed`. */
  inherits?(volume: BoxVolume, track: number): boolean;

  /** A write has made the whole track present in cache and NVS: from now on the volume has it. */
  claimed?(volume: BoxVolume, track: number): void;

  /**
   * Before destage of a track that was written last in `generation` of the volume, from NVS to its rank (copy on
   * write). The lock of the track is held.
   */
  destaging?(volume: BoxVolume, io: Io, track: number, generation: number, next: number): boolean;
}

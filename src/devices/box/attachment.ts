import type { Io } from '../../kernel/io.ts';
import type { BoxVolume } from './box-volume.ts';

/** Blocks of one track: the unit of cache, bitmaps and destage (64 KiB, fixed block). */
export const TRACK_BLOCKS = 128;

/**
 * The named points of the I/O path inside a box. A copy service attaches to the volumes that it looks after; which
 * points it takes decides what it costs. Services that share a volume are called in the order in which they were
 * attached; `copyfence models` and the report name it.
 *
 * A method that returns true has made `io` wait, by one of its waiting calls with the step `next`; the box goes on
 * with the next service when that wait is over. False: nothing to wait for. An I/O whose `status` the service has set
 * to Failed is refused.
 */
export interface Attachment {
  readonly name: string;

  /** Volume submit: in the box, before the cache. A service may hold the I/O here (long busy, inflow control) or refuse it. */
  submitted?(volume: BoxVolume, io: Io, next: number): boolean;

  /**
   * Volume complete: the data of a host write are in cache and NVS, the host has not been told yet. What happens here
   * is one atomic step with the write (a journal takes its sequence number here).
   */
  completed?(volume: BoxVolume, io: Io, next: number): boolean;

  /**
   * Stage on a cache miss: the service may fetch the whole track `track` from elsewhere into `io.payload` (an uncopied
   * FlashCopy target is staged from the source). At most one service of a volume does.
   */
  stage?(volume: BoxVolume, io: Io, track: number, next: number): boolean;

  /** Before destage of a track that was written in `generation` of the volume, from NVS to its rank (copy on write). */
  destaging?(volume: BoxVolume, io: Io, track: number, generation: number, next: number): boolean;
}

import type { Io } from '../kernel/io.ts';
import type { Payload } from '../kernel/payload.ts';

/**
 * What can be seen from outside any model: the oracle and the recorder listen here. Observers only look: they
 * schedule nothing, draw nothing and change nothing, so a run is the same with and without them.
 */
export interface HostObserver {
  /** A host issues `io` to the volume or set called `target`; `io.payload` of a write is what it writes. */
  hostIssued(target: string, io: Io): void;
  /** The I/O is over, with `io.status`; `io.payload` of a read is what was returned. The I/O is freed afterwards. */
  hostDone(target: string, io: Io): void;
}

export interface MediaObserver {
  /** The medium of `disk` has been read at this instant; the payload holds what was found. */
  mediaRead(disk: string, io: Io): void;
  /** The medium of `disk` has been written at this instant with the payload. */
  mediaWritten(disk: string, io: Io): void;
}

/** What goes into and out of journals. */
export interface JournalObserver {
  /** The write with these data has become entry `sequence` of the master journal. */
  journalled(group: string, sequence: number, volume: string, payload: Payload): void;
  /** The next entry stands for these blocks of a P-VOL, which leave the bitmap: their data are read when it is sent. */
  baseEntered(group: string, sequence: number, volume: string, block: number, blocks: number): void;
  /** So much goes over the links to the remote box, in bytes. */
  sent(group: string, bytes: number): void;
  /** The entry has come into the restore journal. */
  arrived(group: string, sequence: number): void;
  /** The master journal has freed all entries up to this one. */
  purged(group: string, sequence: number): void;
  /** What is in use of the master journal from now on, in bytes. */
  used(group: string, dataBytes: number, metadataBytes: number): void;
  /** The tracks of these blocks of a P-VOL come into the bitmap. */
  marked(group: string, volume: string, block: number, blocks: number): void;
  /** The main box has failed: of so many host writes, and bytes, it is said that they have not arrived without a gap. @param age of the oldest, in ns */
  lost(group: string, entries: number, bytes: number, age: number): void;
  /** These data of the journal are being written to the S-VOL: hosts may find some of them. */
  restoring(group: string, volume: string, block: number, blocks: number, payload: Payload): void;
  /** Hosts find the data of this entry on the S-VOL from now on. */
  restored(group: string, sequence: number, volume: string, block: number, blocks: number, payload: Payload): void;
}

/** What arrays say of the bitmaps of their point-in-time copies. */
export interface BitmapObserver {
  /** A track has left the bitmap of a relationship: its target has it. `left`: how many are still to be copied, as a query would answer now. */
  trackLeft(relationship: string, track: number, left: number): void;
}

/** What the nodes of a cluster know of how far the copy of a shadow set is: what they tell each other. */
export interface FenceObserver {
  /** The managing node tells all others that everything before `block` is copied. */
  fencePublished(set: string, manager: string, block: number): void;
  /** From now on this node goes by this fence; 0 if it knows nothing any more. */
  fenceTold(set: string, node: string, block: number): void;
  /** A node takes over the copy, which is to go on at `block` when all others have acknowledged. */
  fenceTakenOver(set: string, manager: string, block: number): void;
  /** A node goes by the fence of the take-over, and what it judged by an older one has ended. */
  fenceAcknowledged(set: string, node: string): void;
}

/** States, verbs, faults, announcements: the lines of events.csv. */
export interface EventSink {
  /**
   * @param subject name of the copy, component or workload
   * @param event the verb, fault or internal event
   * @param from state before, '' if none
   * @param to state after, '' if none
   * @param cause what led to it, in words
   */
  record(subject: string, event: string, from: string, to: string, cause: string): void;
}

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
  /** The master journal has freed all entries up to this one. */
  purged(group: string, sequence: number): void;
  /** These data of the journal are being written to the S-VOL: hosts may find some of them. */
  restoring(group: string, volume: string, block: number, blocks: number, payload: Payload): void;
  /** Hosts find these data of the journal on the S-VOL from now on. */
  restored(group: string, volume: string, block: number, blocks: number, payload: Payload): void;
}

/** What arrays say of the bitmaps of their point-in-time copies. */
export interface BitmapObserver {
  /** A track has left the bitmap of a relationship: its target has it. `left`: how many are still to be copied, as a query would answer now. */
  trackLeft(relationship: string, track: number, left: number): void;
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

import type { Io, Status } from '../kernel/io.ts';
import type { BitmapObserver, FenceObserver, JournalObserver } from '../storage/observer.ts';
import type { HostIo } from './host-io.ts';
import type { Medium } from './media.ts';
import type { ViolationLog } from './violation.ts';
import type { VolumeHistory } from './volume-history.ts';

/**
 * The rules of one kind of copy, one object for each relationship. The oracle tells them what it sees, after its own
 * rules: host I/Os to the volumes and I/Os of the media that they look after, and every event of the run.
 * Rules only look.
 */
export interface Rules {
  hostIssued?(io: HostIo): void;
  /** The history of the volume has taken note already. */
  hostDone?(io: HostIo, status: Status): void;
  mediaRead?(medium: Medium, io: Io): void;
  mediaWritten?(medium: Medium, io: Io): void;
  /** Hosts see the volume, and this is its size. */
  presented?(blocks: number): void;
  /** As `EventSink.record`. */
  recorded?(subject: string, event: string, from: string, to: string, cause: string): void;
  /** The run is over. */
  end?(): void;
}

/** What rules may know. */
export interface Seen {
  readonly clock: { readonly now: number };
  readonly log: ViolationLog;
  /** @throws RangeError if there is no such disk */
  medium(disk: string): Medium;
  /** What hosts may find on a volume; `begin` says what it holds at first. The rules are told of its host I/Os. */
  volume(name: string, blocks: number, unitBlocks: number, rules: Rules): VolumeHistory;
  /** The history of a volume that other rules look after; null if none do. */
  known(name: string): VolumeHistory | null;
  /** The rules are told of the I/Os of this disk from now on. */
  watch(disk: string, rules: Rules): void;
  /** The rules are told of the host I/Os of a volume that others look after, and of events. */
  follow(volume: string, rules: Rules): void;
  /** The observer is told what goes into and out of the journals of this group. */
  journal(group: string, observer: JournalObserver): void;
  /** The observer is told what leaves the bitmap of this relationship. */
  bitmap(relationship: string, observer: BitmapObserver): void;
  /** The observer is told what the nodes tell each other of the copies of this set. */
  fence(set: string, observer: FenceObserver): void;
}

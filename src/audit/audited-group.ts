import type { Between } from './connection.ts';
import type { JournalSize } from './journal-account.ts';

/** A pair as its rules are told of it. */
export interface AuditedPair {
  readonly name: string;
  readonly pvol: string;
  readonly svol: string;
}

/** A journal group as its rules are told of it. */
export interface AuditedGroup extends Between, JournalSize {
  readonly name: string;
  readonly pairs: readonly AuditedPair[];
  /** In ns. */
  readonly path_watch_time: number;
  /** Hosts use the links between the boxes, too: while those are down acknowledgements may not get home. */
  readonly hostsShare: boolean;
}

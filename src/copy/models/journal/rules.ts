import type { Payload } from '../../../kernel/payload.ts';
import type { Journal } from '../../../storage/journal.ts';
import type { JournalGroup } from './journal-group.ts';
import type { Pair } from './pair.ts';

/**
 * What the guide decides, one decision a method: the mechanisms ask. [D] is the XP24000 Continuous Access Journal
 * guide with the Universal Replicator guides that say the same at more length.
 */
export class Rules {
  /** Sequence number, time and data are taken in one step with the write, before the host is told. [D] */
  obtain(group: JournalGroup, pair: Pair, block: number, blocks: number, payload: Payload): void {
    group.obtained(pair, block, blocks, payload);
  }

  /** What a read-journal command carries: the highest sequence number restored. Up to it the main box frees its journal; "nothing earlier, also not on mere receipt". [D] */
  acknowledges(group: JournalGroup): number {
    return group.restored;
  }

  /** The next entry to be restored: in the order of sequence over the whole group. A hole blocks all that follow. [D] @returns 0 if it has not arrived */
  nextToRestore(restore: Journal, restored: number): number {
    return restore.has(restored + 1) ? restored + 1 : 0;
  }

  /** Host writes to an S-VOL are refused but in SMPL: the write option is off. [D] */
  refusesHostWrites(paired: boolean): boolean {
    return paired;
  }
}

import type { Payload } from '../../../kernel/payload.ts';
import type { Journal } from '../../../storage/journal.ts';
import type { JournalGroup, Loss } from './journal-group.ts';
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

  /** A write becomes an entry only if its data and its metadata fit into the master journal. [D] */
  fits({ master }: JournalGroup, blocks: number): boolean {
    return master.fits(blocks);
  }

  /** On suspension the track of every entry that is dropped is marked: created and not sent, sent and not acknowledged, received and not restored. [D] */
  drops(group: JournalGroup, pair: Pair, sequence: number): void {
    group.mark(pair, group.master.blockOf(sequence), group.master.blocksOf(sequence));
  }

  /** What hosts write while the pair is suspended is marked. [D] */
  marks(group: JournalGroup, pair: Pair, block: number, blocks: number): void {
    group.mark(pair, block, blocks);
  }

  /** The remote box restores what it holds, with or without the main box. [D] */
  restores({ paths }: JournalGroup): boolean {
    return paths.ends.remote.up;
  }

  /** With the main box is lost what has not arrived without a gap: nothing after a gap can be restored. [D] */
  loses({ atRisk, rpo }: JournalGroup): Loss {
    return { entries: atRisk.entries, bytes: atRisk.bytes, age: rpo.value };
  }

  /** Host writes to an S-VOL are refused but in SMPL: the write option is off. [D] */
  refusesHostWrites(paired: boolean): boolean {
    return paired;
  }
}

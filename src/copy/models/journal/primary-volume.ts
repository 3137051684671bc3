import type { Attachment } from '../../../devices/box/attachment.ts';
import { type Io, Op } from '../../../kernel/io.ts';
import { Residence } from '../../../storage/residence.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/**
 * Journal obtain, in the I/O path of a P-VOL:
 *
 *     volume submit     inflow control may delay the write
 *     (cache and NVS)
 *     volume complete   in one step: next sequence number of the group, time, metadata, data into the master journal;
 *                       then the journal overhead, and the host is told. The remote box is never waited for.
 */
export class PrimaryVolume implements Attachment {
  readonly name: string;
  readonly #group: JournalGroup;
  readonly #pair: Pair;

  constructor(group: JournalGroup, pair: Pair) {
    this.name = `journal of ${pair.name}`;
    this.#group = group;
    this.#pair = pair;
  }

  submitted(_volume: unknown, io: Io, next: number): boolean {
    return io.op === Op.Write && this.#pair.journaling && this.#group.inflow.pace(io, next);
  }

  completed(_volume: unknown, io: Io, next: number): boolean {
    if (io.op !== Op.Write) return false;
    const group = this.#group;
    const pair = this.#pair;
    const { rules } = group.shared;
    if (pair.journaling && (group.inflow.waiting > 0 || !rules.fits(group, io.blocks)) && group.inflow.full(pair, io, next)) return true;
    if (!pair.journaling) {
      if (pair.life.state !== State.Simplex) pair.unjournalled(group, io.block, io.blocks);
      return false;
    }
    rules.obtain(group, pair, io.block, io.blocks, io.payload!);
    const { journal_overhead } = group.values;
    if (journal_overhead === 0) return false;
    io.sleep(journal_overhead, Residence.journal, next);
    return true;
  }
}

import { type Io, Op, type Owner } from '../../../kernel/io.ts';
import type { Actor } from '../../../kernel/kernel.ts';
import { Cause } from '../../../storage/cause.ts';
import { EntryKind } from '../../../storage/journal.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';
import { suspend } from './suspension.ts';

const Step = { Written: 0 } as const;

/**
 * Restore: entries are written to the S-VOLs in the order of their sequence numbers, over all volumes of the group. An
 * entry that has not arrived blocks all that follow. The next one goes to its S-VOL when the one before is visible
 * there (in cache and NVS); what the box does after that, several may have before them at a time. A remote box that is
 * down begins none; without the main box, it goes on up to the last that has arrived without a gap. [D]
 */
export class Restore implements Owner, Actor {
  readonly name: string;
  readonly #group: JournalGroup;
  readonly #id: number;
  /** Writes to S-VOLs that have not ended. */
  #tasks = 0;
  /** The entry on its way to being visible, and the write that brings it; 0: none. */
  #entry = 0;
  #write: Io | null = null;
  #pair: Pair | null = null;
  /** Failures of boxes before it began. */
  #interruptions = 0;

  constructor(group: JournalGroup) {
    this.name = `restore of ${group.name}`;
    this.#group = group;
    this.#id = group.kernel.register(this);
  }

  /** Entries have arrived, or may be restored now. */
  start(): void {
    if (this.#entry === 0) this.#group.kernel.soon(this.#id, 0);
  }

  fire(): void {
    const group = this.#group;
    const { restoreJournal } = group;
    if (!group.shared.rules.restores(group)) return;
    if (this.#entry !== 0 || this.#tasks >= group.values.restore_tasks) return;
    for (;;) {
      const sequence = group.shared.rules.nextToRestore(restoreJournal, group.restored);
      if (sequence === 0) return;
      if (restoreJournal.kindOf(sequence) !== EntryKind.Void) return this.#begin(sequence);
      restoreJournal.purge(sequence);
      group.restoredUpTo(sequence);
    }
  }

  /** At volume complete of an S-VOL: hosts find the data there from now on. @param io the visit of the write to the volume */
  visible(io: Io): void {
    if (this.#write === null || io.parent !== this.#write) return;
    const group = this.#group;
    const sequence = this.#entry;
    const { restoreJournal, counts } = group;
    const pair = this.#pair!;
    this.#entry = 0;
    this.#write = null;
    group.shared.boxes.journals.restored(group.name, sequence, pair.svol.name, io.block, io.blocks, io.payload!);
    counts.restoredBytes += io.blocks * BLOCK_BYTES;
    if (sequence > group.restored) {
      if (restoreJournal.kindOf(sequence) === EntryKind.Base) pair.initialCopy?.baseRestored();
      restoreJournal.purge(sequence);
      group.restoredUpTo(sequence);
    }
    this.start();
  }

  advance(io: Io): void {
    const group = this.#group;
    this.#tasks--;
    if (this.#write === io) this.#failed();
    group.payloads.give(io.payload!);
    io.done();
    this.start();
  }

  #begin(sequence: number): void {
    const { restoreJournal, pairs, payloads, shared } = this.#group;
    const io = shared.boxes.ios.take(this, null);
    io.payload = payloads.take();
    io.cause = Cause.Journal;
    restoreJournal.read(sequence, io.payload);
    this.#tasks++;
    this.#entry = sequence;
    this.#write = io;
    this.#interruptions = this.#group.interruptions;
    this.#pair = pairs[restoreJournal.volumeOf(sequence)]!;
    const { svol } = this.#pair;
    const block = restoreJournal.blockOf(sequence);
    const blocks = restoreJournal.blocksOf(sequence);
    shared.boxes.journals.restoring(this.#group.name, svol.name, block, blocks, io.payload);
    io.submit(svol, Op.Write, block, blocks, Step.Written);
  }

  /** The write ended without having become visible: if the box has lost power, it is begun again when that is back. */
  #failed(): void {
    const group = this.#group;
    const sequence = this.#entry;
    this.#entry = 0;
    this.#write = null;
    if (sequence <= group.restored || this.#interruptions !== group.interruptions) return;
    const pair = this.#pair!;
    suspend(group, [pair], 'volume-error', State.Error, `${pair.svol.name} could not be written`);
  }
}

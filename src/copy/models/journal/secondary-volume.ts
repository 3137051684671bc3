import type { Attachment } from '../../../devices/box/attachment.ts';
import { type Io, Op, Status } from '../../../kernel/io.ts';
import { Cause } from '../../../storage/cause.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/**
 * In the I/O path of an S-VOL: hosts may read it; what is restored becomes visible at volume complete. A host write that
 * was in the box already when the pair was created is marked there, and so overwritten by the copy.
 */
export class SecondaryVolume implements Attachment {
  readonly name: string;
  readonly #group: JournalGroup;
  readonly #pair: Pair;

  constructor(group: JournalGroup, pair: Pair) {
    this.name = `restore of ${pair.name}`;
    this.#group = group;
    this.#pair = pair;
  }

  submitted(_volume: unknown, io: Io): boolean {
    const { rules } = this.#group.shared;
    if (io.op === Op.Write && io.cause === Cause.Host && rules.refusesHostWrites(this.#pair.life.state !== State.Simplex))
      io.status = Status.Failed;
    return false;
  }

  completed(_volume: unknown, io: Io): boolean {
    if (io.op !== Op.Write) return false;
    if (io.cause === Cause.Journal) this.#group.restore.visible(io);
    else if (io.cause === Cause.Host && this.#pair.life.state !== State.Simplex) this.#group.mark(this.#pair, io.block, io.blocks);
    return false;
  }
}

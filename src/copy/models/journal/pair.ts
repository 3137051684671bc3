import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { DifferenceBitmap } from '../../../storage/difference-bitmap.ts';
import type { EventSink } from '../../../storage/observer.ts';
import type { ModelDescription } from '../../copy-service.ts';
import { Life } from '../../life.ts';
import type { InitialCopy } from './initial-copy.ts';
import type { JournalGroup } from './journal-group.ts';
import { JOURNALING, State, SUSPENDED } from './life-table.ts';
import type { JournalVolume } from './surroundings.ts';
import type { TwinPair } from './twin.ts';

/** A data pair: a P-VOL, its S-VOL, the state, and the bitmap of tracks in which they may differ. */
export class Pair {
  readonly name: string;
  /** Its number in the group. */
  readonly index: number;
  readonly pvol: JournalVolume;
  readonly svol: JournalVolume;
  readonly life: Life;
  readonly bitmap: DifferenceBitmap;
  /** Its initial copy or resynchronisation, while it is in COPY. */
  initialCopy: InitialCopy | null = null;
  /** In the twin. */
  twin: TwinPair | null = null;
  /** While suspending: the last entry before the split. */
  flushUpTo = 0;
  /** Since when the S-VOL lacks writes that will not come through the journal, in ns; Infinity: it lacks none. */
  exposedSince = Infinity;
  /** Host writes are taken into the journal. */
  journaling = false;
  /** Told of every change of state. */
  changed: () => void = () => {};
  /** The copy is given up until an operator resynchronises it. */
  suspended = false;

  constructor(
    name: string,
    index: number,
    pvol: JournalVolume,
    svol: JournalVolume,
    model: Pick<ModelDescription, 'initial' | 'life'>,
    kernel: Kernel,
    events: EventSink,
  ) {
    this.name = name;
    this.index = index;
    this.pvol = pvol;
    this.svol = svol;
    this.life = new Life(name, model, kernel, events);
    this.bitmap = new DifferenceBitmap(pvol.blocks, TRACK_BLOCKS);
  }

  /** Takes a row of the life table. */
  go(on: string, cause: string, to: string): void {
    this.life.go(on, cause, to);
    this.journaling = JOURNALING.includes(to);
    this.suspended = SUSPENDED.includes(to);
    this.changed();
  }

  /** A host write that does not become an entry: its tracks are marked, and the S-VOL lacks it. */
  unjournalled(group: JournalGroup, block: number, blocks: number): void {
    group.shared.rules.marks(group, this, block, blocks);
    if (this.exposedSince < Infinity) return;
    this.exposedSince = group.kernel.now;
    group.exposureChanged();
  }

  /** Entries of the journal are still restored. */
  get restoring(): boolean {
    return this.journaling || this.life.state === State.Suspending;
  }
}

import type { Io } from '../../../kernel/io.ts';
import { Process } from '../../../kernel/process.ts';
import { Store } from '../../../kernel/store.ts';
import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/** ns after which a full journal is looked at again. */
const PAUSE = 100_000_000;

/**
 * Initial copy, and resynchronisation: base journals for all tracks in the bitmap, in the order of addresses, some at a
 * time. A base journal has its place in the sequence; its data are read from the P-VOL when it is sent, so that they
 * are as new as that. Updates of hosts run along and come later in the sequence. When all are restored, the pair is PAIR.
 */
export class InitialCopy {
  readonly #group: JournalGroup;
  readonly #pair: Pair;
  readonly #slots: Store;
  readonly #process: Process;

  constructor(group: JournalGroup, pair: Pair) {
    this.#group = group;
    this.#pair = pair;
    this.#slots = new Store(`base journals of ${pair.name}`, group.values.base_journals, Residence.other);
    this.#process = new Process(group.shared.boxes.ios, `initial copy of ${pair.name}`, (io) => this.#run(io));
  }

  /** A base journal has been restored. */
  baseRestored(): void {
    this.#slots.give(1);
  }

  stop(): void {
    this.#process.kill();
  }

  *#run(io: Io): Generator<void, void> {
    const { bitmap } = this.#pair;
    for (let track = 0; bitmap.count > 0; ) {
      track = bitmap.next(track);
      // What was marked behind it meanwhile comes last.
      if (track < 0) track = bitmap.next(0);
      this.#slots.take(io, 1, 0);
      yield;
      while (!this.#group.shared.rules.fits(this.#group, 0)) {
        io.sleep(PAUSE, Residence.other, 0);
        yield;
      }
      track = this.#enter(track);
      if (bitmap.count > 0) continue;
      this.#slots.take(io, this.#slots.capacity, 0);
      yield;
      if (bitmap.count > 0) this.#slots.give(this.#slots.capacity);
    }
    this.#done();
  }

  /** The base journal of neighbouring tracks. @returns the track after them */
  #enter(first: number): number {
    const group = this.#group;
    const { bitmap, pvol } = this.#pair;
    const most = Math.max(1, Math.floor(group.values.base_journal_size / BLOCK_BYTES / bitmap.trackBlocks));
    let track = first;
    for (; track < bitmap.tracks && track < first + most && bitmap.has(track); track++) bitmap.clear(track);
    const block = first * bitmap.trackBlocks;
    group.obtainBase(this.#pair, block, Math.min(track * bitmap.trackBlocks, pvol.blocks) - block);
    return track;
  }

  #done(): void {
    const group = this.#group;
    this.#pair.initialCopy = null;
    this.#pair.exposedSince = Infinity;
    this.#pair.go('initial-copy-done', 'all base journals are restored', group.highWater ? State.HighWater : State.Pair);
    group.exposureChanged();
  }
}

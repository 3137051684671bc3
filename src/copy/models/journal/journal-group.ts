import type { Kernel } from '../../../kernel/kernel.ts';
import type { Payload } from '../../../kernel/payload.ts';
import type { Values } from '../../../parameters/parameter.ts';
import { Age } from '../../../statistics/age.ts';
import { Level } from '../../../statistics/level.ts';
import { EntryKind, Journal } from '../../../storage/journal.ts';
import { PayloadPool } from '../../../storage/payload-pool.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { Alarms } from '../../alarms.ts';
import { AtRisk } from './at-risk.ts';
import { InflowControl } from './inflow-control.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';
import type { journalParameters } from './parameters.ts';
import { PathWatch } from './path-watch.ts';
import { ReadJournal } from './read-journal.ts';
import type { RemotePaths } from './remote-paths.ts';
import { Restore } from './restore.ts';
import type { Rules } from './rules.ts';
import type { JournalSurroundings } from './surroundings.ts';
import { suspend } from './suspension.ts';

export type JournalValues = Values<typeof journalParameters>;

/** What all groups share. */
export interface Shared {
  readonly boxes: JournalSurroundings;
  readonly rules: Rules;
  readonly alarms: Alarms;
}

/** What has passed, in bytes of data and in entries. */
export interface JournalCounts {
  createdBytes: number;
  sentBytes: number;
  restoredBytes: number;
  baseBytes: number;
  entries: number;
  readJournals: number;
  lostCommands: number;
}

/** What was lost with the main box: host writes, their bytes, and the age of the oldest in ns. */
export interface Loss {
  readonly entries: number;
  readonly bytes: number;
  readonly age: number;
}

/**
 * A journal group: pairs whose writes keep one order, the master journal in the main box and the restore journal in
 * the remote one. Sequence numbers tell how far each step is:
 *
 *     master.first - 1  <=  restored  <=  arrived (without a gap)  <=  sent  <=  master.end - 1 (created)
 */
export class JournalGroup {
  readonly name: string;
  readonly values: JournalValues;
  readonly shared: Shared;
  readonly kernel: Kernel;
  readonly pairs: readonly Pair[];
  readonly paths: RemotePaths;
  readonly payloads = new PayloadPool();
  readonly master: Journal;
  readonly restoreJournal: Journal;
  arrived = 0;
  restored = 0;
  readonly inflow: InflowControl;
  readonly readJournal: ReadJournal;
  readonly restore: Restore;
  readonly pathWatch: PathWatch;
  /** Age of the oldest write that has not arrived without a gap: what would be lost now. */
  readonly rpo: Age;
  /** Age of the oldest write that the S-VOLs do not hold. */
  readonly lag: Age;
  /** How full the master journal is, in per cent: the fuller of its areas, and its metadata area. */
  readonly usage = new Level();
  readonly metadataUsage = new Level();
  readonly atRisk = new AtRisk();
  /** At the last failure of the main box. */
  loss: Loss = { entries: 0, bytes: 0, age: 0 };
  readonly counts: JournalCounts = {
    createdBytes: 0,
    sentBytes: 0,
    restoredBytes: 0,
    baseBytes: 0,
    entries: 0,
    readJournals: 0,
    lostCommands: 0,
  };
  /** The master journal is used above the high-water mark. */
  highWater = false;
  /** How often one of the boxes has failed: what was under way in it then is done again. */
  interruptions = 0;
  readonly #suspended = new Level();
  #behind = false;
  /** The first of the entries after which a pair that is being split is suspended. */
  #flushUpTo = Infinity;
  /** Since when a pair lacks writes that will not come through the journal. */
  #exposedSince = Infinity;

  constructor(name: string, pairs: readonly Pair[], paths: RemotePaths, values: JournalValues, shared: Shared) {
    const { kernel } = shared.boxes;
    const { unitBlocks } = pairs[0]!.pvol.box;
    const journal = (side: string): Journal =>
      new Journal(`${side} journal of ${name}`, kernel, values.journal, values.metadata_bytes, unitBlocks, this.payloads);
    this.name = name;
    this.values = values;
    this.shared = shared;
    this.kernel = kernel;
    this.pairs = pairs;
    this.paths = paths;
    this.master = journal('master');
    this.restoreJournal = journal('restore');
    this.rpo = new Age(kernel);
    this.lag = new Age(kernel);
    this.inflow = new InflowControl(this);
    this.readJournal = new ReadJournal(this);
    this.restore = new Restore(this);
    this.pathWatch = new PathWatch(this);
    for (const pair of pairs) pair.changed = () => this.#suspended.change(kernel.now, pairs.some(({ suspended }) => suspended) ? 1 : 0);
  }

  /** The highest sequence number. */
  get created(): number {
    return this.master.end - 1;
  }

  /** Journal obtain: the write becomes the next entry of the master journal. There is room for it. */
  obtained(pair: Pair, block: number, blocks: number, payload: Payload): void {
    const { master, counts } = this;
    const sequence = master.append(EntryKind.Update, pair.index, block, blocks, payload);
    counts.entries++;
    counts.createdBytes += blocks * BLOCK_BYTES;
    this.atRisk.add(blocks);
    this.shared.boxes.journals.journalled(this.name, sequence, pair.pvol.name, payload);
    this.#entered(sequence);
  }

  /** An entry of the initial copy: its data are read when it is sent. */
  obtainBase(pair: Pair, block: number, blocks: number): void {
    const sequence = this.master.append(EntryKind.Base, pair.index, block, blocks, null);
    this.shared.boxes.journals.baseEntered(this.name, sequence, pair.pvol.name, block, blocks);
    this.#entered(sequence);
  }

  /** The S-VOL may lack what the P-VOL has there. */
  mark(pair: Pair, block: number, blocks: number): void {
    pair.bitmap.mark(block, blocks);
    this.shared.boxes.journals.marked(this.name, pair.pvol.name, block, blocks);
  }

  /** A read-journal command says up to where all is restored: the master journal frees it. */
  acknowledged(upTo: number): void {
    const { master } = this;
    if (upTo < master.first) return;
    const before = master.dataBytes;
    master.purge(upTo);
    this.inflow.drained(before - master.dataBytes);
    this.shared.boxes.journals.purged(this.name, upTo);
    this.usageChanged();
    this.inflow.release();
  }

  /** Entries have come into the restore journal. */
  entriesArrived(): void {
    while (this.restoreJournal.has(this.arrived + 1)) this.atRisk.remove(this.restoreJournal, ++this.arrived);
    if (this.#exposedSince === Infinity && this.rpo.value >= this.values.behind_after) this.fellBehind('RPO');
    this.#updateAges();
    this.restore.start();
  }

  /** The S-VOLs hold all entries up to this one. */
  restoredUpTo(sequence: number): void {
    this.restored = sequence;
    if (this.arrived < sequence) this.arrived = sequence;
    this.lag.change(Math.min(this.#exposedSince, this.#timeOf(sequence + 1)));
    if (sequence >= this.#flushUpTo) this.#flush(sequence);
    if (this.#behind) this.checkInStep();
    this.readJournal.wanted();
  }

  /** Pairs lack writes that will not come through the journal, or do so no more. */
  exposureChanged(): void {
    this.#exposedSince = Infinity;
    for (const { exposedSince } of this.pairs) this.#exposedSince = Math.min(this.#exposedSince, exposedSince);
    this.#updateAges();
  }

  /** ns for which at least one pair was suspended. */
  get suspendedTime(): number {
    return this.#suspended.integral(this.kernel.now);
  }

  /** The pair is suspended when all entries up to now are restored. */
  flush(pair: Pair): void {
    pair.flushUpTo = this.created;
    this.#flushUpTo = Math.min(this.#flushUpTo, pair.flushUpTo);
    if (this.restored >= this.created) this.#flush(this.restored);
  }

  usageChanged(): void {
    const { kernel, master, values } = this;
    const { usage } = master;
    this.usage.change(kernel.now, 100 * usage);
    this.metadataUsage.change(kernel.now, (100 * master.metadataBytes) / master.metadataCapacity);
    this.shared.boxes.journals.used(this.name, master.dataBytes, master.metadataBytes);
    if (!this.highWater && usage > values.high_water) this.#highWaterChanged(true, 'high-water', State.Pair, State.HighWater);
    else if (this.highWater && usage <= values.high_water_over)
      this.#highWaterChanged(false, 'high-water-over', State.HighWater, State.Pair);
  }

  /** All pairs in which entries are still restored are suspended at once. */
  suspendAll(event: string, to: State, cause: string): void {
    suspend(
      this,
      this.pairs.filter((pair) => pair.restoring),
      event,
      to,
      cause,
    );
  }

  /** No entry is wanted any more: all steps stand at the last one. */
  clear(): void {
    const { created } = this;
    this.master.purge(created);
    this.restoreJournal.purge(created);
    this.arrived = created;
    this.restored = created;
    this.atRisk.clear();
    this.readJournal.clear();
    this.shared.boxes.journals.purged(this.name, created);
    this.usageChanged();
  }

  /** The main box has failed: what has not arrived without a gap is lost with it. */
  mainBoxLost(): void {
    const { boxes, rules } = this.shared;
    this.loss = rules.loses(this);
    const { entries, bytes, age } = this.loss;
    boxes.journals.lost(this.name, entries, bytes, age);
    const cause = `${entries} writes (${bytes} bytes) have not arrived; RPO ${(age / 1e9).toFixed(3)} s`;
    for (const pair of this.pairs) if (pair.restoring || pair.suspended) pair.go('main-box-lost', cause, pair.life.state);
  }

  fellBehind(cause: string): void {
    if (this.#behind || !this.pairs.some((pair) => pair.restoring)) return;
    this.#behind = true;
    this.#announce('fallen-behind', cause);
  }

  /** Looked at after a restore, and when paths are back: nothing may have been written meanwhile. */
  checkInStep(): void {
    if (!this.#behind || !this.paths.usable || this.lag.value > this.values.in_step_within) return;
    this.#behind = false;
    this.#announce('caught-up', `no write that is not restored is older than ${this.values.in_step_within / 1e9} s`);
  }

  #entered(sequence: number): void {
    if (this.arrived === sequence - 1) this.#updateAges();
    this.usageChanged();
    this.readJournal.wanted();
  }

  /** An event of all pairs that changes no state. */
  #announce(event: string, cause: string): void {
    for (const pair of this.pairs) if (pair.restoring) pair.go(event, cause, pair.life.state);
  }

  #flush(restored: number): void {
    this.#flushUpTo = Infinity;
    for (const pair of this.pairs) {
      if (pair.life.state !== State.Suspending) continue;
      if (restored < pair.flushUpTo) this.#flushUpTo = Math.min(this.#flushUpTo, pair.flushUpTo);
      else pair.go('flushed', 'all journals up to the split are restored', State.Split);
    }
    if (!this.pairs.some((pair) => pair.restoring)) this.clear();
  }

  #highWaterChanged(above: boolean, event: string, from: State, to: State): void {
    this.highWater = above;
    const cause = `${this.master.name}: ${(100 * this.master.usage).toFixed(1)} %`;
    for (const pair of this.pairs) if (pair.life.state === from) pair.go(event, cause, to);
  }

  #updateAges(): void {
    this.rpo.change(Math.min(this.#exposedSince, this.#timeOf(this.arrived + 1)));
    this.lag.change(Math.min(this.#exposedSince, this.#timeOf(this.restored + 1)));
  }

  #timeOf(sequence: number): number {
    return this.master.has(sequence) ? this.master.timeOf(sequence) : Infinity;
  }
}

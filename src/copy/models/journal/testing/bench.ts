import { type Io, Op, type Owner, Status } from '../../../../kernel/io.ts';
import { Payload } from '../../../../kernel/payload.ts';
import type { HostObserver } from '../../../../storage/observer.ts';
import type { JournalValues } from '../journal-group.ts';
import { JournalReplication } from '../journal-replication.ts';
import { journalParameters } from '../parameters.ts';
import { Rules } from '../rules.ts';
import type { JournalSurroundings } from '../surroundings.ts';
import { SimpleBoxes, type SimpleBoxesOptions } from './simple-boxes.ts';

/** The defaults of all parameters, with some replaced. The pairs begin in PAIR. */
export function journalValues(replaced: Partial<JournalValues> = {}): JournalValues {
  const defaults = Object.entries(journalParameters).map(([name, parameter]) => [
    name,
    'default' in parameter ? parameter.default : undefined,
  ]);
  return { ...Object.fromEntries(defaults), source: [], target: [], journal: 1e9, begins: { state: 'PAIR' }, ...replaced } as JournalValues;
}

/** A host I/O as the test sees it. */
export interface HostIo {
  readonly volume: string;
  readonly stamp: number;
  readonly began: number;
  ended: number;
  status: Status | -1;
  readonly payload: Payload;
}

/** Two boxes with journal groups, and a host: what a test needs, in few words. */
export class Bench implements Owner {
  readonly name = 'host';
  readonly boxes: SimpleBoxes;
  readonly replication: JournalReplication;
  readonly ios: HostIo[] = [];
  host: HostObserver = { hostIssued: () => {}, hostDone: () => {} };
  readonly #running: (HostIo | undefined)[] = [];
  #stamps = 0;

  constructor(
    options: SimpleBoxesOptions,
    rules: Rules = new Rules(),
    service = (boxes: JournalSurroundings, by: Rules) => new JournalReplication(boxes, by),
  ) {
    this.boxes = new SimpleBoxes(options);
    this.replication = service(this.boxes, rules);
  }

  /** A journal group of some pairs, by their numbers. */
  add(name: string, pairs: readonly number[], replaced: Partial<JournalValues> = {}): void {
    const relationships = pairs.map((pair, i) => ({
      name: pairs.length === 1 ? name : `${name}-${i + 1}`,
      volumes: [`p${pair}`, `s${pair}`],
    }));
    this.replication.add(name, journalValues(replaced), relationships);
  }

  /** Does something at an instant, in ns. */
  at(time: number, what: () => void): void {
    this.boxes.alarms.set(time - this.boxes.kernel.now, what);
  }

  /** Issues a host I/O now. A write carries a stamp of its own. */
  issue(volume: string, op: Op, block: number, blocks: number, keep = true): HostIo {
    const target = this.boxes.volume(volume);
    const io = this.boxes.ios.take(this, null);
    io.op = op;
    io.block = block;
    io.blocks = blocks;
    io.payload = new Payload();
    const stamp = op === Op.Write ? ++this.#stamps : 0;
    if (op === Op.Write) io.payload.add(blocks / target.box.unitBlocks, stamp);
    const known: HostIo = { volume, stamp, began: this.boxes.kernel.now, ended: Number.NaN, status: -1, payload: io.payload };
    this.#running[io.id] = known;
    if (keep) this.ios.push(known);
    this.host.hostIssued(volume, io);
    io.submit(target, op, block, blocks, 0);
    return known;
  }

  /** Writes of `blocks` every `interval` ns from now until `until`, in a ring over the volume. */
  stream(volume: string, blocks: number, interval: number, until: number): void {
    const size = this.boxes.volume(volume).blocks;
    let block = 0;
    const next = (): void => {
      if (this.boxes.kernel.now >= until) return;
      this.issue(volume, Op.Write, block, blocks, false);
      block = block + 2 * blocks > size ? 0 : block + blocks;
      this.at(this.boxes.kernel.now + interval, next);
    };
    next();
  }

  advance(io: Io): void {
    const known = this.#running[io.id]!;
    this.#running[io.id] = undefined;
    // A box that is down tells nobody anything.
    const { up } = this.boxes.volume(known.volume).box;
    known.ended = this.boxes.kernel.now;
    known.status = up ? io.outcome : Status.Failed;
    io.status = known.status;
    this.host.hostDone(known.volume, io);
    io.done(known.status);
  }

  /** The links fail or come back. */
  cut(...links: number[]): void {
    this.#set(links, false);
  }

  mend(...links: number[]): void {
    this.#set(links, true);
  }

  #set(links: readonly number[], works: boolean): void {
    for (const wan of links.length === 0 ? this.boxes.wans : links.map((i) => this.boxes.wans[i - 1]!)) {
      if (works) wan.repair();
      else wan.fail();
      this.#changed(wan.name, works);
    }
  }

  /** A box fails or comes back, `main` or `far`. */
  lose(box: string): void {
    this.boxes.box(box).up = false;
    this.#changed(box, false);
  }

  restore(box: string): void {
    this.boxes.box(box).up = true;
    this.#changed(box, true);
  }

  #changed(component: string, works: boolean): void {
    this.boxes.events.record(component, works ? 'repair' : 'fail', '', '', 'test');
    this.replication.changed(component);
  }

  run(until?: number): void {
    this.boxes.kernel.run(until);
  }

  gauge(name: string, gauge: string): number {
    return this.replication.gauge(name, gauge);
  }

  statistic(name: string, gauge: string, statistic: string): number {
    return this.replication.statistic(name, gauge, statistic);
  }

  /** The first block on which a pair differs; -1: none. */
  difference(pair: number): number {
    const [p, s] = [this.boxes.volume(`p${pair}`), this.boxes.volume(`s${pair}`)];
    return p.rank.contents.firstDifference(s.rank.contents, 0, p.blocks);
  }
}

import { CachedVolumeRules } from '../../../../audit/cached-volume-rules.ts';
import { JournalRules } from '../../../../audit/journal-rules.ts';
import { Oracle } from '../../../../audit/oracle.ts';
import { type Io, Op } from '../../../../kernel/io.ts';
import { Process } from '../../../../kernel/process.ts';
import type { Random } from '../../../../kernel/random.ts';
import { RandomStreams } from '../../../../kernel/random.ts';
import { Residence } from '../../../../storage/residence.ts';
import { VerbRefused } from '../../../copy-service.ts';
import type { JournalValues } from '../journal-group.ts';
import type { JournalReplication } from '../journal-replication.ts';
import { Rules } from '../rules.ts';
import type { JournalSurroundings } from '../surroundings.ts';
import { asGroup } from './as-group.ts';
import { Bench, journalValues } from './bench.ts';

const MS = 1e6;
const VOLUME = 4096;

/** What may happen in a run; all else is drawn from the seed. */
export interface CampaignOptions {
  readonly rules?: Rules;
  /** Makes the service; by default the model's own. */
  readonly service?: (boxes: JournalSurroundings, rules: Rules) => JournalReplication;
  readonly cuts?: boolean;
  /** Boxes fail. */
  readonly losses?: boolean;
  readonly verbs?: boolean;
  /** At the end suspended pairs are not copied again. */
  readonly leave?: boolean;
  /** The journal is so small that it fills. */
  readonly small?: boolean;
  /** Each pair is added as a group of its own, though the oracle is told of one. */
  readonly apart?: boolean;
}

export interface Campaign {
  readonly bench: Bench;
  readonly oracle: Oracle;
  /** Words of the events that came. */
  readonly events: ReadonlySet<string>;
}

interface Play {
  readonly bench: Bench;
  readonly random: Random;
  readonly until: number;
  readonly pairs: number;
  readonly group: string;
}

/** One run of a journal group in which all that can be is random, under the eyes of an oracle; at the end all is made to come in step. */
export function campaign(seed: number, options: CampaignOptions = {}): Campaign {
  const random = new RandomStreams(`journal ${seed}`, 1).stream('campaign');
  const pairs = 1 + random.below(3);
  const bench = new Bench(
    {
      volumes: Array.from({ length: pairs }, () => VOLUME),
      link: { bandwidth: (1 + random.below(40)) * 1e6, count: 1 + random.below(2), latency: random.below(10) * MS },
      links: 1 + random.below(2),
      times: { store: random.below(200_000), end: random.below(200_000) },
    },
    options.rules ?? new Rules(),
    options.service,
  );
  for (const volume of bench.boxes.volumes) volume.jitter = () => random.below(random.below(20) === 0 ? 20 * MS : 300_000);
  const { oracle, events } = watch(bench, pairs, settings(random, options), options.apart ?? false);
  const play: Play = { bench, random, until: (1000 + random.below(2000)) * MS, pairs, group: 'remote' };
  const clients = 1 + random.below(6);
  for (let i = 0; i < clients; i++) script(play, `client ${i}`, (io) => client(play, i, clients, io));
  if (options.cuts) script(play, 'links', (io) => cuts(play, io));
  if (options.losses) script(play, 'boxes', (io) => losses(play, io));
  if (options.verbs) script(play, 'operator', (io) => operator(play, io));
  bench.run(play.until + 60_000 * MS);
  bench.mend();
  for (const box of ['main', 'far']) if (!bench.boxes.box(box).up) bench.restore(box);
  if (options.leave !== true) bench.boxes.alarms.set(0, () => settle(play));
  bench.run();
  bench.boxes.ios.expectIdle();
  oracle.end();
  return { bench, oracle, events };
}

function settings(random: Random, options: CampaignOptions): Partial<JournalValues> {
  return {
    journal: options.small ? 200_000 + random.below(2_000_000) : 1e9,
    inflow_control: random.below(2) === 0 ? 'yes' : 'no',
    data_overflow_watch: random.below(3) * 200 * MS,
    path_watch_time: (200 + random.below(2000)) * MS,
    journal_overhead: random.below(400_000),
    read_journals: 1 + random.below(8),
    read_journal_size: 65_536 * (1 + random.below(8)),
    idle_poll: (1 + random.below(20)) * MS,
    retry_interval: (5 + random.below(200)) * MS,
    restore_tasks: 1 + random.below(8),
    base_journals: 1 + random.below(4),
    base_journal_size: 65_536 * (1 + random.below(4)),
  };
}

/** Adds the journal group `remote` of so many pairs to the bench, under the eyes of an oracle. @param apart each pair is a group of its own */
export function watch(bench: Bench, pairs: number, values: Partial<JournalValues>, apart = false): { oracle: Oracle; events: Set<string> } {
  const { boxes } = bench;
  const oracle = new Oracle(boxes.kernel);
  const events = new Set<string>();
  const keep = boxes.events;
  boxes.events = {
    record: (subject, event, from, to, cause) => {
      events.add(event);
      keep.record(subject, event, from, to, cause);
      oracle.record(subject, event, from, to, cause);
    },
  };
  for (const { name, blocks, rank } of boxes.volumes) oracle.addDisk({ name, blocks, contents: rank.contents });
  const numbers = Array.from({ length: pairs }, (_, i) => i + 1);
  const audited = numbers.map((i) => ({ name: pairs === 1 ? 'remote' : `remote-${i}`, pvol: `p${i}`, svol: `s${i}` }));
  const { path_watch_time, journal, metadata_bytes } = journalValues(values);
  new JournalRules(oracle, {
    name: 'remote',
    pairs: audited,
    links: boxes.wans.map(({ name }) => name),
    main: 'main',
    remote: 'far',
    path_watch_time,
    journal,
    metadata_bytes,
    hostsShare: false,
  });
  for (const { pvol } of audited) new CachedVolumeRules(oracle, pvol);
  boxes.journals = apart ? asGroup(oracle, 'remote') : oracle;
  bench.host = oracle;
  if (apart) for (const i of numbers) bench.add(audited[i - 1]!.name, [i], values);
  else bench.add('remote', numbers, values);
  return { oracle, events };
}

function script(play: Play, name: string, body: (io: Io) => Generator<void, void>): void {
  new Process(play.bench.boxes.ios, name, body);
}

/** Writes one after the other, each to a volume and place of its own choice, in a part of the addresses that is its own. */
function* client({ bench, random, until, pairs }: Play, number: number, clients: number, io: Io): Generator<void, void> {
  const part = Math.floor(VOLUME / clients / 8) * 8;
  const think = 1 + random.below(20 * MS);
  while (bench.boxes.kernel.now < until) {
    io.sleep(random.below(think), Residence.other, 0);
    yield;
    const blocks = 8 * (1 + random.below(random.below(4) === 0 ? 40 : 4));
    const block = number * part + 8 * random.below(Math.floor((part - blocks) / 8) + 1);
    const read = random.below(4) === 0;
    const secondary = read ? random.below(2) === 0 : random.below(10) === 0;
    const volume = `${secondary ? 's' : 'p'}${1 + random.below(pairs)}`;
    if (!bench.boxes.volume(volume).box.up) continue;
    const known = bench.issue(volume, read ? Op.Read : Op.Write, block, blocks);
    while (known.status === -1) {
      io.sleep(50_000, Residence.other, 0);
      yield;
    }
  }
}

function* cuts({ bench, random, until }: Play, io: Io): Generator<void, void> {
  while (bench.boxes.kernel.now < until) {
    io.sleep(random.below(600 * MS), Residence.other, 0);
    yield;
    const links = bench.boxes.wans.length === 2 && random.below(3) === 0 ? [1 + random.below(2)] : [];
    bench.cut(...links);
    io.sleep(random.below(random.below(2) === 0 ? 20 * MS : 1500 * MS), Residence.other, 0);
    yield;
    bench.mend(...links);
  }
}

function* losses({ bench, random, until }: Play, io: Io): Generator<void, void> {
  while (bench.boxes.kernel.now < until) {
    io.sleep(random.below(800 * MS), Residence.other, 0);
    yield;
    const box = random.below(2) === 0 ? 'main' : 'far';
    bench.lose(box);
    io.sleep(random.below(random.below(2) === 0 ? 20 * MS : 2500 * MS), Residence.other, 0);
    yield;
    bench.restore(box);
  }
}

function* operator(play: Play, io: Io): Generator<void, void> {
  const { bench, random, until, pairs } = play;
  while (bench.boxes.kernel.now < until) {
    io.sleep(random.below(500 * MS), Residence.other, 0);
    yield;
    const name = pairs > 1 && random.below(2) === 0 ? `remote-${1 + random.below(pairs)}` : 'remote';
    const mode = ['flush', 'purge', 'simplex'][random.below(3)]!;
    const verb = ['pairsplit', 'pairresync', 'paircreate'][random.below(3)]!;
    perform(play, name, verb, verb === 'pairsplit' ? { mode } : {});
  }
}

function perform({ bench }: Play, name: string, verb: string, options: { readonly [option: string]: unknown }): void {
  try {
    bench.replication.perform(name, verb, options);
  } catch (error) {
    if (!(error instanceof VerbRefused)) throw error;
  }
}

/** All that is suspended or given up is copied again. */
function settle(play: Play): void {
  const names = play.pairs === 1 ? ['remote'] : Array.from({ length: play.pairs }, (_, i) => `remote-${i + 1}`);
  for (const name of names) {
    perform(play, name, 'pairresync', {});
    perform(play, name, 'paircreate', {});
  }
}

import { VerbRefused } from '../../../copy/copy-service.ts';
import type { Rules } from '../../../copy/models/flashcopy/rules.ts';
import { FlashBench, pairValues } from '../../../copy/models/flashcopy/testing/bench.ts';
import { Op } from '../../../devices/box/testing/small-box.ts';
import type { Io } from '../../../kernel/io.ts';
import { Process } from '../../../kernel/process.ts';
import { type Random, RandomStreams } from '../../../kernel/random.ts';
import { Residence } from '../../../storage/residence.ts';
import { CachedVolumeRules } from '../../cached-volume-rules.ts';
import { Oracle } from '../../oracle.ts';
import { Ranges } from '../../ranges.ts';
import { FlashCopyRules } from '../flashcopy-rules.ts';
import { SourceReads } from '../source-reads.ts';

const MS = 1e6;
const TRACK = 128;
const UNIT = 8;
const RAIDS = ['none', 'raid1 1+1', 'raid5 3+1', 'raid6 2+2', 'raid10 2+2'];

/** What may happen in a run; all else is drawn from the seed. */
export interface CampaignOptions {
  /** The decisions of the model; by default its own. */
  readonly rules?: Rules;
  /** Drives fail and come back. */
  readonly failures?: boolean;
  /** For a fault planted beside the rules. */
  readonly plant?: (bench: FlashBench) => void;
}

export interface Campaign {
  readonly oracle: Oracle;
  readonly bench: FlashBench;
}

interface Play extends Campaign {
  readonly random: Random;
  readonly options: CampaignOptions;
  readonly until: number;
}

/** One run of FlashCopy in a box in which all that can be is random, under the eyes of an oracle. */
export function campaign(seed: number, options: CampaignOptions = {}): Campaign {
  const random = new RandomStreams(String(seed), 1).stream('campaign');
  const oracle: Oracle = new Oracle({
    get now(): number {
      return bench.kernel.now;
    },
  });
  const bench = randomBench(random, oracle, options);
  for (const { name, rank } of bench.box.volumes) oracle.addDisk({ name, blocks: rank.contents.blocks, contents: rank.contents });
  const play = { oracle, bench, random, options, until: (200 + random.below(800)) * MS };
  const sources = bench.box.volumes.filter(({ name }) => name.startsWith('s')).map(({ name }) => name);
  const targets = bench.box.volumes.filter(({ name }) => name.startsWith('t')).map(({ name }) => name);
  const reads = new SourceReads(oracle);
  for (const target of targets) addPair(play, reads, sources[random.below(sources.length)]!, target);
  for (const name of [...sources, ...targets]) if (oracle.known(name) === null) new CachedVolumeRules(oracle, name);
  options.plant?.(bench);
  for (const volume of [...sources, ...targets]) addClients(play, volume);
  if (options.failures) new Process(bench.ios, 'failures', (io) => failures(play, io));
  bench.run(5 * play.until);
  for (const { drives } of bench.box.ranks) for (const drive of drives) drive.repair();
  bench.run();
  bench.expectIdle();
  oracle.end();
  return play;
}

function randomBench(random: Random, oracle: Oracle, { rules }: CampaignOptions): FlashBench {
  const ranks = 1 + random.below(3);
  const blocks = (2 + random.below(20)) * TRACK + random.below(2) * random.below(16) * UNIT;
  const volumes: { [name: string]: number } = {};
  for (let i = 1 + random.below(2); i > 0; i--) volumes[`s${i}`] = blocks;
  for (let i = 1 + random.below(4); i > 0; i--) volumes[`t${i}`] = blocks + (blocks % TRACK === 0 ? random.below(3) * TRACK : 0);
  const nvs = 2 + random.below(20);
  const service = [random.below(2) * 5 * MS, 1 + random.below(10 * MS)] as const;
  return new FlashBench({
    ...(rules && { rules }),
    ranks,
    raid: RAIDS[random.below(RAIDS.length)]!,
    strip: TRACK * (1 + random.below(4)),
    volumes,
    unitBlocks: UNIT,
    nvs,
    cache: 2 * nvs + random.below(60),
    destage_high: 0.3 + random.double() / 2,
    destage_low: random.double() / 3,
    destage_age: (1 + random.below(200)) * MS,
    cache_time: 0,
    destage_tasks: 1 + random.below(5),
    service: () => service[0] + 1 + random.below(service[1]),
    host: oracle,
    media: oracle,
    events: oracle,
    bitmaps: oracle,
  });
}

function addPair(play: Play, reads: SourceReads, source: string, target: string): void {
  const { bench, oracle, random } = play;
  const name = `to-${target}`;
  const values = pairValues({
    source,
    target,
    mode: random.below(2) === 0 ? 'copy' : 'nocopy',
    relationship: random.below(3) === 0 ? 'persistent' : 'temporary',
    establish_time: 1 + random.below(20 * MS),
    destage_after_establish: random.below(3),
    background_chunk: 1 + random.below(8),
    background_threshold: random.below(10),
    background_tasks: 1 + random.below(3),
    ...(random.below(2) === 0 && { background_rate: 65_536 * (20 + random.below(1000)) }),
  });
  bench.flashcopy.add(name, values, [{ name, volumes: [source, target] }]);
  new FlashCopyRules(oracle, reads, name, source, target, true);
  new Process(bench.ios, `operator of ${name}`, (io) => operator(play, name, io));
}

/** Establishes and withdraws; what is refused is refused. */
function* operator({ bench, random, until }: Play, name: string, io: Io): Generator<void, void> {
  while (bench.kernel.now < until) {
    io.sleep(random.below(80 * MS), Residence.other, 0);
    yield;
    const verb = ['establish', 'establish', 'withdraw', 'nocopy_to_copy'][random.below(4)]!;
    try {
      bench.flashcopy.perform(name, verb);
    } catch (error) {
      if (!(error instanceof VerbRefused)) throw error;
    }
  }
}

function addClients(play: Play, volume: string): void {
  const { bench, random } = play;
  const inFlight = new Ranges<{ block: number; blocks: number }>();
  const clients = random.below(4);
  const mean = (1 + random.below(30)) * MS;
  const reads = random.double();
  for (let i = 0; i < clients; i++)
    new Process(bench.ios, `client of ${volume}`, (io) => client(play, volume, { inFlight, mean, reads }, io));
}

interface Habits {
  /** Writes in flight to the volume: hosts do not overlap them. */
  readonly inFlight: Ranges<{ block: number; blocks: number }>;
  readonly mean: number;
  readonly reads: number;
}

function* client({ bench, oracle, random, until }: Play, volume: string, { inFlight, mean, reads }: Habits, io: Io): Generator<void, void> {
  const { blocks } = bench.volume(volume);
  while (bench.kernel.now < until) {
    io.sleep(random.below(2 * mean), Residence.other, 0);
    yield;
    const size = UNIT * (random.below(4) === 0 ? 16 + random.below(32) : 1 + random.below(16));
    const first = UNIT * random.below(Math.floor(blocks / UNIT));
    const range = { block: first, blocks: Math.min(size, blocks - first) };
    const write = random.double() > reads;
    if (write && inFlight.touching(first, first + range.blocks) !== null) continue;
    if (write) inFlight.add(range);
    const issued = bench.issue(volume, write ? Op.Write : Op.Read, first, range.blocks, write ? oracle.next() : 0);
    while (issued.status < 0) {
      io.sleep(0.5 * MS, Residence.other, 0);
      yield;
    }
    if (write) inFlight.remove(range);
  }
}

/** A drive of each rank at a time may be down; without redundancy that fails the rank. */
function* failures({ bench, oracle, random, until }: Play, io: Io): Generator<void, void> {
  while (bench.kernel.now < until) {
    io.sleep(random.below(100 * MS), Residence.other, 0);
    yield;
    const { drives } = bench.box.ranks[random.below(bench.box.ranks.length)]!;
    const down = drives.find((drive) => !drive.up);
    const drive = down ?? drives[random.below(drives.length)]!;
    if (down === undefined) drive.fail();
    else drive.repair();
    oracle.record(drive.name, down === undefined ? 'fail' : 'repair', '', '', 'script');
    bench.flashcopy.changed();
  }
}

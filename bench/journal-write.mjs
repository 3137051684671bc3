/**
 * What journal replication costs for one host write: `node bench/journal-write.mjs [writes]`.
 *
 * A host has 8 clients that write 8 KiB to a volume of a box, without and with pauses; all stays in cache and NVS, so no disk I/O is in the figures. The
 * same with a journal group to another box: obtain, read-journal commands over a link, restore into the cache there.
 * The difference of user CPU, over the writes, in ns.
 */

import { tuneEngine } from '../dist/cli/engine.js';
import { JournalReplication } from '../dist/copy/models/journal/journal-replication.js';
import { journalParameters } from '../dist/copy/models/journal/parameters.js';
import { Box } from '../dist/devices/box/box.js';
import { BoxVolume } from '../dist/devices/box/box-volume.js';
import { Rank } from '../dist/devices/box/rank.js';
import { RankVolume } from '../dist/devices/box/rank-volume.js';
import { Link } from '../dist/devices/link/link.js';
import { throughLink } from '../dist/devices/path/hop.js';
import { IoPool } from '../dist/kernel/io-pool.js';
import { Kernel } from '../dist/kernel/kernel.js';
import { Payload } from '../dist/kernel/payload.js';
import { RandomStreams } from '../dist/kernel/random.js';
import { Contents } from '../dist/storage/contents.js';
import { RESIDENCE } from '../dist/storage/residence.js';
import { nothing } from './nothing.mjs';

const TRACKS = 64;
const UNIT = 8;
const BLOCKS = 16;
const CLIENTS = 8;
const ROUNDS = 7;

class Host {
  name = 'host';
  constructor(kernel, ios, volume, writes, pause) {
    Object.assign(this, { kernel, ios, volume, left: writes, stamp: 0, pause });
  }
  begin() {
    for (let i = 0; i < CLIENTS; i++) {
      const io = this.ios.take(this, null);
      io.payload = new Payload();
      io.b = i;
      io.proceed(0);
    }
  }
  advance(io) {
    if (io.step === 0 && this.pause > 0) return io.sleep(this.pause, 0, 1);
    if (this.left-- <= 0) return io.done();
    io.payload.clear();
    io.payload.add(BLOCKS / UNIT, ++this.stamp);
    io.submit(this.volume, 1, ((this.stamp * 7) % (TRACKS * 8)) * BLOCKS, BLOCKS, 0);
  }
}

function box(name, ios) {
  const drive = { name: 'none', blocks: 1e9, up: true, submit: (io) => io.done(), report: (into) => into };
  const rank = new Rank(`${name}.1`, 0, { level: 'none', data: 1, redundant: 0 }, 512, [drive]);
  const spec = {
    cache: 64 * 2 ** 20,
    nvs: 16 * 2 ** 20,
    cache_time: 200_000,
    destage_high: 0.7,
    destage_low: 0.6,
    destage_age: 1e15,
    destage_tasks: 4,
  };
  const made = new Box(name, ios, spec, [rank], UNIT);
  const contents = new Contents(TRACKS * 128, UNIT);
  return new BoxVolume(made, new RankVolume(`${name}-volume`, rank, 0, contents, nothing));
}

function run(writes, journal, pause) {
  const kernel = new Kernel();
  const ios = new IoPool(kernel, RESIDENCE.length);
  const [pvol, svol] = [box('main', ios), box('far', ios)];
  if (journal) {
    const wan = new Link(kernel, 'wan', {
      bandwidth: 1e9,
      count: 1,
      distance: 350_000,
      latency: 500_000,
      message_time: 5000,
      sharing: 'duplex',
    });
    const service = new JournalReplication({
      kernel,
      ios,
      streams: new RandomStreams('bench', 1),
      events: nothing,
      twin: false,
      journals: nothing,
      volume: (name) => (name === 'p' ? pvol : svol),
      links: () => [throughLink(wan, true)],
    });
    const defaults = Object.fromEntries(Object.entries(journalParameters).map(([name, one]) => [name, one.default]));
    service.add('remote', { ...defaults, journal: 1e9, begins: { state: 'PAIR' } }, [{ name: 'remote', volumes: ['p', 's'] }]);
  }
  const host = new Host(kernel, ios, pvol, writes, pause);
  host.begin();
  const before = process.cpuUsage();
  kernel.run(1e14);
  const { user } = process.cpuUsage(before);
  return { ns: (1000 * user) / writes, events: kernel.events / writes };
}

tuneEngine();
const writes = Number(process.argv[2] ?? 300_000);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
run(writes, true, 0);
for (const [load, pause] of [
  ['heavy: one write after the other', 0],
  ['light: a pause of 40 ms between', 40e6],
]) {
  const rounds = Array.from({ length: ROUNDS }, () => [run(writes, false, pause), run(writes, true, pause)]);
  const [plain, journal] = [0, 1].map((which) => median(rounds.map((both) => both[which].ns)));
  const [[first, second]] = rounds;
  console.log(`${load}
  plain write    ${plain.toFixed(0)} ns, ${first.events.toFixed(2)} events
  journal write  ${journal.toFixed(0)} ns, ${second.events.toFixed(2)} events
  difference     ${(journal - plain).toFixed(0)} ns, ${(second.events - first.events).toFixed(2)} events`);
}

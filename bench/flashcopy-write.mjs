/**
 * What a cached host write to a FlashCopy source costs: `node bench/flashcopy-write.mjs [writes]` (after `npm run build`).
 *
 * 32 clients write 4 KiB each to a track of its own of a volume on RAID-5 7+1; all is destaged. Plain: 4 disk operations a
 * write. NOCOPY: every write is the first of its track after the point in time, so 9 disk operations, 2.25 times as
 * many, of which one reads and four write whole tracks. Medians of user CPU per write, in ns; the drives are those of the catalogue.
 */

import { tuneEngine } from '../dist/cli/engine.js';
import { FlashCopy } from '../dist/copy/models/flashcopy/flashcopy.js';
import { flashcopyParameters } from '../dist/copy/models/flashcopy/parameters.js';
import { Box } from '../dist/devices/box/box.js';
import { BoxVolume } from '../dist/devices/box/box-volume.js';
import { Rank } from '../dist/devices/box/rank.js';
import { RankVolume } from '../dist/devices/box/rank-volume.js';
import { loadDrive } from '../dist/devices/disk/catalog.js';
import { Disk } from '../dist/devices/disk/disk.js';
import { Drive } from '../dist/devices/disk/drive.js';
import { Fcfs } from '../dist/kernel/discipline.js';
import { IoPool } from '../dist/kernel/io-pool.js';
import { Kernel } from '../dist/kernel/kernel.js';
import { Payload } from '../dist/kernel/payload.js';
import { CAUSES } from '../dist/kernel/station.js';
import { Contents } from '../dist/storage/contents.js';
import { RESIDENCE } from '../dist/storage/residence.js';
import { nothing } from './nothing.mjs';

const UNIT = 8;
const TRACK = 128;
const CLIENTS = 32;
const ROUNDS = 7;
const spec = loadDrive('fc-15k-146gb');

class Host {
  name = 'host';
  constructor(ios, volume, writes) {
    Object.assign(this, { ios, volume, writes, issued: 0 });
  }
  begin() {
    for (let i = 0; i < CLIENTS; i++) {
      const io = this.ios.take(this, null);
      io.payload = new Payload();
      io.proceed(0);
    }
  }
  /** The tracks in an order that jumps about; the number of writes must not be a multiple of 7919. */
  advance(io) {
    if (this.issued === this.writes) return io.done();
    const track = (this.issued++ * 7919) % this.writes;
    io.payload.clear();
    io.payload.add(1, this.issued);
    io.submit(this.volume, 1, track * TRACK + 8 * (track % 16), 8, 0);
  }
}

function volumes(kernel, ios, tracks) {
  const raid = { level: 'raid5', data: 7, redundant: 1 };
  const ranks = [0, 1].map((r) => {
    const disks = Array.from(
      { length: 8 },
      (_, d) => new Disk(kernel, `drive-${r}-${d}`, new Drive(spec), new Fcfs(), new Contents(spec.blocks, UNIT), nothing),
    );
    return new Rank(`rank-${r}`, r, raid, 512, disks);
  });
  const words = { cache_time: 200_000, destage_high: 0.7, destage_low: 0.6, destage_age: 1e9, destage_tasks: 8 };
  const box = new Box('box', ios, { ...words, cache: 2 ** 28, nvs: 2 ** 26 }, ranks, UNIT);
  return ranks.map((rank, r) => new BoxVolume(box, new RankVolume(`volume-${r}`, rank, 0, new Contents(tracks * TRACK, UNIT), nothing)));
}

function run(writes, flashcopy) {
  const kernel = new Kernel();
  const ios = new IoPool(kernel, RESIDENCE.length);
  const [source, target] = volumes(kernel, ios, writes);
  if (flashcopy) {
    const volume = (name) => (name === 'source' ? source : target);
    const service = new FlashCopy({
      kernel,
      ios,
      events: nothing,
      bitmaps: nothing,
      twin: false,
      boxes: [source.box],
      volume,
      links: () => [],
    });
    const defaults = Object.fromEntries(Object.entries(flashcopyParameters).map(([name, one]) => [name, one.default]));
    service.add('copy', { ...defaults, mode: 'nocopy' }, [{ name: 'copy', volumes: ['source', 'target'] }]);
    service.perform('copy', 'establish');
    kernel.run();
  }
  const events = kernel.events;
  new Host(ios, source, writes).begin();
  const before = process.cpuUsage();
  kernel.run();
  const { user } = process.cpuUsage(before);
  ios.expectIdle();
  const visits = source.box.ranks.map((rank) => rank.report({ busy: new Float64Array(CAUSES), population: 0, visits: 0 }).visits);
  return { ns: (1000 * user) / writes, events: (kernel.events - events) / writes, disk: (visits[0] + visits[1]) / writes };
}

tuneEngine();
const writes = Number(process.argv[2] ?? 100_000);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
run(writes, true);
run(writes, false);
const rounds = Array.from({ length: ROUNDS }, () => [run(writes, false), run(writes, true)]);
const [plain, first] = [0, 1].map((which) => median(rounds.map((both) => both[which].ns)));
const [[one, two]] = rounds;
const operations = two.disk / one.disk;
const ratio = median(rounds.map(([without, withCopy]) => withCopy.ns / without.ns));
console.log(`plain write and destage   ${plain.toFixed(0)} ns, ${one.events.toFixed(2)} events, ${one.disk.toFixed(2)} disk operations
NOCOPY first write        ${first.toFixed(0)} ns, ${two.events.toFixed(2)} events, ${two.disk.toFixed(2)} disk operations
ratio                     ${ratio.toFixed(2)}, that is ${(ratio / operations).toFixed(2)} times the ${operations.toFixed(2)} of the disk operations alone`);

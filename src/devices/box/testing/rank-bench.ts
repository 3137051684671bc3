import { Fcfs } from '../../../kernel/discipline.ts';
import { type Io, Op, type Owner, type Status } from '../../../kernel/io.ts';
import { IoPool } from '../../../kernel/io-pool.ts';
import { Kernel } from '../../../kernel/kernel.ts';
import { Payload } from '../../../kernel/payload.ts';
import { type Random, RandomStreams } from '../../../kernel/random.ts';
import { CAUSES } from '../../../kernel/station.ts';
import { Contents } from '../../../storage/contents.ts';
import { RESIDENCE } from '../../../storage/residence.ts';
import { Disk } from '../../disk/disk.ts';
import type { Drive } from '../../disk/drive.ts';
import { drivesOf, parseRaid } from '../raid.ts';
import { Rank } from '../rank.ts';
import { RankVolume } from '../rank-volume.ts';

const NOBODY = { mediaRead: () => {}, mediaWritten: () => {} };
/** Blocks of a strip. */
export const STRIP = 512;

/** A rank alone, without a cache; records what its drives are asked. */
export class RankBench implements Owner {
  readonly name = 'test';
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, RESIDENCE.length);
  readonly rank: Rank;
  readonly volume: RankVolume;
  /** `r2:512+8`: what is asked of which drive. */
  readonly asked: string[] = [];
  readonly statuses: Status[] = [];

  constructor(raid: string, drive: (number: number) => Drive) {
    const parsed = parseRaid(raid);
    const disks = Array.from({ length: drivesOf(parsed) }, (_, d) => {
      const mechanics = drive(d);
      const asked = this.asked;
      const { serve } = mechanics;
      mechanics.serve = function (this: Drive, now, op, block, blocks) {
        asked.push(`${op === Op.Read ? 'r' : 'w'}${d}:${block}+${blocks}`);
        return serve.call(mechanics, now, op, block, blocks);
      };
      return new Disk(this.kernel, `drive-${d}`, mechanics, new Fcfs(), new Contents(mechanics.blocks, 8), NOBODY);
    });
    this.rank = new Rank('rank', 0, parsed, STRIP, disks);
    this.volume = new RankVolume('volume', this.rank, 0, new Contents(this.rank.blocks, 8), NOBODY);
  }

  issue(op: Op, block: number, blocks: number): void {
    const io = this.ios.take(this, null);
    io.payload = new Payload();
    if (op === Op.Write) io.payload.add(blocks / 8, 1);
    io.submit(this.volume, op, block, blocks, 0);
  }

  advance(io: Io): void {
    this.statuses.push(io.outcome);
    io.done();
  }

  /** What the drives are asked for one I/O, in two phases if there are two. */
  do(op: Op, block: number, blocks: number): string[] {
    this.asked.length = 0;
    this.issue(op, block, blocks);
    this.kernel.run();
    return this.asked.toSorted();
  }

  /** Mean utilisation of the drives under Poisson arrivals of 4 KiB I/Os. */
  utilisation(rate: number, reads: number, seconds: number): number {
    const random = new RandomStreams('1', 1).stream('load');
    const arrivals = { name: 'arrivals', fire: () => this.#arrive(random, id, rate, reads) };
    const id = this.kernel.register(arrivals);
    this.kernel.after(0, id, 0);
    this.kernel.run(seconds * 1e9);
    const { busy } = this.rank.report({ busy: new Float64Array(CAUSES), population: 0, visits: 0 });
    return busy.reduce((sum, ns) => sum + ns, 0) / this.rank.drives.length / (seconds * 1e9);
  }

  #arrive(random: Random, id: number, rate: number, reads: number): void {
    this.issue(random.double() < reads ? Op.Read : Op.Write, 8 * random.below(this.rank.blocks / 8), 8);
    this.kernel.after(Math.round((random.exponential() * 1e9) / rate), id, 0);
  }
}

/** Every command takes as long. */
export const fixed = (time: number) => () => ({ serve: () => time, parts: new Float64Array(4), blocks: 1_024_000 }) as unknown as Drive;

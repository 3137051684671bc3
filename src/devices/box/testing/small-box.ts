import { Fcfs } from '../../../kernel/discipline.ts';
import { type Io, Op, type Owner, Status } from '../../../kernel/io.ts';
import { IoPool } from '../../../kernel/io-pool.ts';
import { Kernel } from '../../../kernel/kernel.ts';
import { Payload } from '../../../kernel/payload.ts';
import { Contents } from '../../../storage/contents.ts';
import { Uniform } from '../../../storage/initial-contents.ts';
import type { HostObserver, MediaObserver } from '../../../storage/observer.ts';
import { RESIDENCE } from '../../../storage/residence.ts';
import { Disk } from '../../disk/disk.ts';
import type { Drive } from '../../disk/drive.ts';
import { TRACK_BLOCKS } from '../attachment.ts';
import { Box, type BoxSpec } from '../box.ts';
import { BoxVolume } from '../box-volume.ts';
import { placeVolumes } from '../placement.ts';
import { drivesOf, parseRaid } from '../raid.ts';
import { Rank } from '../rank.ts';
import { RankVolume } from '../rank-volume.ts';

const PAGE = TRACK_BLOCKS * 512;

export interface SmallBoxOptions extends Partial<Omit<BoxSpec, 'cache' | 'nvs'>> {
  /** In pages of one track. */
  readonly cache?: number;
  readonly nvs?: number;
  readonly raid?: string;
  /** In blocks. */
  readonly strip?: number;
  readonly driveBlocks?: number;
  /** Blocks of each volume, by name; volumes in turn over the ranks. */
  readonly volumes?: { readonly [name: string]: number };
  readonly ranks?: number;
  /** ns of every command of a drive. */
  readonly service?: () => number;
  readonly unitBlocks?: number;
}

const NOBODY: MediaObserver = { mediaRead: () => {}, mediaWritten: () => {} };

/** A host I/O as a test sees it. */
export interface Issued {
  readonly op: Op;
  readonly began: number;
  ended: number;
  status: Status | -1;
  readonly payload: Payload;
  /** What the parts of the response time were. */
  readonly residence: readonly number[];
}

/** A box with volumes, whose drives take a fixed time for every command, and a host to issue I/Os. */
export class SmallBox implements Owner {
  readonly name = 'host';
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, RESIDENCE.length);
  readonly box: Box;
  /** Media I/Os in their order: `w prod 0+128`. */
  readonly media: string[] = [];
  readonly issued: Issued[] = [];
  readonly #running = new Map<Io, Issued>();
  readonly #host: HostObserver;
  #stamps = 0;

  constructor(options: SmallBoxOptions = {}, observers: { host?: HostObserver; media?: MediaObserver } = {}) {
    this.#host = observers.host ?? { hostIssued: () => {}, hostDone: () => {} };
    const unitBlocks = options.unitBlocks ?? 8;
    const raid = parseRaid(options.raid ?? 'none');
    const driveBlocks = options.driveBlocks ?? 1_000_000;
    const service = options.service ?? (() => 5e6);
    const drive = { serve: service, parts: new Float64Array(4), blocks: driveBlocks } as unknown as Drive;
    const disk = (name: string): Disk => new Disk(this.kernel, name, drive, new Fcfs(), new Contents(driveBlocks, unitBlocks), NOBODY);
    const ranks = Array.from(
      { length: options.ranks ?? 1 },
      (_, r) =>
        new Rank(
          `rank-${r}`,
          r,
          raid,
          options.strip ?? 512,
          Array.from({ length: drivesOf(raid) }, (_unused, d) => disk(`drive-${r}-${d}`)),
        ),
    );
    const spec = {
      cache_time: 200_000,
      destage_high: 0.7,
      destage_low: 0.6,
      destage_age: 1e9,
      destage_tasks: 4,
      ...options,
      cache: (options.cache ?? 64) * PAGE,
      nvs: (options.nvs ?? 16) * PAGE,
    };
    this.box = new Box('box', this.ios, spec, ranks, unitBlocks);
    const watched = observers.media ?? NOBODY;
    const media: MediaObserver = {
      mediaRead: (volume, io) => {
        this.media.push(`r ${volume} ${io.block}+${io.blocks}`);
        watched.mediaRead(volume, io);
      },
      mediaWritten: (volume, io) => {
        this.media.push(`w ${volume} ${io.block}+${io.blocks}`);
        watched.mediaWritten(volume, io);
      },
    };
    const volumes = Object.entries(options.volumes ?? { prod: 100 * TRACK_BLOCKS });
    const places = placeVolumes(
      { groups: ranks.length, room: ranks[0]!.blocks, stripe: ranks[0]!.stripe },
      volumes.map(([, blocks]) => blocks),
    );
    for (const [i, [name, blocks]] of volumes.entries()) {
      const contents = new Contents(blocks, unitBlocks, new Uniform(-1 - i));
      const { group, first } = places[i]!;
      new BoxVolume(this.box, new RankVolume(name, ranks[group]!, first, contents, media));
    }
  }

  volume(name: string): BoxVolume {
    return this.box.volumes.find((volume) => volume.name === name)!;
  }

  /** Issues a host I/O now; a write carries a stamp of its own. */
  issue(volume: string, op: Op, block: number, blocks: number, stamp = op === Op.Write ? ++this.#stamps : 0): Issued {
    const io = this.ios.take(this, null);
    io.op = op;
    io.block = block;
    io.blocks = blocks;
    io.payload = new Payload();
    if (op === Op.Write) io.payload.add(blocks / this.box.unitBlocks, stamp);
    const known: Issued = { op, began: this.kernel.now, ended: Number.NaN, status: -1, payload: io.payload, residence: io.residence };
    this.#running.set(io, known);
    this.issued.push(known);
    this.#names.set(io, volume);
    this.#host.hostIssued(volume, io);
    io.submit(this.volume(volume), op, block, blocks, 0);
    return known;
  }
  readonly #names = new Map<Io, string>();

  advance(io: Io): void {
    const known = this.#running.get(io)!;
    this.#running.delete(io);
    known.ended = this.kernel.now;
    known.status = io.outcome;
    (known as { residence: readonly number[] }).residence = io.residence;
    io.status = io.outcome;
    this.#host.hostDone(this.#names.get(io)!, io);
    io.done(io.outcome);
  }

  /** Issues, runs until nothing is left to do, and returns the stamps, unit by unit. */
  read(volume: string, block: number, blocks: number): number[] {
    const known = this.issue(volume, Op.Read, block, blocks);
    this.run();
    return unitsOf(known.payload);
  }

  write(volume: string, block: number, blocks: number, stamp?: number): Issued {
    const known = this.issue(volume, Op.Write, block, blocks, ...(stamp === undefined ? [] : [stamp]));
    this.run(this.kernel.now + 1e6);
    return known;
  }

  run(until?: number): void {
    this.kernel.run(until);
  }

  /** Nothing is left anywhere: no I/O, no lock, no payload, no page of NVS. */
  expectIdle(): void {
    this.ios.expectIdle();
    if (this.box.nvs.used !== 0) throw new Error(`${this.box.nvs.used} pages of NVS are still in use`);
    if (this.box.payloads.live !== 0) throw new Error(`${this.box.payloads.live} payloads are still in use`);
  }
}

export function unitsOf(payload: Payload): number[] {
  const units: number[] = [];
  for (let run = 0; run < payload.runs; run++) for (let i = 0; i < payload.lengthOf(run); i++) units.push(payload.stampOf(run));
  return units;
}
export { Op, Status };

import type { Cluster, ClusterNode, MemberDisk } from '../../copy/surroundings.ts';
import { type Io, type Layer, Op, type Owner, Status } from '../../kernel/io.ts';
import { IoPool } from '../../kernel/io-pool.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Payload } from '../../kernel/payload.ts';
import type { Random } from '../../kernel/random.ts';
import { RandomStreams } from '../../kernel/random.ts';
import { Contents } from '../../storage/contents.ts';
import { Uniform } from '../../storage/initial-contents.ts';
import type { EventSink, FenceObserver, MediaObserver } from '../../storage/observer.ts';
import { RESIDENCE, Residence } from '../../storage/residence.ts';
import type { Volume } from '../../storage/volume.ts';

const MS = 1e6;

/** A disk without a queue: every I/O takes a time of its own, so that they overtake one another as often as not. */
export class RandomDisk implements MemberDisk, Volume, Owner {
  readonly name: string;
  readonly blocks: number;
  readonly contents: Contents;
  readonly controller: string;
  readonly copyAssist: boolean;
  readonly assistConnections = 1;
  failed = false;
  readonly #random: Random;
  readonly #media: MediaObserver;
  readonly #slowest: number;

  constructor(name: string, blocks: number, stamp: number, assisted: boolean, random: Random, media: MediaObserver) {
    this.name = name;
    this.blocks = blocks;
    this.contents = new Contents(blocks, 1, new Uniform(stamp));
    this.controller = 'hsc';
    this.copyAssist = assisted;
    this.#random = random;
    this.#media = media;
    this.#slowest = (1 + random.below(20)) * MS;
  }

  submit(io: Io): void {
    io.sleep(1 + this.#random.below(this.#slowest), Residence['disk queue'], 0);
  }

  advance(io: Io): void {
    io.done(this.failed ? Status.Failed : this.#transfer(io));
  }

  #transfer(io: Io): Status {
    const payload = io.payload!;
    const { block, blocks } = io;
    if (io.op === Op.Write) {
      this.contents.write(block, blocks, payload);
      this.#media.mediaWritten(this.name, io);
      return Status.Good;
    }
    if (io.op === Op.Read) this.contents.read(block, blocks, payload);
    this.#media.mediaRead(this.name, io);
    return io.op === Op.Compare && !this.contents.equals(block, blocks, payload) ? Status.Differs : Status.Good;
  }
}

const Step = { Out: 0, AtEnd: 1, Back: 2 } as const;

/** The way from a node to a disk: it takes a time of its own, and what passes the node ends with it. While it is cut nothing gets through. */
class RandomPath implements Volume, Owner {
  readonly name: string;
  readonly blocks: number;
  works = true;
  readonly #node: RandomNode;
  readonly #end: Layer;
  readonly #random: Random;

  constructor(node: RandomNode, end: Layer, blocks: number, random: Random) {
    this.name = `${node.name} to ${end.name}`;
    this.blocks = blocks;
    this.#node = node;
    this.#end = end;
    this.#random = random;
  }

  submit(io: Io): void {
    this.#travel(io, Step.Out);
  }

  advance(io: Io): void {
    if (io.step === Step.AtEnd) return this.#travel(io, Step.Back);
    if (!this.#node.up || !this.works) return io.done(Status.Failed);
    if (io.step === Step.Back) return io.done(io.outcome);
    io.submit(this.#end, io.op, io.block, io.blocks, Step.AtEnd);
  }

  #travel(io: Io, next: number): void {
    io.sleep(1 + this.#random.below(MS), Residence['link latency'], next);
  }
}

/** The controller copies from disk to disk. */
class DiskToDisk implements Owner {
  readonly name: string;
  readonly #source: RandomDisk;
  readonly #target: RandomDisk;

  constructor(source: RandomDisk, target: RandomDisk) {
    this.name = `${source.name} to ${target.name}`;
    this.#source = source;
    this.#target = target;
  }

  submit(io: Io): void {
    io.payload = new Payload();
    io.submit(this.#source, Op.Read, io.block, io.blocks, 0);
  }

  advance(io: Io): void {
    if (io.step === 1 || io.outcome !== Status.Good) io.done(io.outcome);
    else io.submit(this.#target, Op.Write, io.block, io.blocks, 1);
  }
}

export interface NodeSettings {
  readonly shadow_max_copy: number;
  /** In ms. */
  readonly recovery: number;
  readonly servedDelay: number;
}

export class RandomNode implements ClusterNode {
  readonly name: string;
  readonly index: number;
  readonly version = '8.4';
  readonly shadow_max_copy: number;
  readonly shadow_rec_dly: number;
  readonly shadow_psm_rdly: number;
  readonly shadow_mbr_tmo = 30 * MS;
  up = true;
  readonly #random: Random;
  readonly #paths = new Map<string, RandomPath>();

  constructor(index: number, settings: NodeSettings, random: Random) {
    this.name = `node-${index + 1}`;
    this.index = index;
    this.shadow_max_copy = settings.shadow_max_copy;
    this.shadow_rec_dly = settings.recovery * MS;
    this.shadow_psm_rdly = settings.servedDelay * MS;
    this.#random = random;
  }

  path(disk: MemberDisk): RandomPath {
    return this.#way(disk as RandomDisk, disk.blocks);
  }

  assistPath(source: MemberDisk, target: MemberDisk): RandomPath {
    return this.#way(new DiskToDisk(source as RandomDisk, target as RandomDisk), target.blocks);
  }

  served(): boolean {
    return false;
  }

  remote(): boolean {
    return false;
  }

  reaches(disk: MemberDisk): boolean {
    return this.up && this.path(disk).works;
  }

  #way(end: Layer, blocks: number): RandomPath {
    const known = this.#paths.get(end.name) ?? new RandomPath(this, end, blocks, this.#random);
    this.#paths.set(end.name, known);
    return known;
  }
}

/** A cluster in which every single I/O and message takes a random time: what a race can spoil is spoilt soon. */
export class RandomCluster implements Cluster, Owner {
  readonly name = 'message';
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, RESIDENCE.length);
  readonly streams: RandomStreams;
  readonly events: EventSink;
  readonly fences: FenceObserver;
  readonly twin = false;
  readonly nodes: RandomNode[] = [];
  readonly disks: RandomDisk[] = [];
  readonly random: Random;
  readonly #slowestMessage: number;
  readonly #letters = new Map<number, { to: ClusterNode; received: () => void }>();

  /** @param slowestMessage in ms */
  constructor(seed: number, slowestMessage: number, events: EventSink, fences: FenceObserver) {
    this.streams = new RandomStreams(String(seed), 1);
    this.random = this.streams.stream('cluster');
    this.#slowestMessage = (1 + this.random.below(slowestMessage)) * MS;
    this.events = events;
    this.fences = fences;
  }

  addDisk(name: string, blocks: number, stamp: number, assisted: boolean, media: MediaObserver): RandomDisk {
    const disk = new RandomDisk(name, blocks, stamp, assisted, this.random, media);
    this.disks.push(disk);
    return disk;
  }

  addNode(settings: NodeSettings): RandomNode {
    const node = new RandomNode(this.nodes.length, settings, this.random);
    this.nodes.push(node);
    return node;
  }

  instances(volume: string): readonly MemberDisk[] {
    return this.disks.filter(({ name }) => name === volume);
  }

  message(_from: ClusterNode, to: ClusterNode, received: () => void): void {
    const io = this.ios.take(this, null);
    this.#letters.set(io.id, { to, received });
    io.sleep(1 + this.random.below(this.#slowestMessage), Residence['link latency'], 0);
  }

  advance(io: Io): void {
    const { to, received } = this.#letters.get(io.id)!;
    this.#letters.delete(io.id);
    io.done();
    if (to.up) received();
  }
}

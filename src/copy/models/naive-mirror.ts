/**
 * Naive mirror: the smallest copy service, kept as the example of how one is added (CONTRIBUTING.md). No vendor sells it.
 *
 * Every node writes to both volumes and reads from the source. `start` copies the source track by track, and a lock on
 * the track keeps host writes and the copy apart.
 *
 *        host write                 host read              copy, one track after the other
 *            │                          │                            │
 *     lock its tracks                   │                      lock the track
 *      ┌─────┴──────┐                   │                  read source, write target
 *    source      target (if started)  source                      unlock
 *
 * Left out: everything that makes a mirror useful when something fails. A failure of the target ends it.
 */
import { type Io, Op, type Owner, Status } from '../../kernel/io.ts';
import { Payload } from '../../kernel/payload.ts';
import { Process } from '../../kernel/process.ts';
import type { Values } from '../../parameters/parameter.ts';
import { Cause } from '../../storage/cause.ts';
import { Residence } from '../../storage/residence.ts';
import { TrackLocks } from '../../storage/track-locks.ts';
import { BLOCK_BYTES, type Volume } from '../../storage/volume.ts';
import { type ClusterCopyModel, type CopyService, type Relationship, VerbRefused } from '../copy-service.ts';
import { Life } from '../life.ts';
import type { Cluster, ClusterNode, MemberDisk } from '../surroundings.ts';

/** Blocks that are locked and copied together. */
const TRACK = 128;

const parameters = {
  source: { type: 'name', of: ['volumes'], means: 'The volume that is copied.', tag: 'E', source: 'the configuration' },
  target: { type: 'name', of: ['volumes'], means: 'The volume that it is copied to.', tag: 'E', source: 'the configuration' },
  pause: {
    type: 'duration',
    default: 0,
    range: [0, 3600e9],
    means: 'Rest of the copy after each track.',
    tag: 'E',
    source: 'as fast as it can',
  },
} as const satisfies ClusterCopyModel['parameters'];

export const naiveMirror: ClusterCopyModel<typeof parameters> = {
  kind: 'naive-mirror',
  means: 'The smallest copy service: a mirror kept by the hosts, as an example of how a model is added.',
  follows: [{ key: 'example', title: 'CONTRIBUTING.md', section: 'Add a copy model' }],
  installedInto: 'cluster',
  points: ['host submit', 'host complete'],
  parameters,
  states: [
    { name: 'Simplex', means: 'The target is not used.' },
    { name: 'Copying', means: 'Hosts write to both; the source is being copied.' },
    { name: 'Mirrored', means: 'Both hold the same.' },
  ],
  initial: 'Simplex',
  life: [
    { on: 'start', kind: 'verb', from: ['Simplex'], to: 'Copying', means: 'The copy begins.' },
    { on: 'start', kind: 'verb', from: ['Simplex'], to: 'Mirrored', means: 'The twin: the copy costs nothing.', done: true },
    { on: 'copied', kind: 'event', from: ['Copying'], to: 'Mirrored', means: 'The last track is copied.', done: true },
    { on: 'stop', kind: 'verb', from: ['Copying', 'Mirrored'], to: 'Simplex', means: 'The target is given up.', ends: 'stopped' },
    {
      on: 'broken',
      kind: 'event',
      from: ['Copying', 'Mirrored'],
      to: 'Simplex',
      means: 'An I/O to the target has failed.',
      ends: 'broken',
    },
  ],
  options: [],
  copying: ['Copying'],
  gauges: [{ name: 'copied_bytes', unit: 'B', means: 'Data copied since the start of the run.', aggregate: 'count' }],
  install: (cluster) => new Mirrors(cluster),
};

class Mirrors implements CopyService<typeof parameters> {
  readonly #cluster: Cluster;
  readonly #copies = new Map<string, readonly Mirror[]>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }
  add(name: string, { pause }: Values<typeof parameters>, relationships: readonly Relationship[]): void {
    this.#copies.set(
      name,
      relationships.map((pair) => new Mirror(this.#cluster, pair, pause)),
    );
  }
  presents(name: string, node: string): readonly Volume[] {
    return this.#pairs(name).map((pair) => pair.seenFrom(node));
  }
  perform(name: string, verb: string): void {
    for (const pair of this.#pairs(name)) verb === 'start' ? pair.start() : pair.stop('stop', 'the operator');
  }
  changed(): void {}
  statesOf(name: string): readonly string[] {
    return this.#pairs(name).map(({ life }) => life.state);
  }
  gauge(name: string): number {
    return this.#pairs(name).reduce((sum, { copied }) => sum + copied * BLOCK_BYTES, 0);
  }
  explain(name: string): string {
    return this.#pairs(name)
      .map(({ life, copied }) => `${life.subject} is ${life.state}, ${copied} blocks copied`)
      .join('; ');
  }
  #pairs(name: string): readonly Mirror[] {
    return this.#copies.get(name) ?? [...this.#copies.values()].flatMap((pairs) => pairs.filter(({ life }) => life.subject === name));
  }
}

/** One pair. */
class Mirror {
  readonly life: Life;
  readonly locks: TrackLocks;
  readonly source: MemberDisk;
  readonly target: MemberDisk;
  /** Blocks. */
  copied = 0;
  readonly #cluster: Cluster;
  readonly #pause: number;
  readonly #seen = new Map<string, SeenMirror>();
  #copy: Process | null = null;

  constructor(cluster: Cluster, { name, volumes }: Relationship, pause: number) {
    this.#cluster = cluster;
    this.#pause = pause;
    this.life = new Life(name, naiveMirror, cluster.kernel, cluster.events);
    this.locks = new TrackLocks(`track lock of ${name}`, Residence['copy lock']);
    [this.source, this.target] = volumes.map((volume) => cluster.instances(volume)[0]!) as [MemberDisk, MemberDisk];
  }

  get started(): boolean {
    return this.life.state !== 'Simplex';
  }

  seenFrom(node: string): SeenMirror {
    const at = this.#cluster.nodes.find(({ name }) => name === node)!;
    const seen = this.#seen.get(node) ?? new SeenMirror(this, at);
    this.#seen.set(node, seen);
    return seen;
  }

  start(): void {
    this.life.expect('start');
    if (this.#cluster.twin) {
      this.target.contents.copyFrom(this.source.contents);
      return this.life.go('start', 'the operator', 'Mirrored');
    }
    if (!this.#cluster.nodes.some(({ up }) => up)) throw new VerbRefused(`no node works that could copy ${this.life.subject}`);
    this.life.go('start', 'the operator', 'Copying');
    this.#copy = new Process(this.#cluster.ios, `copy of ${this.life.subject}`, (io) => this.#copyAll(io));
  }

  stop(on: string, cause: string): void {
    this.life.go(on, cause, 'Simplex');
    this.#copy = null;
  }

  /** Few and long-lived, so a process. It ends by itself when the mirror is stopped: the lock it holds is given back. */
  *#copyAll(io: Io): Generator<void, void> {
    const [me, node] = [this.#copy, this.#cluster.nodes.find(({ up }) => up)!];
    io.cause = Cause.Copy;
    io.payload = new Payload();
    for (let block = 0; block < this.source.blocks; block += TRACK) {
      const blocks = Math.min(TRACK, this.source.blocks - block);
      this.locks.acquire(io, block / TRACK, 0);
      yield;
      io.submit(node.path(this.source), Op.Read, block, blocks, 0);
      yield;
      if (io.outcome === Status.Good) {
        io.submit(node.path(this.target), Op.Write, block, blocks, 0);
        yield;
      }
      this.locks.release(block / TRACK);
      if (this.#copy !== me) return;
      if (io.outcome !== Status.Good) return this.stop('broken', 'the copy cannot go on');
      this.copied += blocks;
      if (this.#pause > 0) {
        io.sleep(this.#pause, Residence.other, 0);
        yield;
      }
    }
    if (this.#copy === me) this.life.go('copied', 'the last track is copied', 'Mirrored');
  }
}

const Step = { Locking: 0, Served: 1 } as const;

/** The mirror as one node presents it. `io.a` is the first block whose track is not locked yet. */
class SeenMirror implements Volume, Owner {
  readonly name: string;
  readonly blocks: number;
  readonly #mirror: Mirror;
  readonly #source: Volume;
  readonly #target: Volume;

  constructor(mirror: Mirror, node: ClusterNode) {
    this.name = `${mirror.life.subject} at ${node.name}`;
    this.blocks = mirror.source.blocks;
    this.#mirror = mirror;
    this.#source = node.path(mirror.source);
    this.#target = node.path(mirror.target);
  }

  submit(io: Io): void {
    io.a = io.block - (io.block % TRACK);
    if (io.op === Op.Read) io.submit(this.#source, Op.Read, io.block, io.blocks, Step.Served);
    else this.#lockNext(io);
  }

  advance(io: Io): void {
    if (io.step === Step.Locking) this.#lockNext(io);
    else this.#served(io);
  }

  /** Tracks are locked in rising order, so two writes never wait for each other. */
  #lockNext(io: Io): void {
    if (io.a < io.block + io.blocks) {
      const track = io.a / TRACK;
      io.a += TRACK;
      return this.#mirror.locks.acquire(io, track, Step.Locking);
    }
    const { started } = this.#mirror;
    io.submit(this.#source, Op.Write, io.block, io.blocks, Step.Served);
    if (started) io.submit(this.#target, Op.Write, io.block, io.blocks, Step.Served);
  }

  #served(io: Io): void {
    if (io.op === Op.Write) {
      for (let block = io.block - (io.block % TRACK); block < io.a; block += TRACK) this.#mirror.locks.release(block / TRACK);
      if (io.outcome !== Status.Good && this.#mirror.started) this.#mirror.stop('broken', 'a write has failed');
    }
    io.done(io.outcome);
  }
}

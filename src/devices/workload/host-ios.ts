import { type Io, type Layer, Op, type Owner, Status } from '../../kernel/io.ts';
import type { IoPool } from '../../kernel/io-pool.ts';
import type { Store } from '../../kernel/store.ts';
import { Cause } from '../../storage/cause.ts';
import type { HostObserver } from '../../storage/observer.ts';
import { Residence } from '../../storage/residence.ts';
import type { WorkloadVolume } from './address/address-space.ts';
import { InFlight } from './in-flight.ts';
import type { IoSource } from './io-source.ts';
import { Overload } from './overload.ts';
import type { RangeLock } from './range-lock.ts';
import type { WorkloadCounts } from './workload.ts';

/** A node of the host on which a workload runs. */
export interface WorkloadNode {
  readonly name: string;
  /** The way of its I/Os to each volume of the workload. */
  readonly targets: readonly Layer[];
  /** What limits its I/Os under way to each volume, one thing an I/O; several volumes, or workloads, may share a store. Null: no limit. */
  readonly queueDepth: readonly Store[] | null;
}

/** What a workload shares with the others of the run. */
export interface WorkloadSurroundings {
  readonly ios: IoPool;
  readonly locks: RangeLock;
  readonly observer: HostObserver;
  /** Gives every write of the run a stamp of its own. */
  readonly stamps: { next(): number };
  /** Blocks of one unit of contents. */
  readonly unitBlocks: number;
}

export interface HostIosOptions {
  readonly name: string;
  readonly volumes: readonly WorkloadVolume[];
  readonly nodes: readonly WorkloadNode[];
  /** How often an I/O that failed is tried again. */
  readonly retries: number;
  /** ns from a failure to the next attempt, and at least to the next I/O of the same client; above 0. */
  readonly retryDelay: number;
  /** While a node is down, the next one that is up does its work. Otherwise its work waits for it. */
  readonly failover: boolean;
  /** I/Os in flight at which the run ends with an error: the workload offers more than the system carries. */
  readonly inFlightLimit: number;
}

/** Told when an I/O of a client is over. */
export interface Issuer {
  /** @param pause ns that the client has to wait before its next one: 0, or the retry delay if this one failed */
  ended(client: number, pause: number): void;
}

/** The same as constants of this module, which take less time to read than those that are imported. */
const WRITE = Op.Write;
const GOOD = Status.Good;
const HOST = Cause.Host;

const Step = { Locked: 0, Admitted: 1, Carried: 2, Again: 3 } as const;

/**
 * The I/Os of a workload on their way through the host, down to the volume and back:
 *
 *     range lock (writes) ─ queue depth ─ volume ─ (delay, again from the queue depth) ─ end
 *
 * Observers see one I/O from its first attempt to its end, retries included.
 */
export class HostIos implements Owner {
  readonly name: string;
  readonly counts: WorkloadCounts = { issued: 0, completed: 0, failed: 0, aborted: 0, retries: 0, missed: 0 };
  readonly #options: HostIosOptions;
  readonly #shared: WorkloadSurroundings;
  readonly #issuer: Issuer;
  readonly #bases: readonly number[];
  /** By way, which is a node and a volume: all volumes of the first node, then those of the next. */
  readonly #targets: readonly Layer[];
  readonly #names: readonly string[];
  readonly #queueDepths: readonly (Store | undefined)[];
  readonly #inFlight = new InFlight();
  readonly #up: boolean[];

  constructor(options: HostIosOptions, shared: WorkloadSurroundings, issuer: Issuer) {
    this.name = options.name;
    this.#options = options;
    this.#shared = shared;
    this.#issuer = issuer;
    this.#bases = options.volumes.map((volume) => shared.locks.base(volume.name, volume.blocks));
    this.#targets = options.nodes.flatMap(({ targets }) => targets);
    this.#names = options.nodes.flatMap(() => options.volumes.map(({ name }) => name));
    this.#queueDepths = options.nodes.flatMap(({ queueDepth }) => options.volumes.map((_, volume) => queueDepth?.[volume]));
    this.#up = options.nodes.map(() => true);
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** Payloads in use: as many as I/Os that have been submitted. */
  get payloads(): number {
    return this.#inFlight.ios.reduce((sum, io) => (io === null || io.payload === null ? sum : sum + 1), 0);
  }

  /** The node that does the work of number `turn`; -1 if it has to wait. Turns go round the nodes. */
  nodeFor(turn: number): number {
    const count = this.#up.length;
    const home = turn % count;
    if (this.#up[home] === true) return home;
    if (this.#options.failover) for (let i = 1; i < count; i++) if (this.#up[(home + i) % count] === true) return (home + i) % count;
    return -1;
  }

  /** Issues the I/O that the source has chosen. @throws Overload if too many are in flight */
  issue(source: IoSource, client: number, node: number): void {
    if (this.#inFlight.size >= this.#options.inFlightLimit) throw new Overload(this.name, this.#inFlight.size, this.#shared.ios.kernel.now);
    const io = this.#shared.ios.take(this, null);
    this.counts.issued++;
    const { volume, op } = source;
    this.#inFlight.add(io, client, node * this.#bases.length + volume);
    io.op = op;
    io.block = source.block;
    io.blocks = source.blocks;
    io.cause = HOST;
    if (op !== WRITE || this.#shared.locks.take(io, this.#bases[volume]!, Step.Locked)) this.#admit(io);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.Admitted:
        return this.#carry(io);
      case Step.Carried:
        return this.#carried(io);
      default:
        return this.#admit(io);
    }
  }

  /**
   * Ends what a node has under way. What is below is carried on, though nobody hears of it any more. The blocks of a
   * write stay locked until it is over, so that it does not land on what others write.
   */
  nodeFailed(node: number): void {
    this.#up[node] = false;
    const { ios } = this.#inFlight;
    for (let place = 0; place < ios.length; place++) {
      const io = ios[place]!;
      if (io === null || Math.floor(this.#inFlight.wayOf(place) / this.#bases.length) !== node) continue;
      if (io.depth > 0) this.#disown(io, place);
      else {
        // One that has just come up has not given back its place in the queue yet.
        if (io.step === Step.Carried) this.#queueDepth(place)?.give(1);
        io.abort();
      }
    }
  }

  nodeRepaired(node: number): void {
    this.#up[node] = true;
  }

  aborted(io: Io): void {
    this.#end(io, Status.Aborted, true);
  }

  #queueDepth(place: number): Store | undefined {
    return this.#queueDepths[this.#inFlight.wayOf(place)];
  }

  #admit(io: Io): void {
    const queueDepth = this.#queueDepth(io.a);
    if (queueDepth === undefined || queueDepth.tryTake(1)) this.#carry(io);
    else queueDepth.take(io, 1, Step.Admitted);
  }

  #carry(io: Io): void {
    const way = this.#inFlight.wayOf(io.a);
    if (io.payload === null) {
      io.payload = this.#inFlight.payloadFor(io.a);
      if (io.op === WRITE) io.payload.add(io.blocks / this.#shared.unitBlocks, this.#shared.stamps.next());
    }
    if (io.b === 0) this.#shared.observer.hostIssued(this.#names[way]!, io);
    io.descend(this.#targets[way]!, Step.Carried);
  }

  #carried(io: Io): void {
    if (!this.#inFlight.has(io)) return this.#free(io, io.outcome);
    this.#queueDepth(io.a)?.give(1);
    if (io.outcome === GOOD || io.b >= this.#options.retries) this.#end(io, io.outcome, false);
    else this.#again(io);
  }

  #again(io: Io): void {
    io.b++;
    this.counts.retries++;
    if (io.op === Op.Read) this.#losePayload(io);
    io.sleep(this.#options.retryDelay, Residence.retry, Step.Again);
  }

  #end(io: Io, status: Status, crashed: boolean): void {
    const place = io.a;
    const client = this.#inFlight.clientOf(place);
    const retried = io.b > 0;
    io.status = status;
    if (retried || io.payload !== null) this.#shared.observer.hostDone(this.#names[this.#inFlight.wayOf(place)]!, io);
    if (retried || status !== GOOD) this.#losePayload(io);
    this.#inFlight.remove(place);
    this.#free(io, status);
    this.#ended(client, status, crashed);
  }

  /** It is over for its host while it is below, where its status is in use. */
  #disown(io: Io, place: number): void {
    const client = this.#inFlight.clientOf(place);
    const { status } = io;
    this.#queueDepth(place)?.give(1);
    io.status = Status.Aborted;
    this.#shared.observer.hostDone(this.#names[this.#inFlight.wayOf(place)]!, io);
    io.status = status;
    this.#inFlight.losePayload(place);
    this.#inFlight.remove(place);
    this.#ended(client, Status.Aborted, true);
  }

  #ended(client: number, status: Status, crashed: boolean): void {
    if (status === GOOD) this.counts.completed++;
    else if (crashed) this.counts.aborted++;
    else this.counts.failed++;
    this.#issuer.ended(client, status === GOOD || crashed ? 0 : this.#options.retryDelay);
  }

  #free(io: Io, status: Status): void {
    if (io.op === WRITE) this.#shared.locks.release(io);
    io.done(status);
  }

  /** Layers that were cut off in the middle may still hold the payload of an attempt that went wrong: nobody else may get it. */
  #losePayload(io: Io): void {
    if (io.payload === null) return;
    this.#inFlight.losePayload(io.a);
    io.payload = null;
  }
}

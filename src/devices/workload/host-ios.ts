import { type Io, type Layer, Op, type Owner, Status } from '../../kernel/io.ts';
import type { IoPool } from '../../kernel/io-pool.ts';
import { KernelError } from '../../kernel/kernel-error.ts';
import type { Store } from '../../kernel/store.ts';
import { Cause } from '../../storage/cause.ts';
import type { HostObserver } from '../../storage/observer.ts';
import { PayloadPool } from '../../storage/payload-pool.ts';
import { Residence } from '../../storage/residence.ts';
import type { WorkloadVolume } from './address/address-space.ts';
import { InFlight } from './in-flight.ts';
import type { IoSource } from './io-source.ts';
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
  readonly nodes: readonly WorkloadNode[];
  readonly counts: WorkloadCounts = { issued: 0, completed: 0, failed: 0, aborted: 0, retries: 0, missed: 0 };
  readonly #options: HostIosOptions;
  readonly #shared: WorkloadSurroundings;
  readonly #issuer: Issuer;
  readonly #names: readonly string[];
  readonly #bases: readonly number[];
  readonly #inFlight = new InFlight();
  readonly #payloads = new PayloadPool();
  readonly #up: boolean[];

  constructor(options: HostIosOptions, shared: WorkloadSurroundings, issuer: Issuer) {
    this.name = options.name;
    this.nodes = options.nodes;
    this.#options = options;
    this.#shared = shared;
    this.#issuer = issuer;
    this.#names = options.volumes.map((volume) => volume.name);
    this.#bases = options.volumes.map((volume) => shared.locks.base(volume.name, volume.blocks));
    this.#up = options.nodes.map(() => true);
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** Payloads in use: as many as I/Os that have been submitted. */
  get payloads(): number {
    return this.#payloads.live;
  }

  /** The node that does the work of number `turn`; -1 if it has to wait. Turns go round the nodes. */
  nodeFor(turn: number): number {
    const count = this.#up.length;
    const home = turn % count;
    if (this.#up[home] === true) return home;
    if (this.#options.failover) for (let i = 1; i < count; i++) if (this.#up[(home + i) % count] === true) return (home + i) % count;
    return -1;
  }

  /** Issues the I/O that the source has chosen. @throws KernelError if too many are in flight */
  issue(source: IoSource, client: number, node: number): void {
    if (this.#inFlight.size >= this.#options.inFlightLimit) throw this.#overload();
    const io = this.#shared.ios.take(this, null);
    this.counts.issued++;
    this.#inFlight.add(io, client, node, source.volume);
    io.op = source.op;
    io.block = source.block;
    io.blocks = source.blocks;
    io.cause = Cause.Host;
    if (io.op !== Op.Write || this.#shared.locks.take(io, this.#bases[source.volume]!, Step.Locked)) this.#admit(io);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.Locked:
      case Step.Again:
        this.#admit(io);
        break;
      case Step.Admitted:
        this.#carry(io);
        break;
      case Step.Carried:
        this.#carried(io);
        break;
    }
  }

  /**
   * Aborts what a node has under way. A write that is on its way to the media may still arrive there: nobody hears of
   * it any more, but its blocks stay locked until it is over, so that it does not land on what others write.
   */
  nodeFailed(node: number): void {
    this.#up[node] = false;
    const { ios } = this.#inFlight;
    for (let place = 0; place < ios.length; place++) {
      const io = ios[place]!;
      if (io === null || this.#inFlight.nodeOf(io) !== node) continue;
      if (io.step === Step.Carried) this.#queueDepth(io)?.give(1);
      if (io.step === Step.Carried && io.op === Op.Write) this.#end(io, Status.Aborted, true, true);
      else io.abort();
    }
  }

  nodeRepaired(node: number): void {
    this.#up[node] = true;
  }

  aborted(io: Io): void {
    this.#end(io, Status.Aborted, true);
  }

  #queueDepth(io: Io): Store | undefined {
    return this.nodes[this.#inFlight.nodeOf(io)]!.queueDepth?.[this.#inFlight.volumeOf(io)];
  }

  #admit(io: Io): void {
    const queueDepth = this.#queueDepth(io);
    if (queueDepth === undefined || queueDepth.tryTake(1)) this.#carry(io);
    else queueDepth.take(io, 1, Step.Admitted);
  }

  #carry(io: Io): void {
    const volume = this.#inFlight.volumeOf(io);
    if (io.payload === null) {
      io.payload = this.#payloads.take();
      if (io.op === Op.Write) io.payload.add(io.blocks / this.#shared.unitBlocks, this.#shared.stamps.next());
    }
    if (this.#inFlight.retriesOf(io) === 0) this.#shared.observer.hostIssued(this.#names[volume]!, io);
    io.submit(this.nodes[this.#inFlight.nodeOf(io)]!.targets[volume]!, io.op, io.block, io.blocks, Step.Carried);
  }

  #carried(io: Io): void {
    if (!this.#inFlight.has(io)) return this.#free(io, io.outcome);
    this.#queueDepth(io)?.give(1);
    if (io.outcome === Status.Good || this.#inFlight.retriesOf(io) >= this.#options.retries) this.#end(io, io.outcome, false);
    else this.#again(io);
  }

  #again(io: Io): void {
    this.#inFlight.retry(io);
    this.counts.retries++;
    if (io.op === Op.Read) this.#losePayload(io);
    io.sleep(this.#options.retryDelay, Residence.retry, Step.Again);
  }

  /** @param stray it is over for its host alone: its blocks stay locked */
  #end(io: Io, status: Status, crashed: boolean, stray = false): void {
    const client = this.#inFlight.clientOf(io);
    const retried = this.#inFlight.retriesOf(io) > 0;
    io.status = status;
    if (retried || io.payload !== null) this.#shared.observer.hostDone(this.#names[this.#inFlight.volumeOf(io)]!, io);
    if (retried || status !== Status.Good) this.#losePayload(io);
    else this.#payloads.give(io.payload!);
    this.#inFlight.remove(io);
    if (!stray) this.#free(io, status);
    if (status === Status.Good) this.counts.completed++;
    else if (crashed) this.counts.aborted++;
    else this.counts.failed++;
    this.#issuer.ended(client, status === Status.Good || crashed ? 0 : this.#options.retryDelay);
  }

  #free(io: Io, status: Status): void {
    this.#shared.locks.release(io);
    io.done(status);
  }

  /** Layers that were cut off in the middle may still hold the payload of an attempt that went wrong: nobody else may get it. */
  #losePayload(io: Io): void {
    if (io.payload === null) return;
    this.#payloads.lose(io.payload);
    io.payload = null;
  }

  #overload(): KernelError {
    const { kernel } = this.#shared.ios;
    return new KernelError(
      `workload ${this.name} offers more than the system can carry: ${this.#inFlight.size} I/Os are in flight`,
      kernel.now,
    );
  }
}

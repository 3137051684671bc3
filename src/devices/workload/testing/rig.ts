import type { Io, Layer, Status } from '../../../kernel/io.ts';
import { IoPool } from '../../../kernel/io-pool.ts';
import { Kernel } from '../../../kernel/kernel.ts';
import type { HostObserver } from '../../../storage/observer.ts';
import { RESIDENCE, Residence } from '../../../storage/residence.ts';
import type { WorkloadVolume } from '../address/address-space.ts';
import type { HostIosOptions, WorkloadSurroundings } from '../host-ios.ts';
import { RangeLock } from '../range-lock.ts';

/** What an observer saw of an I/O. */
export interface Seen {
  readonly volume: string;
  readonly op: number;
  readonly block: number;
  readonly blocks: number;
  readonly stamp: number;
  readonly began: number;
  readonly issued: number;
  done: number;
  status: Status | -1;
  /** Time by category of residence. */
  residence: readonly number[];
}

/** Keeps all I/Os in the order of their issue. */
export class Log implements HostObserver {
  readonly seen: Seen[] = [];
  readonly #open = new Map<Io, Seen>();

  hostIssued(volume: string, io: Io): void {
    const { op, block, blocks, began } = io;
    const stamp = io.payload?.runs === 1 ? io.payload.stampOf(0) : 0;
    const one: Seen = { volume, op, block, blocks, stamp, began, issued: io.pool.kernel.now, done: -1, status: -1, residence: [] };
    if (this.#open.has(io)) throw new Error('issued twice');
    this.#open.set(io, one);
    this.seen.push(one);
  }

  hostDone(volume: string, io: Io): void {
    const one = this.#open.get(io);
    if (one === undefined || one.volume !== volume) throw new Error('done, but not issued');
    this.#open.delete(io);
    one.done = io.pool.kernel.now;
    one.status = io.status;
    one.residence = [...io.residence];
  }
}

/** A kernel, a pool and all that a workload shares with others. */
export function rig(unitBlocks = 1) {
  const kernel = new Kernel();
  const ios = new IoPool(kernel, RESIDENCE.length);
  const observer = new Log();
  const locks = new RangeLock(Residence['range lock']);
  let stamp = 0;
  const shared: WorkloadSurroundings = { ios, locks, observer, unitBlocks, stamps: { next: () => ++stamp } };
  return { kernel, ios, observer, locks, shared };
}

/** Runs up to an instant, even if nothing happens until then. */
export function runUntil(kernel: Kernel, instant: number): void {
  const alarm = kernel.register({ name: 'alarm', fire: () => {} });
  kernel.after(instant - kernel.now, alarm, 0);
  kernel.run(instant);
}

/** A volume that ends every I/O after a fixed delay, with the status that `fate` gives it. */
export class FixedDelay implements Layer {
  readonly name = 'fixed delay';
  submitted = 0;
  inside = 0;
  mostInside = 0;
  readonly #delay: number;
  readonly #fate: (io: Io, n: number) => Status;

  constructor(delay: number, fate: (io: Io, n: number) => Status = () => 0) {
    this.#delay = delay;
    this.#fate = fate;
  }

  submit(io: Io): void {
    io.a = this.submitted++;
    this.mostInside = Math.max(this.mostInside, ++this.inside);
    io.sleep(this.#delay, Residence.transfer, 0);
  }

  advance(io: Io): void {
    this.inside--;
    io.done(this.#fate(io, io.a));
  }
}

/** One node with one volume and one way to it; what differs goes into `more`. */
export function hostOptions(target: Layer, more: Partial<HostIosOptions> = {}): HostIosOptions {
  const volumes: WorkloadVolume[] = [{ name: 'data', blocks: 1_000_000 }];
  return {
    name: 'trading',
    volumes,
    nodes: [{ name: 'node-1', targets: volumes.map(() => target), queueDepth: null }],
    retries: 0,
    retryDelay: 1_000_000,
    failover: false,
    inFlightLimit: 1_000_000,
    ...more,
  };
}

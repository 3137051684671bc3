import { type Actor, LAST_INSTANT } from '../../kernel/kernel.ts';
import type { ArrivalProcess } from './arrivals/arrival-process.ts';
import { HostIos, type HostIosOptions, type Issuer, type WorkloadSurroundings } from './host-ios.ts';
import type { IoSource } from './io-source.ts';
import type { Workload, WorkloadCounts } from './workload.ts';

export interface OpenWorkloadOptions extends HostIosOptions {
  readonly arrivals: ArrivalProcess;
  /** Asked for client 0. */
  readonly source: IoSource;
  /** Called once, when its work is done. */
  readonly done?: (() => void) | undefined;
}

/** The same as a constant of this module, which takes less time to read than one that is imported. */
const LAST = LAST_INSTANT;

/** No handle of an event is 0. */
const NONE = 0;

/** Open: I/Os arrive, whatever the response. They go round the nodes; one that finds no node up is missed, but takes its draws. */
export class OpenWorkload implements Workload, Actor, Issuer {
  readonly name: string;
  running = false;
  finished = false;
  readonly #shared: WorkloadSurroundings;
  readonly #id: number;
  readonly #ios: HostIos;
  readonly #arrivals: ArrivalProcess;
  readonly #source: IoSource;
  readonly #done: (() => void) | undefined;
  #arrived = 0;
  /** The pending arrival. */
  #handle = 0.5;

  constructor(options: OpenWorkloadOptions, shared: WorkloadSurroundings) {
    this.name = options.name;
    this.#shared = shared;
    this.#id = shared.ios.kernel.register(this);
    this.#ios = new HostIos(options, shared, this);
    this.#arrivals = options.arrivals;
    this.#source = options.source;
    this.#done = options.done;
    this.#handle = NONE;
  }

  get counts(): Readonly<WorkloadCounts> {
    return this.#ios.counts;
  }

  get inFlight(): number {
    return this.#ios.inFlight;
  }

  get payloads(): number {
    return this.#ios.payloads;
  }

  start(): void {
    if (this.running || this.finished) return;
    this.running = true;
    if (this.#source.more(0)) {
      this.#arrivals.start(this.#shared.ios.kernel.now);
      this.#schedule();
    } else this.#finishIfIdle();
  }

  stop(): void {
    this.running = false;
    if (this.#handle !== NONE) this.#shared.ios.kernel.cancel(this.#handle);
    this.#handle = NONE;
  }

  /** I/Os arrive. */
  fire(): void {
    const { now } = this.#shared.ios.kernel;
    let more = this.#source.more(0);
    this.#handle = NONE;
    while (more && this.#arrivals.at <= now) {
      this.#arrive();
      this.#arrivals.next();
      more = this.#source.more(0);
    }
    if (more) this.#schedule();
    else this.#finishIfIdle();
  }

  #arrive(): void {
    this.#source.next(0);
    const node = this.#ios.nodeFor(this.#arrived++);
    if (node < 0) this.#ios.counts.missed++;
    else this.#ios.issue(this.#source, 0, node);
  }

  ended(): void {
    if (this.#ios.inFlight === 0 && !this.#source.more(0)) this.#finishIfIdle();
  }

  nodeFailed(node: number): void {
    this.#ios.nodeFailed(node);
  }

  nodeRepaired(node: number): void {
    this.#ios.nodeRepaired(node);
  }

  #schedule(): void {
    const { kernel } = this.#shared.ios;
    const { at } = this.#arrivals;
    if (at <= LAST) this.#handle = kernel.after(Math.max(0, Math.ceil(at) - kernel.now), this.#id, 0);
  }

  #finishIfIdle(): void {
    if (this.finished || this.#ios.inFlight > 0) return;
    this.finished = true;
    this.running = false;
    this.#done?.();
  }
}

import type { Actor } from '../../kernel/kernel.ts';
import { BLOCK_BYTES } from '../../storage/volume.ts';
import { HostIos, type HostIosOptions, type Issuer, type WorkloadSurroundings } from './host-ios.ts';
import type { IoSource } from './io-source.ts';
import { Pacer } from './pacer.ts';
import type { ThinkTime } from './think-time.ts';
import type { Workload, WorkloadCounts } from './workload.ts';

export interface ClosedWorkloadOptions extends HostIosOptions {
  /** How many clients, each with one I/O at a time. */
  readonly clients: number;
  readonly source: IoSource;
  /** Pause of a client before each I/O, the first included. Null: none. */
  readonly think: ThinkTime | null;
  /** Cap on the data rate of all clients together, bytes per second. */
  readonly atMost: number | undefined;
  /** Called once, when all clients have done their work. */
  readonly done?: (() => void) | undefined;
}

/** What a client does. */
const State = { Idle: 0, Thinking: 1, Paced: 2, Busy: 3, Parked: 4, Finished: 5 } as const;

/** Closed: each client thinks, issues an I/O, waits for its end, and again. Clients are dealt out to the nodes in turn. */
export class ClosedWorkload implements Workload, Actor, Issuer {
  readonly name: string;
  running = false;
  finished = false;
  readonly #shared: WorkloadSurroundings;
  readonly #id: number;
  readonly #ios: HostIos;
  readonly #source: IoSource;
  readonly #think: ThinkTime | null;
  readonly #pacer: Pacer | null;
  readonly #done: (() => void) | undefined;
  readonly #states: Uint8Array;
  /** Pending end of thinking, by client. */
  readonly #timers: Float64Array;
  #unfinished: number;

  constructor(options: ClosedWorkloadOptions, shared: WorkloadSurroundings) {
    const { clients, name, atMost } = options;
    const { kernel } = shared.ios;
    this.name = name;
    this.#shared = shared;
    this.#id = kernel.register(this);
    this.#ios = new HostIos(options, shared, this);
    this.#source = options.source;
    this.#think = options.think;
    this.#pacer = atMost === undefined ? null : new Pacer(kernel, `${name}, pacing`, atMost, clients, (client) => this.#issue(client));
    this.#done = options.done;
    this.#states = new Uint8Array(clients);
    this.#timers = new Float64Array(clients);
    this.#unfinished = clients;
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
    for (let client = 0; client < this.#states.length; client++) if (this.#states[client] === State.Idle) this.#goOn(client, 0);
  }

  stop(): void {
    this.running = false;
    this.#pacer?.clear();
    for (let client = 0; client < this.#states.length; client++) {
      const state = this.#states[client];
      if (state === State.Thinking) this.#shared.ios.kernel.cancel(this.#timers[client]!);
      if (state === State.Thinking || state === State.Paced || state === State.Parked) this.#states[client] = State.Idle;
    }
  }

  /** A client has thought enough. */
  fire(client: number): void {
    this.#ready(client);
  }

  ended(client: number, pause: number): void {
    this.#states[client] = State.Idle;
    if (this.running || !this.#source.more(client)) this.#goOn(client, pause);
  }

  nodeFailed(node: number): void {
    this.#ios.nodeFailed(node);
  }

  nodeRepaired(node: number): void {
    this.#ios.nodeRepaired(node);
    for (let client = 0; client < this.#states.length; client++) {
      if (this.#states[client] === State.Parked && this.#ios.nodeFor(client) >= 0) this.#goOn(client, 0);
    }
  }

  /** The client thinks, for `pause` ns at least, unless it has done its work. */
  #goOn(client: number, pause: number): void {
    if (!this.#source.more(client)) {
      this.#finish(client);
      return;
    }
    const delay = Math.max(pause, this.#think === null ? 0 : this.#think.next(client));
    if (delay === 0) {
      this.#ready(client);
      return;
    }
    this.#states[client] = State.Thinking;
    this.#timers[client] = this.#shared.ios.kernel.after(delay, this.#id, client);
  }

  #ready(client: number): void {
    if (this.#pacer === null) {
      this.#issue(client);
      return;
    }
    this.#states[client] = State.Paced;
    this.#pacer.ask(client);
  }

  /** @returns the bytes issued, 0 if the node of the client is down */
  #issue(client: number): number {
    const node = this.#ios.nodeFor(client);
    if (node < 0) {
      this.#states[client] = State.Parked;
      return 0;
    }
    this.#source.next(client);
    this.#states[client] = State.Busy;
    this.#ios.issue(this.#source, client, node);
    return this.#source.blocks * BLOCK_BYTES;
  }

  #finish(client: number): void {
    this.#states[client] = State.Finished;
    if (--this.#unfinished > 0) return;
    this.finished = true;
    this.running = false;
    this.#done?.();
  }
}

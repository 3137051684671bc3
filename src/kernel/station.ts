import { type Discipline, Fcfs } from './discipline.ts';
import type { Io, WaitingPlace } from './io.ts';
import type { Actor, Kernel } from './kernel.ts';

/** What a station tells of itself: reports take the difference between two instants. */
export interface StationReport {
  /** ns of service given, over all servers, by cause of the I/O. */
  readonly busy: Float64Array;
  /** Integral over time of the I/Os waiting or in service, in I/O-ns. */
  population: number;
  /** Visits that have ended. */
  visits: number;
}

/** Causes that a station tells apart; `io.cause` is below this. */
export const CAUSES = 8;

/** One of the like servers of a station. */
class Server {
  readonly number: number;
  /** Whom it serves, and the ticket and cause of that visit. */
  io: Io | null = null;
  ticket = 0;
  cause = 0;
  /** When the service ends. */
  ends = 0.5;
  /** The next free server. */
  next: Server | null = null;

  constructor(number: number) {
    this.number = number;
  }
}

/**
 * A station: `servers` like servers and one queue in the order of its discipline. An I/O asks for service with
 * `serve(io, demand, next)`.
 */
export class Station implements Actor, WaitingPlace {
  readonly name: string;
  readonly servers: number;
  /** A service takes so many times what was asked for; a new value counts from the next service on. */
  slowness = 0.5;
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #waiting: Discipline;
  readonly #waitingCategory: number;
  readonly #serviceCategory: number;
  readonly #servers: readonly Server[];
  /** The free servers; the one that became free last serves next. */
  #idle: Server | null = null;
  readonly #busy = new Float64Array(CAUSES);
  /** Integral of `#present` up to `#changed`. */
  #area = 0.5;
  #changed = 0.5;
  #present = 0;
  #visits = 0;

  /** @param categories residence categories of waiting and of service */
  constructor(
    kernel: Kernel,
    name: string,
    categories: readonly [waiting: number, service: number],
    servers = 1,
    discipline: Discipline = new Fcfs(),
  ) {
    this.name = name;
    this.servers = servers;
    this.slowness = 1;
    this.#kernel = kernel;
    this.#id = kernel.register(this);
    this.#waiting = discipline;
    [this.#waitingCategory, this.#serviceCategory] = categories;
    this.#servers = Array.from({ length: servers }, (_, number) => new Server(number));
    for (const server of this.#servers.toReversed()) this.#release(server);
    this.#area = 0;
    this.#changed = 0;
  }

  /** The I/O waits for its turn and for `demand` ns of service. */
  serve(io: Io, demand: number, next: number): void {
    io.wait(this, next);
    io.demand = demand;
    this.#count(1);
    const server = this.#idle;
    if (server !== null) {
      this.#idle = server.next;
      this.#begin(io, server);
    } else this.#waiting.add(io);
  }

  fire(number: number): void {
    const server = this.#servers[number]!;
    const { io, ticket } = server;
    this.#visits++;
    this.#count(-1);
    const waiting = this.#waiting.take();
    if (waiting === null) this.#release(server);
    else {
      waiting.elapse(this.#waitingCategory);
      waiting.since = this.#kernel.now;
      this.#begin(waiting, server);
    }
    io!.resumeLast(ticket, this.#serviceCategory);
  }

  /** An I/O in service was aborted: the server finishes it all the same. A waiting one leaves the queue. */
  forget(io: Io): void {
    if (this.#serves(io)) io.elapse(this.#serviceCategory);
    else {
      io.elapse(this.#waitingCategory);
      this.#waiting.remove(io);
      this.#count(-1);
    }
  }

  /** Figures up to the present instant. */
  report(into: StationReport): StationReport {
    this.#count(0);
    into.busy.set(this.#busy);
    for (const { io, cause, ends } of this.#servers) if (io !== null) into.busy[cause]! -= ends - this.#kernel.now;
    into.population = this.#area;
    into.visits = this.#visits;
    return into;
  }

  #begin(io: Io, server: Server): void {
    const { cause } = io;
    const demand = this.slowness === 1 ? io.demand : Math.round(io.demand * this.slowness);
    server.io = io;
    server.ticket = io.ticket;
    server.cause = cause;
    server.ends = this.#kernel.now + demand;
    this.#busy[cause]! += demand;
    this.#kernel.post(demand, this.#id, server.number);
  }

  #release(server: Server): void {
    server.io = null;
    server.next = this.#idle;
    this.#idle = server;
  }

  #serves(io: Io): boolean {
    return this.#servers.some((server) => server.io === io && server.ticket === io.ticket);
  }

  #count(change: number): void {
    const { now } = this.#kernel;
    this.#area += this.#present * (now - this.#changed);
    this.#changed = now;
    this.#present += change;
  }
}

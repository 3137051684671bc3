import { type Io, type Layer, Status } from '../../kernel/io.ts';
import { Residence } from '../../storage/residence.ts';
import type { Volume } from '../../storage/volume.ts';
import type { Component } from '../component.ts';
import { type Course, coursesOf, dataWayOf } from './course.ts';
import type { Hop } from './hop.ts';

/** One way from a host to a disk: what is passed, in order, and what the I/O is for at the end. */
export interface Route {
  readonly hops: readonly Hop[];
  readonly end: Layer;
}

/** How many courses a route has: one for each way of the data. */
const DATA_WAYS = 3;

const Step = { Served: 0, Passed: 1 } as const;

const LINK_LATENCY = Residence['link latency'];

/**
 * The way of I/Os from a host to a disk.
 *
 *     host cpu ─ memory ─ link ─ (serving node) ─ controller ─ channel ─ disk
 *
 * Commands and written data go out, read data and the completion come back by the same hops. Of several routes the
 * first that works is taken. If a hop fails while the I/O is under way, it is tried again by another route (a write
 * twice done is the same write); with none left it fails.
 *
 * `io.a` is the stop, `io.b` the number of the course.
 */
export class Path implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly #ends: readonly Layer[];
  /** By route, whatever an I/O may pass. */
  readonly #components: readonly (readonly Component[])[];
  /** By route and `DataWay`. */
  readonly #courses: readonly Course[];
  /** All components of all routes work: nothing has to be looked at on the way. */
  #sound = true;

  constructor(name: string, blocks: number, routes: readonly Route[]) {
    this.name = name;
    this.blocks = blocks;
    this.#ends = routes.map(({ end }) => end);
    this.#components = routes.map(({ hops }) => [...new Set(hops.map(({ component }) => component))]);
    this.#courses = routes.flatMap(({ hops }) => coursesOf(hops));
    for (const component of new Set(routes.flatMap(({ hops }) => hops.map((hop) => hop.component)))) component.watch(this);
    this.changed();
  }

  /** Some route works at this instant. */
  get usable(): boolean {
    return this.#firstUsable() >= 0;
  }

  changed(): void {
    this.#sound = this.#components.every(allWork);
  }

  submit(io: Io): void {
    this.#start(io);
  }

  advance(io: Io): void {
    const course = this.#courses[io.b]!;
    const { station, component, latency } = course.stops[io.a]!;
    if (station !== null) {
      if (!this.#sound && !component.up) return this.#start(io); // lost on its way
      if (latency > 0 && io.step === Step.Served) return io.sleep(latency, LINK_LATENCY, Step.Passed);
    }
    io.a++;
    this.#goOn(io, course);
  }

  #start(io: Io): void {
    const route = this.#firstUsable();
    if (route < 0) return io.done(Status.Failed);
    io.a = 0;
    io.b = route * DATA_WAYS + dataWayOf(io.op);
    this.#goOn(io, this.#courses[io.b]!);
  }

  /** Enters the stop `io.a`, or the next one that costs something. */
  #goOn(io: Io, { stops, farEnd }: Course): void {
    for (;;) {
      const { passed, station, fixed, perBlock, latency } = stops[io.a]!;
      if (!this.#sound && !allWork(passed)) return this.#start(io);
      if (station === null) break;
      const demand = perBlock === 0 ? fixed : fixed + Math.round(perBlock * io.blocks);
      if (demand > 0) return station.serve(io, demand, Step.Served);
      if (latency > 0) return io.sleep(latency, LINK_LATENCY, Step.Passed);
      io.a++;
    }
    if (io.a > farEnd) io.done(io.outcome);
    else io.descend(this.#ends[(io.b / DATA_WAYS) | 0]!, Step.Passed);
  }

  #firstUsable(): number {
    if (this.#sound && this.#components.length > 0) return 0;
    for (let route = 0; route < this.#components.length; route++) if (allWork(this.#components[route]!)) return route;
    return -1;
  }
}

function allWork(components: readonly Component[]): boolean {
  for (let i = 0; i < components.length; i++) if (!components[i]!.up) return false;
  return true;
}

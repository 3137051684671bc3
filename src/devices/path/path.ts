import { type Io, type Layer, Status } from '../../kernel/io.ts';
import { Residence } from '../../storage/residence.ts';
import type { Volume } from '../../storage/volume.ts';
import type { Component } from '../component.ts';
import { COURSES, courseOf, coursesOf, type Stop } from './course.ts';
import type { Hop } from './hop.ts';

/** One way from a host to a disk: what is passed, in order, and what the I/O is for at the end. */
export interface Route {
  readonly hops: readonly Hop[];
  readonly end: Layer;
}

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
 * `io.a` is the place of the stop among all.
 */
export class Path implements Volume {
  readonly name: string;
  readonly blocks: number;
  /** By route, whatever an I/O may pass. */
  readonly #components: readonly (readonly Component[])[];
  /** Those of all routes and courses, one course after the other. */
  readonly #stops: readonly Stop[];
  /** Where a course begins, by route and course. */
  readonly #begins: readonly number[];
  /** Components that do not work: with none there is nothing to be looked at on the way. */
  #down = 0;

  constructor(name: string, blocks: number, routes: readonly Route[]) {
    this.name = name;
    this.blocks = blocks;
    this.#components = routes.map(({ hops }) => [...new Set(hops.map(({ component }) => component))]);
    const courses = routes.flatMap(({ hops, end }) => coursesOf(hops, end));
    this.#stops = courses.flat();
    this.#begins = courses.map((_, course) => courses.slice(0, course).flat().length);
    for (const component of new Set(routes.flatMap(({ hops }) => hops.map((hop) => hop.component)))) component.watch(this);
    this.changed();
  }

  /** Some route works at this instant. */
  get usable(): boolean {
    return this.#firstUsable() >= 0;
  }

  changed(): void {
    this.#down = new Set(this.#components.flat().filter(({ up }) => !up)).size;
  }

  submit(io: Io): void {
    this.#start(io);
  }

  advance(io: Io): void {
    const { station, component, latency } = this.#stops[io.a]!;
    if (this.#down > 0 && station !== null && !component.up) return this.#start(io); // lost on its way
    if (latency > 0 && io.step === Step.Served) return io.sleep(latency, LINK_LATENCY, Step.Passed);
    this.#enter(io, io.a + 1);
  }

  #start(io: Io): void {
    const route = this.#firstUsable();
    if (route < 0) return io.done(Status.Failed);
    this.#enter(io, this.#begins[route * COURSES + courseOf(io.op)]!);
  }

  /** Enters a stop, or the next one that costs something. */
  #enter(io: Io, at: number): void {
    for (; ; at++) {
      const { passed, station, end, fixed, perBlock, latency } = this.#stops[at]!;
      if (this.#down > 0 && !allWork(passed)) return this.#start(io);
      io.a = at;
      if (station === null) return end === null ? io.done(io.outcome) : io.descend(end, Step.Passed);
      const demand = perBlock === 0 ? fixed : fixed + Math.round(perBlock * io.blocks);
      if (demand > 0) return station.serve(io, demand, Step.Served);
      if (latency > 0) return io.sleep(latency, LINK_LATENCY, Step.Passed);
    }
  }

  #firstUsable(): number {
    if (this.#down === 0 && this.#components.length > 0) return 0;
    for (let route = 0; route < this.#components.length; route++) if (allWork(this.#components[route]!)) return route;
    return -1;
  }
}

function allWork(components: readonly Component[]): boolean {
  for (let i = 0; i < components.length; i++) if (!components[i]!.up) return false;
  return true;
}

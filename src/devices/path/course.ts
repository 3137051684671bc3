import { type Layer, Op } from '../../kernel/io.ts';
import type { Station } from '../../kernel/station.ts';
import { BLOCK_BYTES } from '../../storage/volume.ts';
import type { Component } from '../component.ts';
import type { Hop, Leg } from './hop.ts';

/** Which way the data of an I/O go along a path. */
const DataWay = { None: 0, Out: 1, Back: 2 } as const;

const WAYS = [DataWay.None, DataWay.Out, DataWay.Back] as const;

/** How many courses a route has. */
export const COURSES = WAYS.length;

/** What an I/O comes to on its way, in order; stops that would cost it nothing are left out. */
export interface Stop {
  /** What it passes to get here from the stop before, and here: all of it must work. */
  readonly passed: readonly Component[];
  /** Must still work when the I/O has been served here. */
  readonly component: Component;
  /** Null: the far end, where the disk is, or at last home again. */
  readonly station: Station | null;
  /** What the I/O is for, at the far end. */
  readonly end: Layer | null;
  /** Service demand in ns: fixed, and for each block of 512 bytes. */
  readonly fixed: number;
  readonly perBlock: number;
  /** In ns, after service. */
  readonly latency: number;
}

/** The stops out to `end` and back home, for I/Os of each number that `courseOf` tells. */
export function coursesOf(hops: readonly Hop[], end: Layer): Stop[][] {
  return WAYS.map((way) => [
    ...stopsOf(
      hops.map(({ component, out }) => ({ component, leg: priced(out, way === DataWay.Out) })),
      end,
    ),
    ...stopsOf(
      hops.toReversed().map(({ component, back }) => ({ component, leg: priced(back, way === DataWay.Back) })),
      null,
    ),
  ]);
}

/** Which of the courses of a route an I/O takes. */
export function courseOf(op: Op): number {
  if (op === Op.Read) return DataWay.Back;
  return op === Op.CopyData ? DataWay.None : DataWay.Out;
}

function priced(leg: Leg, data: boolean): Leg {
  return data ? leg : { ...leg, nsPerByte: 0 };
}

function stopsOf(legs: readonly { component: Component; leg: Leg }[], end: Layer | null): Stop[] {
  const stops: Stop[] = [];
  let passed: Component[] = [];
  for (const { component, leg } of legs) {
    if (!passed.includes(component)) passed.push(component);
    if (leg.fixed === 0 && leg.nsPerByte === 0 && leg.latency === 0) continue;
    const { station, fixed, latency } = leg;
    stops.push({ passed, component, station, end: null, fixed, perBlock: leg.nsPerByte * BLOCK_BYTES, latency });
    passed = [];
  }
  return [...stops, { passed, component: legs.at(-1)!.component, station: null, end, fixed: 0, perBlock: 0, latency: 0 }];
}

import type { SeekLaw } from './spec.ts';

type Point = readonly [cylinders: number, time: number];

/** By measured points, the time of every distance up to the last: drives of one model share it. */
const tables = new WeakMap<readonly Point[], Float64Array>();

/** Seek time over distance. */
export class SeekCurve {
  readonly #times: Float64Array;
  /** Beyond the table: `single + linear (d - from) + root sqrt(d - from)`. */
  readonly #from: number = 0.5;
  readonly #single: number = 0.5;
  readonly #linear: number = 0.5;
  readonly #root: number = 0.5;

  /** @param law between measured points, and beyond the last, the line through the two nearest holds */
  constructor(law: SeekLaw) {
    const smooth = 'points' in law ? endOf(law.points) : { ...law, from: 1 };
    this.#times = 'points' in law ? tableOf(law.points) : new Float64Array(1);
    this.#from = smooth.from;
    this.#single = smooth.single;
    this.#linear = smooth.linear;
    this.#root = smooth.root;
  }

  /** @param distance cylinders */
  time(distance: number): number {
    const times = this.#times;
    if (distance < times.length) return times[distance]!;
    const further = distance - this.#from;
    return this.#single + this.#linear * further + this.#root * Math.sqrt(further);
  }
}

function tableOf(points: readonly Point[]): Float64Array {
  const known = tables.get(points);
  if (known) return known;
  const times = new Float64Array(points[points.length - 1]![0] + 1);
  for (let distance = 1, high = 1; distance < times.length; distance++) {
    while (high < points.length - 1 && points[high]![0] <= distance) high++;
    const { from, single, linear } = lineThrough(points[high - 1]!, points[high]!);
    times[distance] = single + linear * (distance - from);
  }
  tables.set(points, times);
  return times;
}

function endOf(points: readonly Point[]): ReturnType<typeof lineThrough> {
  return lineThrough(points[points.length - 2]!, points[points.length - 1]!);
}

function lineThrough([from, single]: Point, [to, time]: Point): { from: number; single: number; linear: number; root: number } {
  return { from, single, linear: (time - single) / (to - from), root: 0 };
}

/**
 * The law through the figures of a data sheet: one cylinder, the mean over all pairs of cylinders, the full stroke.
 * Over random pairs the mean of d is a third of the stroke S, that of sqrt(d) is 8/15 sqrt(S); so with A = linear S and
 * B = root sqrt(S), A / 3 + 8 B / 15 = average - single and A + B = full - single.
 * @throws RangeError if no rising curve goes through them
 */
export function threePointLaw(single: number, average: number, full: number, cylinders: number): SeekLaw {
  const stroke = cylinders - 2;
  const b = 5 * (average - single - (full - single) / 3);
  const a = full - single - b;
  if (!(single >= 0 && b >= 0 && a + b / 2 >= 0)) {
    throw new RangeError('no rising seek curve has these times for one cylinder, on average and for the full stroke');
  }
  return { single, linear: a / stroke, root: b / Math.sqrt(stroke) };
}

/** The law of Ruemmler and Wilkes: a root up to a boundary, then a line; the shortest distances are listed. */
export interface TwoPieceLaw {
  /** Times of 1, 2, ... cylinders. */
  readonly shortest: readonly number[];
  readonly boundary: number;
  /** `constant + factor sqrt(d)` below the boundary. */
  readonly root: readonly [constant: number, factor: number];
  /** `constant + factor d` from the boundary on. */
  readonly line: readonly [constant: number, factor: number];
}

/** The same as points: one for each distance up to the boundary, and the last one of the line. */
export function twoPiecePoints({ shortest, boundary, root, line }: TwoPieceLaw, cylinders: number): (readonly [number, number])[] {
  const time = (d: number): number => {
    if (d <= shortest.length) return shortest[d - 1]!;
    return d < boundary ? root[0] + root[1] * Math.sqrt(d) : line[0] + line[1] * d;
  };
  const distances = [...Array.from({ length: boundary }, (_, i) => i + 1), cylinders - 1];
  return distances.map((d) => [d, time(d)] as const);
}

import type { SeekLaw } from './spec.ts';

/** Seek time over distance. */
export class SeekCurve {
  readonly #distances: Float64Array;
  readonly #times: Float64Array;
  readonly #single: number;
  readonly #linear: number;
  readonly #root: number;

  constructor(law: SeekLaw) {
    const points = 'points' in law ? law.points : [];
    this.#distances = Float64Array.from(points, (point) => point[0]);
    this.#times = Float64Array.from(points, (point) => point[1]);
    const smooth = 'points' in law ? { single: 0, linear: 0, root: 0 } : law;
    this.#single = smooth.single;
    this.#linear = smooth.linear;
    this.#root = smooth.root;
  }

  /** @param distance cylinders; between measured points, and beyond the last, the line through the two nearest holds */
  time(distance: number): number {
    if (distance === 0) return 0;
    const distances = this.#distances;
    if (distances.length === 0) return this.#single + this.#linear * (distance - 1) + this.#root * Math.sqrt(distance - 1);
    let low = 0;
    let high = distances.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (distances[middle]! <= distance) low = middle;
      else high = middle;
    }
    const times = this.#times;
    const slope = (times[high]! - times[low]!) / (distances[high]! - distances[low]!);
    return times[low]! + slope * (distance - distances[low]!);
  }
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

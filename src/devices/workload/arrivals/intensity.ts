/** Expected number of arrivals as a function of time: a non-homogeneous rate and its integral. Times are in ns from the start of the run. */
export interface Intensity {
  /** Expected number of arrivals between two instants. */
  between(from: number, to: number): number;
  /** The instant by which `expected` arrivals are expected after `from`; Infinity if they never are. */
  reach(from: number, expected: number): number;
}

/** A rate that never changes. */
export class SteadyRate implements Intensity {
  readonly #gap: number;

  /** @param perSecond arrivals per second, above 0 */
  constructor(perSecond: number) {
    this.#gap = 1e9 / perSecond;
  }

  between(from: number, to: number): number {
    return (to - from) / this.#gap;
  }

  reach(from: number, expected: number): number {
    return from + expected * this.#gap;
  }
}

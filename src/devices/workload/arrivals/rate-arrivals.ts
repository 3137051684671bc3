import type { Random } from '../../../kernel/random.ts';
import type { ArrivalProcess } from './arrival-process.ts';
import type { Intensity } from './intensity.ts';

/**
 * Arrivals at a given rate, found by inversion of its integral, so that a changing rate is followed exactly. Poisson:
 * the expected number of arrivals between two of them is exponential with mean 1, one draw for each arrival. Constant:
 * it is 1, without a draw.
 */
export class RateArrivals implements ArrivalProcess {
  at = 0.5;
  readonly #intensity: Intensity;
  readonly #random: Random | null;

  /** @param random null for arrivals at constant distances */
  constructor(intensity: Intensity, random: Random | null) {
    this.#intensity = intensity;
    this.#random = random;
  }

  start(now: number): void {
    this.at = now;
    this.next();
  }

  next(): void {
    this.at = this.#intensity.reach(this.at, this.#random === null ? 1 : this.#random.exponential());
  }
}

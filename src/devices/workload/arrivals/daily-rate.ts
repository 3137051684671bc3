import type { Intensity } from './intensity.ts';

const DAY = 86_400e9;

/** From this time of day on (ns after midnight) this fraction of the rate applies, until the next entry. */
export interface DailyFraction {
  readonly clock: number;
  readonly fraction: number;
}

/** A rate that is constant by pieces over the 24 hours of the clock and repeats every day. */
export class DailyRate implements Intensity {
  /** Beginnings of the pieces, ns after midnight, the first being midnight; the last entry is the end of the day. */
  readonly #bounds: Float64Array;
  /** Arrivals per ns. */
  readonly #rates: Float64Array;
  readonly #perDay: number;
  /** Time of day at the start of the run. */
  readonly #offset: number;

  /**
   * @param perSecond rate to which the fractions refer
   * @param profile at least one entry; before the first of a day the last of the day before applies
   * @param startClock time of day at the start of the run, ns after midnight
   */
  constructor(perSecond: number, profile: readonly DailyFraction[], startClock: number) {
    const entries = [...profile].sort((a, b) => a.clock - b.clock);
    const last = entries.at(-1);
    if (last === undefined) throw new RangeError('a profile of the day needs an entry');
    const pieces = entries[0]!.clock > 0 ? [{ clock: 0, fraction: last.fraction }, ...entries] : entries;
    this.#bounds = Float64Array.from([...pieces.map((piece) => piece.clock), DAY]);
    this.#rates = Float64Array.from(pieces, (piece) => (piece.fraction * perSecond) / 1e9);
    this.#perDay = this.#rates.reduce((sum, rate, i) => sum + rate * (this.#bounds[i + 1]! - this.#bounds[i]!), 0);
    this.#offset = startClock;
  }

  between(from: number, to: number): number {
    return this.#since(to) - this.#since(from);
  }

  reach(from: number, expected: number): number {
    if (this.#perDay === 0) return Infinity;
    const days = Math.floor(expected / this.#perDay);
    let rest = expected - days * this.#perDay;
    let clock = (from + this.#offset) % DAY;
    const midnight = from + days * DAY - clock;
    let piece = this.#pieceAt(clock);
    for (let passed = 0; ; passed += DAY) {
      for (; piece < this.#rates.length; piece++) {
        const rate = this.#rates[piece]!;
        const end = this.#bounds[piece + 1]!;
        const due = rate * (end - clock);
        if (rest <= due && rate > 0) return midnight + passed + clock + rest / rate;
        rest -= due;
        clock = end;
      }
      piece = 0;
      clock = 0;
    }
  }

  /** Expected arrivals since the midnight before the run. */
  #since(time: number): number {
    const local = time + this.#offset;
    const clock = local % DAY;
    let sum = ((local - clock) / DAY) * this.#perDay;
    for (let piece = 0; piece < this.#rates.length && this.#bounds[piece]! < clock; piece++) {
      sum += this.#rates[piece]! * (Math.min(clock, this.#bounds[piece + 1]!) - this.#bounds[piece]!);
    }
    return sum;
  }

  #pieceAt(clock: number): number {
    let piece = 0;
    while (this.#bounds[piece + 1]! <= clock) piece++;
    return piece;
  }
}

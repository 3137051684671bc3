import { LAST_INSTANT } from '../../../kernel/kernel.ts';
import type { Random } from '../../../kernel/random.ts';
import type { ArrivalProcess } from './arrival-process.ts';
import type { Intensity } from './intensity.ts';

/** Lengths of bursts and of the pauses between them: exponential with these means, in ns. */
export interface BurstLengths {
  readonly burst: number;
  readonly pause: number;
}

/** By how much the rate within bursts exceeds the mean rate. */
export function burstFactor({ burst, pause }: BurstLengths): number {
  return (burst + pause) / burst;
}

/**
 * Poisson arrivals in bursts and silence between them (an interrupted Poisson process), in equilibrium from the
 * start. One draw of `random` for each arrival; the bursts have a stream of their own.
 */
export class BurstyArrivals implements ArrivalProcess {
  at = 0.5;
  readonly #intensity: Intensity;
  readonly #lengths: BurstLengths;
  readonly #random: Random;
  readonly #bursts: Random;
  #inBurst: boolean;
  /** The instant at which the present burst or pause ends. */
  #until = 0.5;

  /** @param intensity the rate within bursts: the mean rate times `burstFactor` */
  constructor(intensity: Intensity, lengths: BurstLengths, random: Random, bursts: Random) {
    this.#intensity = intensity;
    this.#lengths = lengths;
    this.#random = random;
    this.#bursts = bursts;
    this.#inBurst = bursts.double() * (lengths.burst + lengths.pause) < lengths.burst;
    this.#until = this.#length();
  }

  start(now: number): void {
    while (this.#until < now) this.#change();
    this.at = now;
    this.next();
  }

  next(): void {
    let expected = this.#random.exponential();
    while (this.at <= LAST_INSTANT) {
      if (this.#inBurst) {
        const due = this.#intensity.between(this.at, this.#until);
        if (expected <= due) {
          this.at = this.#intensity.reach(this.at, expected);
          return;
        }
        expected -= due;
      }
      this.at = this.#until;
      this.#change();
    }
    this.at = Infinity;
  }

  #change(): void {
    this.#inBurst = !this.#inBurst;
    this.#until += this.#length();
  }

  #length(): number {
    return this.#bursts.exponential() * (this.#inBurst ? this.#lengths.burst : this.#lengths.pause);
  }
}

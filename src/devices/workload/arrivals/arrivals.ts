import type { RandomStreams } from '../../../kernel/random.ts';
import type { ArrivalProcess } from './arrival-process.ts';
import { type BurstLengths, BurstyArrivals, burstFactor } from './bursty-arrivals.ts';
import { type DailyFraction, DailyRate } from './daily-rate.ts';
import { SteadyRate } from './intensity.ts';
import { RateArrivals } from './rate-arrivals.ts';

/** Fewer expected arrivals in a burst than this are taken for a mistake. */
const LEAST_PER_BURST = 0.001;

/** The arrivals of an open workload. */
export interface ArrivalOptions {
  /** Mean rate per second, above 0. */
  readonly rate: number;
  readonly kind: 'poisson' | 'constant' | 'bursty';
  /** For `bursty`. */
  readonly bursts: BurstLengths | undefined;
  /** Fractions of the rate over the day, and the time of day at the start of the run in ns after midnight. */
  readonly daily: { readonly profile: readonly DailyFraction[]; readonly startClock: number } | undefined;
}

/**
 * @param name of the workload: it draws from `name/arrivals` and `name/bursts`
 * @throws RangeError if bursts are missing or hardly ever bring an arrival
 */
export function arrivalProcess(options: ArrivalOptions, name: string, streams: RandomStreams): ArrivalProcess {
  const { rate, kind, bursts, daily } = options;
  const random = streams.stream(`${name}/arrivals`);
  const intensity = (perSecond: number) =>
    daily === undefined ? new SteadyRate(perSecond) : new DailyRate(perSecond, daily.profile, daily.startClock);
  if (kind !== 'bursty') return new RateArrivals(intensity(rate), kind === 'constant' ? null : random);
  if (bursts === undefined) throw new RangeError('bursty arrivals need the lengths of bursts and pauses');
  const inBurst = rate * burstFactor(bursts);
  if (inBurst * bursts.burst < LEAST_PER_BURST * 1e9) throw new RangeError('bursts are so short that hardly any brings an arrival');
  return new BurstyArrivals(intensity(inBurst), bursts, random, streams.stream(`${name}/bursts`));
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../kernel/random.ts';
import { type ArrivalOptions, arrivalProcess } from './arrivals.ts';
import { DailyRate } from './daily-rate.ts';

const SECOND = 1e9;
const HOUR = 3600e9;
const DAY = 24 * HOUR;

function options(more: Partial<ArrivalOptions>): ArrivalOptions {
  return { rate: 100, kind: 'poisson', bursts: undefined, daily: undefined, ...more };
}

/** All arrivals up to an instant. */
function arrivals(more: Partial<ArrivalOptions>, until: number, streams = new RandomStreams('arrivals', 0)): number[] {
  const process = arrivalProcess(options(more), 'trading', streams);
  const times: number[] = [];
  for (process.start(0); process.at <= until; process.next()) times.push(process.at);
  return times;
}

describe('Poisson', () => {
  test('the count has mean and variance of the rate times the time', () => {
    const times = arrivals({}, 1000 * SECOND);
    expect(Math.abs(times.length - 100_000) / Math.sqrt(100_000)).toBeLessThan(4);
  });

  test('gaps are exponential: half of them below ln 2 times the mean', () => {
    const times = arrivals({}, 1000 * SECOND);
    const short = times.filter((at, i) => i > 0 && at - times[i - 1]! < 0.6931471805599453e7).length;
    expect(Math.abs(short - times.length / 2) / Math.sqrt(times.length / 4)).toBeLessThan(4);
  });

  test('takes one draw for each arrival', () => {
    const streams = new RandomStreams('arrivals', 0);
    const count = arrivals({}, 10 * SECOND, streams).length;
    const other = new RandomStreams('arrivals', 0).stream('trading/arrivals');
    for (let i = 0; i <= count; i++) other.exponential(); // the first one beyond the end too
    expect(streams.stream('trading/arrivals').double()).toBe(other.double());
  });

  test('another rate gives the same pattern, stretched', () => {
    const slow = arrivals({ rate: 50 }, 20 * SECOND);
    const fast = arrivals({ rate: 100 }, 10 * SECOND);
    expect(slow).toHaveLength(fast.length);
    for (const [i, at] of fast.entries()) expect(slow[i]).toBeCloseTo(2 * at, 3);
  });
});

test('constant: at equal distances, without a draw', () => {
  expect(arrivals({ kind: 'constant', rate: 4 }, 2 * SECOND)).toEqual([0.25e9, 0.5e9, 0.75e9, 1e9, 1.25e9, 1.5e9, 1.75e9, 2e9]);
});

describe('bursts', () => {
  const bursts = { burst: 0.5 * SECOND, pause: 1.5 * SECOND };

  test('keep the mean rate, with the variance of an interrupted Poisson process', () => {
    // Var N(t) / E N(t) -> 1 + 2 r a / (a + b)^2 with r the rate in bursts, 1/a and 1/b the means of burst and pause:
    // the integral of the rate has the autocovariance r^2 ab / (a + b)^2 exp(-(a + b) t). Here 1 + 2 * 400 * 2 / (8/3)^2 = 226.
    const times = arrivals({ kind: 'bursty', bursts }, 10_000 * SECOND);
    expect(Math.abs(times.length - 1_000_000) / Math.sqrt(226 * 1_000_000)).toBeLessThan(4);
  });

  test('a quarter of the seconds is busy: within a burst the rate is four times the mean', () => {
    const times = arrivals({ kind: 'bursty', bursts }, 2000 * SECOND);
    const long = times.filter((at, i) => i > 0 && at - times[i - 1]! > 0.1 * SECOND);
    // A gap of 0.1 s has probability exp(-40) within a burst, so each long gap is a pause, longer than 0.1 s with
    // probability exp(-1/15): 1000 cycles of 2 s give 935 of them, give or take sqrt(1000 * 1/2 + ...) < 40.
    expect(Math.abs(long.length - 935)).toBeLessThan(4 * 40);
  });

  test('without an arrival in hardly any burst, it is refused', () => {
    expect(() => arrivals({ kind: 'bursty', rate: 1e-3, bursts: { burst: 1000, pause: 1000 } }, SECOND)).toThrow(
      'hardly any brings an arrival',
    );
  });

  test('never ends where the day has no arrivals', () => {
    const daily = { profile: [{ clock: 0, fraction: 0 }], startClock: 0 };
    expect(arrivals({ kind: 'bursty', bursts: { burst: 60 * SECOND, pause: 60 * SECOND }, daily }, DAY)).toEqual([]);
  });
});

describe('profile of the day', () => {
  const profile = [
    { clock: 8 * HOUR, fraction: 1 },
    { clock: 12 * HOUR, fraction: 0.5 },
    { clock: 18 * HOUR, fraction: 0 },
  ];

  test('its integral is exact', () => {
    const rate = new DailyRate(10, profile, 6 * HOUR);
    // From 06:00: 2 h at 0 (what applies since 18:00), 4 h at 10, 6 h at 5 = 144,000 + 108,000 a day.
    expect(rate.between(0, 2 * HOUR)).toBe(0);
    expect(rate.between(2 * HOUR, 6 * HOUR)).toBeCloseTo(144_000, 6);
    expect(rate.between(0, 12 * HOUR)).toBeCloseTo(252_000, 6);
    expect(rate.between(0, 10 * DAY)).toBeCloseTo(2_520_000, 5);
  });

  test('reach is the inverse of between', () => {
    const rate = new DailyRate(10, profile, 6 * HOUR);
    const instant = fc.double({ min: 0, max: 5 * DAY, noNaN: true });
    fc.assert(
      fc.property(instant, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (from, expected) => {
        const to = rate.reach(from, expected);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(rate.between(from, to)).toBeCloseTo(expected, 4);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('counts follow the rate, piece by piece', () => {
    const times = arrivals({ rate: 1, daily: { profile, startClock: 6 * HOUR } }, 2 * DAY);
    const count = (from: number, to: number) => times.filter((at) => (at + 6 * HOUR) % DAY >= from && (at + 6 * HOUR) % DAY < to).length;
    expect(count(18 * HOUR, DAY) + count(0, 8 * HOUR)).toBe(0);
    expect(Math.abs(count(8 * HOUR, 12 * HOUR) - 28_800) / Math.sqrt(28_800)).toBeLessThan(4);
    expect(Math.abs(count(12 * HOUR, 18 * HOUR) - 21_600) / Math.sqrt(21_600)).toBeLessThan(4);
  });

  test('a constant rate of 1 all day is a steady rate', () => {
    const steady = arrivals({ rate: 7 }, 3600 * SECOND);
    const daily = arrivals({ rate: 7, daily: { profile: [{ clock: 5 * HOUR, fraction: 1 }], startClock: 23.5 * HOUR } }, 3600 * SECOND);
    expect(daily).toHaveLength(steady.length);
    for (const [i, at] of steady.entries()) expect(Math.abs(daily[i]! - at)).toBeLessThan(1);
  });
});

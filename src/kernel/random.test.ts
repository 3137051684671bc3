import { describe, expect, it } from 'vitest';
import { log } from './elementary.ts';
import { Random, RandomStreams } from './random.ts';

/** Of words k / n of a sample: how far the count of each of `cells` equal cells strays, as a standard normal variate. */
function chiSquareZ(counts: Float64Array, n: number): number {
  let sum = 0;
  for (const count of counts) sum += (count - n / counts.length) ** 2 / (n / counts.length);
  const degrees = counts.length - 1;
  return (sum - degrees) / Math.sqrt(2 * degrees);
}

describe('Random', () => {
  it('is xoshiro128**', () => {
    // Reference values of the published C code. By hand: rotl(2 * 5, 7) * 9 = 11520; then s1 = 2 ^ 1 ^ 3 = 0.
    const random = new Random(1, 2, 3, 4);
    expect([random.uint32(), random.uint32(), random.uint32(), random.uint32()]).toEqual([11520, 0, 5927040, 70819200]);
  });
  it('rejects the one state from which it would never move', () => {
    expect(() => new Random(0, 0, 0, 0)).toThrow(RangeError);
  });
  it('takes two words for a double and for below, one for an exponential', () => {
    const words = new Random(9, 8, 7, 6);
    const random = new Random(9, 8, 7, 6);
    const [first, second, third, fourth, fifth] = Array.from({ length: 5 }, () => words.uint32());
    expect(random.double()).toBe((first! * 1048576 + (second! >>> 12) + 0.5) / 2 ** 52);
    expect(random.below(2 ** 53)).toBe(Math.floor(((third! * 1048576 + (fourth! >>> 12) + 0.5) / 2 ** 52) * 2 ** 53));
    expect(random.exponential()).toBe(-log((fifth! + 0.5) / 2 ** 32));
  });
  it('draws every value below n equally often', () => {
    const random = new Random(1, 1, 2, 3);
    for (const n of [2, 7, 100, 1000]) {
      const counts = new Float64Array(n);
      for (let i = 0; i < 100_000; i++) counts[random.below(n)]!++;
      expect(Math.abs(chiSquareZ(counts, 100_000))).toBeLessThan(4);
    }
  });
  it('stays below n for large n', () => {
    const random = new Random(3, 1, 4, 1);
    for (const n of [1, 2 ** 31 + 1, 2 ** 53 - 1, 2 ** 53]) {
      for (let i = 0; i < 10_000; i++) {
        const value = random.below(n);
        if (!(value >= 0 && value < n && Number.isInteger(value))) expect(value).toBe(n);
      }
    }
  });
});

describe('RandomStreams', () => {
  it('gives the same object for the same name', () => {
    const streams = new RandomStreams('1', 1);
    expect(streams.stream('a')).toBe(streams.stream('a'));
  });
  it('gives a stream the same numbers whatever other streams are asked for or drawn from', () => {
    const alone = new RandomStreams('seed', 3).stream('host-1/arrivals');
    const streams = new RandomStreams('seed', 3);
    for (let i = 0; i < 20; i++) streams.stream(`disk ${i}/errors`).double();
    const among = streams.stream('host-1/arrivals');
    for (let i = 0; i < 100; i++) expect(among.uint32()).toBe(alone.uint32());
  });
  it('tells seed, replication and name apart, wherever one ends and the next begins', () => {
    const keys: [string, number, string][] = [
      ['1', 1, 'a'],
      ['1', 2, 'a'],
      ['1', 1, 'b'],
      ['11', 1, 'a'],
      ['1', 11, 'a'],
      ['1,1', 1, 'a'],
      ['1', 1, '1,a'],
      ['', 1, ''],
      ['', 1, '"'],
    ];
    expect(new Set(keys.map(([seed, replication, name]) => new RandomStreams(seed, replication).stream(name).double())).size).toBe(
      keys.length,
    );
  });
  it('gives these numbers in every engine', () => {
    const random = new RandomStreams('1', 1).stream('host-1/arrivals');
    expect([random.uint32(), random.uint32(), random.double(), random.below(1000), random.exponential()]).toMatchInlineSnapshot(`
      [
        1101488002,
        2872720130,
        0.42576504036127727,
        960,
        1.2106511430379363,
      ]
    `);
  });

  // Neighbouring keys are the rule (`disk 1`, `disk 2`; replications 1, 2, ...). Under independence each
  // correlation of n pairs of first draws is normal with standard deviation 1 / sqrt(n).
  const families: [string, (i: number) => Random][] = [
    ['replications', (i) => new RandomStreams('1', i).stream('host-1/arrivals')],
    ['seeds', (i) => new RandomStreams(String(i), 1).stream('host-1/arrivals')],
    ['names', (i) => new RandomStreams('1', 1).stream(`disk ${i}/seek`)],
  ];
  it.each(families)('shows no dependence between the first draws of neighbouring %s', (_, streamOf) => {
    const n = 10_000;
    const draws = 4;
    const correlation = new Float64Array(draws);
    const counts = new Float64Array(64);
    let previous: number[] | undefined;
    for (let i = 0; i < n; i++) {
      const random = streamOf(i);
      const current = Array.from({ length: draws }, () => random.double() - 0.5);
      if (previous) for (let d = 0; d < draws; d++) correlation[d]! += 12 * current[d]! * previous[d]!;
      counts[Math.floor(8 * (current[0]! + 0.5)) * 8 + Math.floor(8 * (current[1]! + 0.5))]!++;
      previous = current;
    }
    for (const sum of correlation) expect(Math.abs(sum / Math.sqrt(n))).toBeLessThan(4);
    expect(Math.abs(chiSquareZ(counts, n))).toBeLessThan(4);
  });
  it('shows no linear relation between four names whose letters cancel out', () => {
    // 0 ^ 1 ^ 2 ^ 3 = 0: a seeding that is linear in the letters would leave bits of the exclusive or fixed.
    const n = 4000;
    const ones = new Float64Array(64);
    for (let i = 0; i < n; i++) {
      const four = [0, 1, 2, 3].map((d) => new RandomStreams('1', 1).stream(`host-${i}/disk ${d}`));
      for (let word = 0; word < 2; word++) {
        const sum = four.reduce((all, random) => all ^ random.int32(), 0);
        for (let bit = 0; bit < 32; bit++) ones[32 * word + bit]! += (sum >>> bit) & 1;
      }
    }
    for (const count of ones) expect(Math.abs(count - n / 2) / Math.sqrt(n / 4)).toBeLessThan(4.5);
  });
});

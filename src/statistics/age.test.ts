import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Age } from './age.ts';

const S = 1e9;

it('one ramp: 10 s without, then from 0 to 30 s of age, then without to 50 s', () => {
  const clock = { now: 0 };
  const age = new Age(clock);
  clock.now = 10 * S;
  age.change(10 * S);
  clock.now = 40 * S;
  expect(age.value).toBe(30 * S);
  age.change(Infinity);
  clock.now = 50 * S;
  // Of 50 s 20 s are at age 0; the ramp passes 6 s of age at p = (20 + 6)/50 and 29 s at (20 + 29)/50.
  expect(age.quantile(0.4)).toBe(0);
  expect(age.quantile(0.52) / S).toBeCloseTo(6, 5);
  expect(age.quantile(0.98) / S).toBeCloseTo(29, 4);
  expect(age.max).toBe(30 * S);
  expect(age.mean).toBe((30 * 15 * S) / 50);
});

it('the oldest goes and a younger one remains: the age falls to its age', () => {
  const clock = { now: 0 };
  const age = new Age(clock);
  age.change(0);
  clock.now = 20 * S;
  age.change(15 * S);
  expect(age.value).toBe(5 * S);
  clock.now = 25 * S;
  expect([age.max, age.mean]).toEqual([20 * S, (200 + 37.5) * (S / 25)]);
});

it('quantiles agree with a fine sampling of the age', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1e7), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 12 }),
      (steps) => {
        const clock = { now: 0 };
        const age = new Age(clock);
        let since = Infinity;
        const samples: number[] = [];
        for (const [length, share, none] of steps) {
          since = none ? Infinity : Math.floor(clock.now * share);
          age.change(since);
          const parts = 2000;
          for (let i = 0; i < parts; i++) {
            const at = clock.now + ((i + 0.5) * length) / parts;
            for (let n = 0; n < 1; n++) samples.push(since === Infinity ? 0 : at - since, length / parts);
          }
          clock.now += length;
        }
        const pairs = Array.from({ length: samples.length / 2 }, (_, i) => [samples[2 * i]!, samples[2 * i + 1]!] as const).sort(
          (a, b) => a[0] - b[0],
        );
        const total = clock.now;
        if (total === 0) return;
        for (const p of [0.1, 0.5, 0.95]) {
          const value = age.quantile(p);
          const below = pairs.reduce((sum, [v, weight]) => sum + (v <= value * 1.003 + 2 ? weight : 0), 0);
          const under = pairs.reduce((sum, [v, weight]) => sum + (v < value * 0.997 - 2 ? weight : 0), 0);
          expect(below).toBeGreaterThanOrEqual(p * total * 0.995 - 1e4);
          expect(under).toBeLessThanOrEqual(p * total * 1.005 + 1e4);
        }
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Level } from './level.ts';

describe('Level', () => {
  it('integrates a queue of 2 for 10 ns, 5 for 20 ns, 0 for 10 ns', () => {
    const level = new Level(100, 2);
    level.change(110, 5);
    level.add(130, -5);
    expect([level.integral(140), level.max, level.value]).toEqual([120, 5, 0]);
  });
  it('gives overlapping stretches their own average and maximum', () => {
    const level = new Level();
    const whole = level.open(0);
    level.change(10, 4);
    const middle = level.open(15);
    level.change(20, 1);
    level.close(middle);
    // 4 for 5 ns, 1 for 5 ns
    expect([middle.average(25), middle.max]).toEqual([2.5, 4]);
    const late = level.open(25);
    level.change(30, 9);
    expect([late.max, middle.max, whole.max]).toEqual([9, 4, 9]);
    // 0 for 10, 4 for 10, 1 for 10, 9 for 10
    expect(whole.average(40)).toBe(3.5);
  });
  it('counts a value that lasts no time into the maximum only', () => {
    const level = new Level();
    level.change(5, 100);
    level.change(5, 1);
    expect([level.max, level.integral(10)]).toEqual([100, 5]);
  });
  it('has no average over no time', () => {
    expect(new Level(7, 3).open(7).average(7)).toBe(NaN);
  });
  it('has integrals that add up, wherever a run is cut', () => {
    const steps = fc.array(fc.tuple(fc.nat(1000), fc.nat(50)), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.nat(20_000), (changes, cut) => {
        const level = new Level();
        let now = 0;
        let expected = 0;
        let atCut = 0;
        for (const [pause, value] of changes) {
          if (cut >= now && cut < now + pause) atCut = level.integral(cut);
          expected += level.value * pause;
          now += pause;
          level.change(now, value);
        }
        if (cut >= now) atCut = level.integral(cut);
        const end = Math.max(now, cut);
        expect(level.integral(end)).toBe(expected + level.value * (end - now));
        expect(atCut).toBeLessThanOrEqual(level.integral(end));
      }),
      { seed: 3 },
    );
  });
});

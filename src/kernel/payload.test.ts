import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Payload } from './payload.ts';

const runs = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { maxLength: 40 });

function unitsOf(all: readonly (readonly [length: number, stamp: number])[]): number[] {
  return all.flatMap(([length, stamp]) => new Array<number>(length).fill(stamp));
}

function filled(all: readonly (readonly [length: number, stamp: number])[]): Payload {
  const payload = new Payload();
  for (const [length, stamp] of all) payload.add(length, stamp);
  return payload;
}

it('holds the units that were added, in runs of different stamps', () => {
  fc.assert(
    fc.property(runs, (all) => {
      const payload = filled(all);
      const held = payload.all;
      expect(unitsOf(held)).toEqual(unitsOf(all));
      held.forEach(([length, stamp], i) => {
        expect(length).toBeGreaterThan(0);
        if (i > 0) expect(stamp).not.toBe(held[i - 1]![1]);
      });
    }),
    { seed: 71 },
  );
});

it('equals what holds the same units, however they were added', () => {
  fc.assert(
    fc.property(runs, runs, (a, b) => {
      const same = JSON.stringify(unitsOf(a)) === JSON.stringify(unitsOf(b));
      expect(filled(a).equals(filled(b))).toBe(same);
      expect(filled(a).equals(filled(unitsOf(a).map((stamp) => [1, stamp])))).toBe(true);
      const copy = filled(b);
      copy.copyFrom(filled(a));
      expect(copy.equals(filled(a))).toBe(true);
    }),
    { seed: 72 },
  );
});

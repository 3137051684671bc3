import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Ascending } from './ascending.ts';

it('counts what is at most a limit', () => {
  const values = fc.array(fc.nat(300), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: 301, max: 5000 }), (unordered, range) => {
      const ordered = unordered.toSorted((a, b) => a - b);
      const ascending = new Ascending(ordered, range);
      for (let limit = -1; limit < range; limit++) {
        expect(ascending.countUpTo(limit)).toBe(ordered.filter((value) => value <= limit).length);
      }
    }),
    { seed: 3, numRuns: 50 },
  );
});

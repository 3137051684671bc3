import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Ascending } from './ascending.ts';

it('counts what is at most a limit', () => {
  const values = (most: number) => fc.array(fc.nat(most), { maxLength: 40 });
  const sparse = fc.tuple(values(300), fc.integer({ min: 301, max: 5000 }));
  const dense = fc.tuple(values(9), fc.integer({ min: 10, max: 20 }));
  fc.assert(
    fc.property(fc.oneof(sparse, dense), ([unordered, range]) => {
      const ordered = unordered.toSorted((a, b) => a - b);
      const ascending = new Ascending(ordered, range);
      for (let limit = -1; limit < range; limit++) {
        expect(ascending.countUpTo(limit)).toBe(ordered.filter((value) => value <= limit).length);
      }
    }),
    { seed: 3, numRuns: 100 },
  );
});

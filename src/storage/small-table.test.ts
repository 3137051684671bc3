import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SmallTable } from './small-table.ts';

it('finds what a map finds, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 600 }), (keys) => {
      const table = new SmallTable<number>();
      const map = new Map<number, number>();
      for (const [i, key] of keys.entries()) {
        if (map.delete(key)) table.remove(key);
        else {
          map.set(key, i);
          table.add(key, i);
        }
      }
      for (let key = 0; key <= 300; key++) expect(table.get(key)).toBe(map.get(key));
    }),
    { seed: 5, numRuns: 300 },
  );
});

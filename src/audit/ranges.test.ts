import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OnBlocks, Ranges } from './ranges.ts';

const range = fc.record({ block: fc.integer({ min: 0, max: 60 }), blocks: fc.integer({ min: 1, max: 20 }) });

test('answers as a search of all of them does', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 30 }), fc.array(fc.nat(29)), range, (items, removed, { block, blocks }) => {
      const ranges = new Ranges<OnBlocks>();
      const there = new Set<OnBlocks>(items);
      for (const item of items) ranges.add(item);
      for (const index of removed) {
        const item = items[index];
        if (item !== undefined) expect(ranges.remove(item)).toBe(there.delete(item));
      }
      const end = block + blocks;
      const touching = [...there].filter((item) => item.block < end && item.block + item.blocks > block);
      const found = ranges.touching(block, end);
      expect(found === null).toBe(touching.length === 0);
      if (found !== null) expect(touching).toContain(found);
      expect(ranges.countTouching(block, end)).toBe(touching.length);
      const seen: OnBlocks[] = [];
      expect(ranges.some(block, end, (item) => !seen.push(item))).toBe(false);
      expect(new Set(seen)).toEqual(new Set(touching));
      let covered = block;
      while ([...there].some((item) => item.block <= covered && item.block + item.blocks > covered)) covered++;
      expect(ranges.coveredUntil(block)).toBe(covered);
    }),
    { seed: 1, numRuns: 500 },
  );
});

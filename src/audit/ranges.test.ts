import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OnBlocks, Ranges } from './ranges.ts';

const range = fc.record({ block: fc.integer({ min: 0, max: 60 }), blocks: fc.integer({ min: 1, max: 20 }) });
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant('add' as const), range }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('remove' as const), which: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('ask' as const), range }) },
);

const touches = (block: number, end: number) => (item: OnBlocks) => item.block < end && item.block + item.blocks > block;

/** All questions about a range, answered by looking at everything. */
function expectAsNaive(ranges: Ranges<OnBlocks>, there: readonly OnBlocks[], { block, blocks }: OnBlocks): void {
  const end = block + blocks;
  const touching = there.filter(touches(block, end));
  const found = ranges.touching(block, end);
  expect(found === null).toBe(touching.length === 0);
  if (found !== null) expect(touching).toContain(found);
  expect(ranges.countTouching(block, end)).toBe(touching.length);
  const seen: OnBlocks[] = [];
  expect(ranges.some(block, end, (item) => !seen.push(item))).toBe(false);
  expect(seen).toEqual(touching);
  let covered = block;
  while (there.some(touches(covered, covered + 1))) covered++;
  expect(ranges.coveredUntil(block)).toBe(covered);
}

test('answers as a search of all of them does, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
      const ranges = new Ranges<OnBlocks>();
      /** By first block, and of those with the same one in the order in which they were added. */
      let there: OnBlocks[] = [];
      for (const act of actions) {
        if (act.is === 'ask') expectAsNaive(ranges, there, act.range);
        else if (act.is === 'add') {
          const item = { ...act.range };
          ranges.add(item);
          there = [...there, item].sort((a, b) => a.block - b.block);
        } else if (there.length > 0) {
          const item = there[act.which % there.length]!;
          expect([ranges.remove(item), ranges.remove(item)]).toEqual([true, false]);
          there = there.filter((other) => other !== item);
        }
      }
      const all: OnBlocks[] = [];
      ranges.visitAll((item) => all.push(item));
      expect(all).toEqual(there);
      expect([ranges.size, ranges.first]).toEqual([there.length, there[0] ?? null]);
      const firstThree: OnBlocks[] = [];
      ranges.inOrder((item) => firstThree.push(item) < 3);
      expect(firstThree).toEqual(there.slice(0, 3));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('looks at few of many: in order, all at one place, and under one that covers all', () => {
  let looks = 0;
  const counted = (first: number, blocks: number): OnBlocks => ({
    get block() {
      looks++;
      return first;
    },
    blocks,
  });
  for (const place of [(i: number) => i * 8, () => 1000, (i: number) => (i * 7919) % 65_536]) {
    const ranges = new Ranges<OnBlocks>();
    ranges.add(counted(0, 1_000_000));
    const items = Array.from({ length: 20_000 }, (_, i) => counted(place(i), 8));
    looks = 0;
    for (const item of items) ranges.add(item);
    for (let block = 0; block < 20_000; block++) ranges.touching(block * 8, block * 8 + 8);
    for (const item of items) ranges.remove(item);
    // log2 of 20,000 is 14.3; a treap is less than three times as deep. 60,000 calls, a few looks at each level.
    expect(looks).toBeLessThan(60_000 * 3 * 14.3 * 3);
    expect(ranges.size).toBe(1);
  }
});

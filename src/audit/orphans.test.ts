import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Orphans } from './orphans.ts';

const BLOCKS = 64;
const place = { block: fc.nat(BLOCKS - 1), blocks: fc.integer({ min: 1, max: 20 }) };
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant('lost' as const), ...place }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('again' as const), which: fc.nat(100) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('written' as const), ...place }) },
);

test('of each write what no later one has covered is left, and what is taken away is told', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
      const orphans = new Orphans();
      const lost: { stamp: number; block: number; blocks: number }[] = [];
      /** By block: the stamps that it may hold. */
      const left = Array.from({ length: BLOCKS + 20 }, () => new Set<number>());
      const take = (orphan: { stamp: number; block: number; blocks: number }): void => {
        orphans.add({ ...orphan });
        for (let i = 0; i < orphan.blocks; i++) left[orphan.block + i]!.add(orphan.stamp);
      };
      for (const act of actions) {
        if (act.is === 'lost') {
          lost.push({ stamp: lost.length + 1, block: act.block, blocks: act.blocks });
          take(lost.at(-1)!);
        } else if (act.is === 'again') {
          if (lost.length > 0) take(lost[act.which % lost.length]!);
        } else {
          const end = act.block + act.blocks;
          const told = new Set(orphans.cut(act.block, end).flatMap((part) => blocksOf(part).map((block) => `${part.stamp}@${block}`)));
          const gone = new Set(blocksOf(act).flatMap((block) => [...left[block]!].map((stamp) => `${stamp}@${block}`)));
          expect(told).toEqual(gone);
          for (const block of blocksOf(act)) left[block]!.clear();
        }
      }
      for (const { stamp } of lost)
        for (let block = 0; block < left.length; block++) expect(orphans.has(stamp, block)).toBe(left[block]!.has(stamp));
      expect(orphans.size === 0).toBe(left.every((stamps) => stamps.size === 0));
    }),
    { seed: 3, numRuns: 300 },
  );
});

function blocksOf({ block, blocks }: { block: number; blocks: number }): number[] {
  return Array.from({ length: blocks }, (_, i) => block + i);
}

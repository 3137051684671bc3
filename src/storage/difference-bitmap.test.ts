import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DifferenceBitmap } from './difference-bitmap.ts';

it('marks, clears, counts and finds tracks as a set does', () => {
  const step = fc.tuple(fc.boolean(), fc.nat(1279), fc.nat(200));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const bitmap = new DifferenceBitmap(1280, 8);
      const set = new Set<number>();
      for (const [mark, block, length] of steps) {
        const blocks = Math.max(1, Math.min(length, 1280 - block));
        if (mark) bitmap.mark(block, blocks);
        else bitmap.clear(Math.floor(block / 8));
        if (mark) for (let at = block; at < block + blocks; at++) set.add(Math.floor(at / 8));
        else set.delete(Math.floor(block / 8));
      }
      const found: number[] = [];
      for (let track = bitmap.next(0); track >= 0; track = bitmap.next(track + 1)) found.push(track);
      expect(found).toEqual([...set].sort((a, b) => a - b));
      expect(bitmap.count).toBe(set.size);
    }),
    { seed: 5, numRuns: 100 },
  );
});

it('the last track may be shorter', () => {
  const bitmap = new DifferenceBitmap(130, 128);
  bitmap.markAll();
  expect([bitmap.tracks, bitmap.count]).toEqual([2, 2]);
});

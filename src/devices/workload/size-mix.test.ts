import { expect, test } from 'vitest';
import { RandomStreams } from '../../kernel/random.ts';
import { SizeMix } from './size-mix.ts';

test('sizes come in the ratio of their weights', () => {
  const mix = new SizeMix(
    [
      { bytes: 4096, weight: 70 },
      { bytes: 512, weight: 0 },
      { bytes: 65536, weight: 30 },
    ],
    8,
  );
  expect([...mix.sizes]).toEqual([8, 128]);
  const random = new RandomStreams('sizes', 0).stream('a');
  const n = 100_000;
  let large = 0;
  for (let i = 0; i < n; i++) large += mix.pick(random.double());
  expect(Math.abs(large - 0.3 * n) / Math.sqrt(n * 0.3 * 0.7)).toBeLessThan(4);
});

test('a size is a whole number of units', () => {
  expect(() => new SizeMix([{ bytes: 512, weight: 1 }], 8)).toThrow('an I/O has a whole number of 4096 bytes, not 512');
  expect(() => new SizeMix([], 1)).toThrow('needs a size');
});

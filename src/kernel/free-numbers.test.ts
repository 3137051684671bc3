import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreeNumbers, lowestBit } from './free-numbers.ts';

describe('FreeNumbers', () => {
  it('takes the one given back last, then the lowest that is free, as a search from 0 does', () => {
    // Steps: give back the n-th of the numbers in use (if there is one), or take as many as that.
    const step = fc.record({ give: fc.boolean(), n: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const numbers = new FreeNumbers();
        const inUse = new Set<number>();
        let last: number | undefined;
        for (const { give, n } of steps) {
          const one = [...inUse][n % Math.max(1, inUse.size)];
          if (give && one !== undefined) {
            inUse.delete(one);
            numbers.give(one);
            last = one;
            continue;
          }
          for (let i = 0; i < n; i++) {
            let lowest = 0;
            while (inUse.has(lowest)) lowest++;
            const expected = last ?? lowest;
            last = undefined;
            expect(numbers.take()).toBe(expected);
            inUse.add(expected);
          }
        }
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it('grows to the largest number in use at a time, and no further', () => {
    const numbers = new FreeNumbers();
    const taken = Array.from({ length: 5000 }, () => numbers.take());
    expect(taken).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    for (const number of taken.toReversed()) numbers.give(number);
    for (let i = 0; i < 5000; i++) numbers.take();
    expect(numbers.size).toBe(5000);
  });
});

it('lowestBit numbers the lowest bit that is set, the sign bit included', () => {
  for (let bit = 0; bit < 32; bit++) expect(lowestBit(0xffffffff << bit)).toBe(bit);
});

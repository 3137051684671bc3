import { describe, expect, it } from 'vitest';
import { campaign } from './testing/campaign.ts';

describe('FlashCopy under random loads, verbs and points in time', () => {
  for (let from = 1; from <= 120; from += 20) {
    it(`keeps its rules with the seeds ${from} to ${from + 19}`, () => {
      for (let seed = from; seed < from + 20; seed++) {
        const { oracle } = campaign(seed, { failures: seed % 4 === 0 });
        expect(oracle.log.toString(), `seed ${seed}`).toBe('');
      }
    });
  }
});

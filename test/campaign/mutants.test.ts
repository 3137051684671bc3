import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomScenario } from '../../src/study/faults/random-scenario.ts';
import { tryOut } from '../../src/study/faults/trial.ts';
import { type Mutant, mutants } from './mutants.ts';
import { vocabulary } from './vocabulary.ts';

/** Seeds that each mutant is given. */
const SEEDS = 60;

/** The first seed that fails with the mutant and does not without; what it violates. */
function hunt(mutant: Mutant): { seed: number; rule: string } | null {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { scenario } = randomScenario(seed, [mutant.kind], vocabulary);
    mutant.plant();
    const [found] = tryOut(scenario).findings;
    vi.restoreAllMocks();
    if (found !== undefined && tryOut(scenario).findings.length === 0) return { seed, rule: found.rule };
  }
  return null;
}

describe('planted mutants are found by random seeds alone', () => {
  afterEach(() => vi.restoreAllMocks());

  for (const mutant of mutants) {
    it(`${mutant.kind}: ${mutant.what}`, () => {
      const found = hunt(mutant);
      process.stdout.write(`${mutant.kind}, ${mutant.what}: ${found === null ? 'not found' : `${found.rule}, seed ${found.seed}`}\n`);
      expect(found).not.toBeNull();
    });
  }
});

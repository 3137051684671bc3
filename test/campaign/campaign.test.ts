import { describe, expect, it } from 'vitest';
import { models } from '../../src/copy/models/index.ts';
import { campaign } from '../../src/study/faults/campaign.ts';
import { kindsOf } from '../../src/study/faults/kinds/index.ts';
import { randomScenario } from '../../src/study/faults/random-scenario.ts';
import { tryOut } from '../../src/study/faults/trial.ts';
import { vocabulary } from './vocabulary.ts';

/** Seeds of each kind: some seconds in all. Thousands are run by hand with `copyfence faults`. */
const SEEDS = 15;

const kinds = kindsOf(models);

describe('random campaigns', () => {
  for (const kind of kinds) {
    it(`${kind}: ${SEEDS} seeds pass`, () => {
      const attempts = [...campaign({ seed: 1, runs: SEEDS, kinds: [kind], shrinkTrials: 0 }, vocabulary)];
      const failures = attempts.flatMap(({ failure }) => (failure === null ? [] : [failure]));
      expect(failures.map(({ seed, findings }) => `--kind ${kind} --seed ${seed} --runs 1: ${findings[0]!.text}`)).toEqual([]);
      expect(attempts.length).toBe(SEEDS);
    });
  }

  it('the same seed gives the same text and the same run, another seed another', () => {
    const seen = new Set<string>();
    for (const kind of kinds) {
      for (const seed of [1, 2]) {
        const [one, other] = [randomScenario(seed, [kind], vocabulary), randomScenario(seed, [kind], vocabulary)];
        expect(other.text).toBe(one.text);
        const { fingerprint, events } = tryOut(one.scenario);
        expect(tryOut(other.scenario)).toMatchObject({ fingerprint, events });
        seen.add(one.text.replaceAll(String(seed), ''));
      }
    }
    expect(seen.size).toBe(2 * kinds.length);
  });

  it('meets what copies of shadow sets are in for', () => {
    const recorded = new Map<string, number>();
    for (let seed = 1; seed <= 2 * SEEDS; seed++) {
      const { scenario } = randomScenario(seed, ['shadow-set'], vocabulary);
      for (const [event, count] of tryOut(scenario).recorded) recorded.set(event, (recorded.get(event) ?? 0) + count);
    }
    for (const event of ['copy-completed', 'copy-continued', 'copy-canceled', 'member-removed', 'merge-pending', 'mount-verified'])
      expect(recorded.get(event), event).toBeGreaterThan(0);
  });
});

import { DRAFT_BLOCKS, without } from './draft.ts';
import { type RandomScenario, readDraft, type Vocabulary } from './random-scenario.ts';
import { tryOut } from './trial.ts';

/**
 * Looks for a smaller scenario that fails in the same way: takes away one entry after the other, those that are
 * mentioned by others last, as long as the first finding stays the same rule. Greedy: what is left need not be the
 * smallest there is.
 * @param rule of the first finding
 * @param trials at most so many runs
 */
export function shrink(failing: RandomScenario, rule: string, vocabulary: Vocabulary, trials: number): RandomScenario {
  let smallest = failing;
  let left = trials;
  for (let before = null as RandomScenario | null; before !== smallest && left > 0; ) {
    before = smallest;
    for (const block of [...DRAFT_BLOCKS].reverse()) {
      for (const name of Object.keys(smallest.draft[block])) {
        const read = readDraft(without(smallest.draft, block, name), vocabulary);
        if (!('text' in read) || left === 0) continue;
        left--;
        if (tryOut(read.scenario).findings[0]?.rule === rule) smallest = read;
      }
    }
  }
  return smallest;
}

import type { ModelDescription } from '../../copy/copy-service.ts';
import type { Catalogue } from '../../devices/catalogue.ts';
import { readScenario } from '../../scenario/read.ts';
import type { Problem, Scenario } from '../../scenario/scenario.ts';
import { checkBuild } from '../../simulation/check-build.ts';
import { drawFaults } from './breakdowns.ts';
import { Dice } from './dice.ts';
import { type Draft, draftText } from './draft.ts';
import { drawKind } from './kinds/index.ts';
import { Plan } from './plan.ts';

/** What scenarios may name. */
export interface Vocabulary {
  readonly models: readonly ModelDescription[];
  readonly catalogue: Catalogue;
}

/** A random scenario: as it can be changed, as it is written, as it is simulated. */
export interface RandomScenario {
  readonly draft: Draft;
  readonly text: string;
  readonly scenario: Scenario;
}

/** Draws until a scenario is right: models may refuse what they are given. */
const ATTEMPTS = 50;

/** In ms after the last host I/O is issued: time for retries, time-outs and copies, so that all comes to rest. */
const REST = 600_000;

/**
 * The random scenario of a seed.
 * @param kinds what it may be about
 * @throws RangeError if no scenario could be drawn that is right
 */
export function randomScenario(seed: number, kinds: readonly string[], vocabulary: Vocabulary): RandomScenario {
  const kind = new Dice(seed, 'kind').pick(kinds);
  let refused = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const plan = new Plan(new Dice(seed, `${kind}/${attempt}`));
    drawKind(plan, kind, vocabulary.models);
    drawFaults(plan);
    const draft = plan.draft(`faults-${seed}`, `Does ${kind} stand what the seed ${seed} has in store?`, {
      to: `start + ${plan.horizon + REST} ms`,
      seed: String(seed),
      replications: '1',
    });
    const read = readDraft(draft, vocabulary);
    const refusals = 'text' in read ? checkBuild(read.scenario, '') : read.problems;
    if ('text' in read && refusals.length === 0) return read;
    refused = refusals.map(({ message }) => message).join('; ');
  }
  throw new RangeError(`no scenario with ${kind} could be drawn in ${ATTEMPTS} attempts: ${refused}`);
}

/** Writes a draft down and reads it as a scenario. */
export function readDraft(draft: Draft, { models, catalogue }: Vocabulary): RandomScenario | { readonly problems: readonly Problem[] } {
  const text = draftText(draft);
  const read = readScenario(text, { file: `${draft.scenario}.yaml`, models, catalogue });
  return 'scenario' in read ? { draft, text, scenario: read.scenario } : read;
}

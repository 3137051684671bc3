import type { ModelDescription } from '../../../copy/copy-service.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { type Dice, ms } from '../dice.ts';
import type { Words } from '../draft.ts';
import type { Plan } from '../plan.ts';
import { drawDescribed, type Ways } from './described.ts';
import { drawPlain } from './plain.ts';
import { drawShadowSets, shadowSetMoves } from './shadow-set.ts';

/** Scenarios without copies. */
export const PLAIN = 'plain';

/** Kinds for which the description alone does not lead to what is hard for them. */
interface Hook {
  readonly draw: (plan: Plan) => void;
  /** Whether a copy in this state has something to do, when everything works and hosts are idle: it must not stay there. */
  readonly moves?: (state: string, scenario: Scenario, copy: string) => boolean;
}

const HOOKS: { readonly [kind: string]: Hook } = {
  [PLAIN]: { draw: drawPlain },
  'shadow-set': { draw: drawShadowSets, moves: shadowSetMoves },
};

const WAYS: { readonly [kind: string]: Ways } = {
  flashcopy: { together: true, allUsed: true, first: 'establish' },
  journal: { allUsed: true, first: 'paircreate', untrue: ['copy_mode'], words: journalWords },
};

/** A journal that now and then runs full, paths that are watched for as long as faults last. */
function journalWords(dice: Dice): Words {
  return {
    ...(dice.chance(0.4) ? { begins: '{state: PAIR}' } : {}),
    data_overflow_watch: ms(dice.between(0, 3000)),
    path_watch_time: ms(dice.scaled(1000, 10_000)),
    retry_interval: ms(dice.scaled(10, 2000)),
  };
}

/** What campaigns can be about. */
export function kindsOf(models: readonly ModelDescription[]): string[] {
  return [...models.map(({ kind }) => kind), PLAIN];
}

/** Draws hardware, volumes, copies, load and verbs. */
export function drawKind(plan: Plan, kind: string, models: readonly ModelDescription[]): void {
  const hook = HOOKS[kind];
  if (hook !== undefined) hook.draw(plan);
  else drawDescribed(plan, models.find((model) => model.kind === kind)!, WAYS[kind]);
}

/** Whether a copy must not stay in this state for ever. */
export function mustMove(kind: string, state: string, scenario: Scenario, copy: string): boolean {
  return HOOKS[kind]?.moves?.(state, scenario, copy) ?? false;
}

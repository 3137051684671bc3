import type { ModelDescription } from '../../../copy/copy-service.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import type { Plan } from '../plan.ts';
import { drawDescribed } from './described.ts';
import { drawPlain } from './plain.ts';
import { drawShadowSets, shadowSetMoves } from './shadow-set.ts';

/** Scenarios without copies. */
export const PLAIN = 'plain';

/** What campaigns know of a kind beyond its description. */
interface Hook {
  /** Draws the situations that are hard for it. */
  readonly draw: (plan: Plan) => void;
  /** Whether a copy in this state has something to do, when everything works and hosts are idle: it must not stay there. */
  readonly moves?: (state: string, scenario: Scenario, copy: string) => boolean;
}

const HOOKS: { readonly [kind: string]: Hook } = {
  [PLAIN]: { draw: drawPlain },
  'shadow-set': { draw: drawShadowSets, moves: shadowSetMoves },
};

/** What campaigns can be about. */
export function kindsOf(models: readonly ModelDescription[]): string[] {
  return [...models.map(({ kind }) => kind), PLAIN];
}

/** Draws hardware, volumes, copies, load and verbs. */
export function drawKind(plan: Plan, kind: string, models: readonly ModelDescription[]): void {
  const hook = HOOKS[kind];
  if (hook !== undefined) hook.draw(plan);
  else drawDescribed(plan, models.find((model) => model.kind === kind)!);
}

/** Whether a copy must not stay in this state for ever. */
export function mustMove(kind: string, state: string, scenario: Scenario, copy: string): boolean {
  return HOOKS[kind]?.moves?.(state, scenario, copy) ?? false;
}

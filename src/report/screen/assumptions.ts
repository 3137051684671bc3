import type { Assumption } from '../../scenario/scenario.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../text-table.ts';
import { paragraph } from './layout.ts';

const SHOWN = 6;
/** The least certain first. */
const ORDER = 'ERPCDS';

/** What the author of the scenario did not say: how much of it is a guess, and the guesses. */
export function assumptionLines(assumptions: readonly Assumption[], paint: Paint): string[] {
  if (assumptions.length === 0) return [];
  const sorted = [...assumptions].sort((a, b) => ORDER.indexOf(a.tag) - ORDER.indexOf(b.tag));
  const estimates = assumptions.filter((one) => one.tag === 'E').length;
  const shown = sorted.slice(0, SHOWN).map((one) => `${printable(one.path)} ${printable(one.value)} [${one.tag}]`);
  const count = `${assumptions.length} ${assumptions.length === 1 ? 'value' : 'values'}, ${estimates} of them estimates [E]`;
  const rest = assumptions.length > SHOWN ? `; ${assumptions.length - SHOWN} more in the report` : '';
  return paragraph('assumed', `${count}: ${shown.join(', ')}${rest}`, paint);
}

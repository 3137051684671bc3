import type { Assumption } from '../../scenario/scenario.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../text-table.ts';
import { paragraph } from './layout.ts';

const SHOWN = 6;
/** The least certain first; among equals what matters most to a copy. */
const TAGS = 'ERPCDS';
const BLOCKS = ['copies', 'arrays', 'links', 'workloads', 'hosts', 'volumes', 'timeline', 'run'];

/** What the author of the scenario did not say: how much of it is a guess, and the guesses. */
export function assumptionLines(assumptions: readonly Assumption[], paint: Paint): string[] {
  if (assumptions.length === 0) return [];
  const rank = ({ path, tag }: Assumption) => TAGS.indexOf(tag) * BLOCKS.length + BLOCKS.indexOf(path.split('.')[0]!);
  const sorted = [...assumptions].sort((a, b) => rank(a) - rank(b));
  const estimates = assumptions.filter((one) => one.tag === 'E').length;
  const shown = sorted.slice(0, SHOWN).map((one) => `${printable(one.path)} ${printable(one.value)} [${one.tag}]`);
  const count = `${assumptions.length} ${assumptions.length === 1 ? 'value' : 'values'}, ${estimates} of them estimates [E]`;
  const rest = assumptions.length > SHOWN ? `; ${assumptions.length - SHOWN} more in the report` : '';
  return paragraph('assumed', `${count}: ${shown.join(', ')}${rest}`, paint);
}

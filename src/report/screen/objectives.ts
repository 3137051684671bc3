import type { Verdict } from '../../study/objectives.ts';
import type { Paint } from '../paint.ts';
import { printable, textTable, wrap } from '../text-table.ts';
import { COLUMNS, MARGIN } from './layout.ts';

const SIGNS = { met: '✔', 'not met': '✘', undecided: '?' } as const;

/** The sign of a verdict in its colour. */
export function sign(verdict: Verdict['verdict'], paint: Paint): string {
  const colour = verdict === 'met' ? paint.good : verdict === 'not met' ? paint.bad : paint.doubtful;
  return colour(SIGNS[verdict]);
}

/** The objectives with what was found, the limit and the verdict. */
export function objectiveLines(verdicts: readonly Verdict[], paint: Paint): string[] {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map((one) => [
    printable(one.name),
    one.measure,
    inBrief(one.value, one.limit),
    inBrief(one.limit, ''),
    sign(one.verdict, paint),
  ]);
  const [heading, ...lines] = textTable([['objective', '', 'run', 'limit', ''], ...rows], ['left', 'left', 'right', 'left', 'left']);
  const noted = lines.flatMap((line, index) => {
    const { note } = verdicts[index]!;
    return note === '' ? [line] : [line, ...wrap(printable(note), COLUMNS - MARGIN).map((text) => paint.quiet(' '.repeat(MARGIN) + text))];
  });
  return [paint.strong(heading!), ...noted];
}

/** What is compared with the twin need not be said twice in a line. */
function inBrief(text: string, limit: string): string {
  const shorter = text.replace(/^at most /, '≤ ').replace(/^at least /, '≥ ');
  return limit.endsWith(' of twin') ? shorter.replace(/ of twin$/, '') : shorter;
}

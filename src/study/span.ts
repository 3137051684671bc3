import { clockAfter, DAY, formatClock } from '../parameters/clock.ts';
import { formatQuantity } from '../parameters/format.ts';
import { lookup } from './lookup.ts';
import { type MarkContext, markText, markTime } from './marks.ts';
import { hasClock } from './wording.ts';

/**
 * How long a run simulates, before it has run: `23 h 58 min, from 10:00 to 09:58 the next day`, or up to which mark and for how long at most.
 * Without a time of day at the start: `1 h`.
 */
export function spanText(context: MarkContext): string {
  const { from, to, give_up: atMost } = context.run;
  // With nothing measured only what is fixed beforehand is known.
  const end = markTime(to, context, lookup([]));
  const begin = `from ${hasClock(from) ? formatClock(from) : 'start'}`;
  if (end === undefined) return `${begin} to ${markText(to, context)}, ${formatQuantity(atMost, 'duration')} at most`;
  const ns = Math.round(end.value * 1e9);
  const length = formatQuantity(ns, 'duration');
  return hasClock(from) ? `${length}, ${begin} to ${formatClock(clockAfter(from, ns))}${later(from, ns)}` : length;
}

/** On which day, where the clock does not say it. */
function later({ day, clock }: MarkContext['run']['from'], ns: number): string {
  const days = Math.floor((clock + ns) / DAY);
  if (day !== null || days === 0) return '';
  return days === 1 ? ' the next day' : ` ${days} days later`;
}

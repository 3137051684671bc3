import type { Mark } from '../parameters/mark.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Lookup } from './lookup.ts';
import { duration, instant } from './wording.ts';

/** An instant of a finished run with its confidence interval, in seconds from the start. */
export interface MarkTime {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** What of a scenario decides when a mark happens. */
export type MarkContext = Pick<Scenario, 'run' | 'timeline'>;

/**
 * When a mark happened, from the rows of a summary; undefined if it did not happen. What copies and workloads did is
 * looked up (rows `mark_...`), the rest follows from the scenario. The interval of a combination is made of its ends.
 */
export function markTime(mark: Mark, context: MarkContext, summary: Lookup): MarkTime | undefined {
  switch (mark.is) {
    case 'time':
      return { value: mark.ns / 1e9 };
    case 'daily':
      return { value: mark.first / 1e9 };
    case 'end':
      return markTime(context.run.to, context, summary);
    case 'entry':
      return entryTime(mark.entry, context, summary);
    case 'over':
      return shifted(entryTime(mark.entry, context, summary), context.timeline[mark.entry]?.for ?? 0);
    case 'state':
      return rowTime(mark.copy, `mark_${mark.state}`, summary);
    case 'done':
      return rowTime(mark.copy, 'mark_done', summary);
    case 'worked':
      return rowTime(mark.workload, 'mark_end', summary);
    case 'later':
      return shifted(markTime(mark.than, context, summary), mark.by);
    case 'all':
      return combined(mark.of, Math.max, true, context, summary);
    case 'first':
      return combined(mark.of, Math.min, false, context, summary);
  }
}

function entryTime(entry: string, context: MarkContext, summary: Lookup): MarkTime | undefined {
  const found = context.timeline[entry];
  return found && markTime(found.at, context, summary);
}

function rowTime(subject: string, metric: string, summary: Lookup): MarkTime | undefined {
  const row = summary.find(subject, metric, '', 'time') ?? summary.find(subject, metric, 'all', 'time');
  if (!row) return undefined;
  return row.ci_low === undefined || row.ci_high === undefined
    ? { value: row.value }
    : { value: row.value, low: row.ci_low, high: row.ci_high };
}

function shifted(time: MarkTime | undefined, ns: number): MarkTime | undefined {
  if (!time) return undefined;
  const by = ns / 1e9;
  const value = time.value + by;
  return time.low === undefined || time.high === undefined ? { value } : { value, low: time.low + by, high: time.high + by };
}

function combined(
  of: readonly Mark[],
  pick: (...values: number[]) => number,
  needsAll: boolean,
  context: MarkContext,
  summary: Lookup,
): MarkTime | undefined {
  const times = of.map((mark) => markTime(mark, context, summary));
  const known = times.filter((time) => time !== undefined);
  if (known.length === 0 || (needsAll && known.length < times.length)) return undefined;
  const value = pick(...known.map((time) => time.value));
  if (known.every((time) => time.low === undefined)) return { value };
  return { value, low: pick(...known.map((time) => time.low ?? time.value)), high: pick(...known.map((time) => time.high ?? time.value)) };
}

/** A mark as it is written in a scenario: `dsa.done + 5 min`. */
export function markText(mark: Mark, context: MarkContext): string {
  switch (mark.is) {
    case 'time':
      return mark.ns === 0 ? 'start' : instant(context.run.from, mark.ns / 1e9);
    case 'daily':
      return `daily ${instant({ day: null, clock: context.run.from.clock }, mark.first / 1e9)}`;
    case 'end':
      return 'end';
    case 'entry':
      return mark.entry;
    case 'over':
      return `${mark.entry}.over`;
    case 'state':
      return `${mark.copy}.${mark.state}`;
    case 'done':
      return `${mark.copy}.done`;
    case 'worked':
      return `${mark.workload}.end`;
    case 'later':
      return `${markText(mark.than, context)} + ${duration(mark.by / 1e9)}`;
    case 'all':
      return `[${mark.of.map((one) => markText(one, context)).join(', ')}]`;
    case 'first':
      return `first of ${mark.of.map((one) => markText(one, context)).join(', ')}`;
  }
}

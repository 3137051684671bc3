import type { Mark } from '../parameters/mark.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Lookup } from './lookup.ts';
import { duration, instant } from './wording.ts';

/** An instant of a finished run with its confidence interval, in seconds from the start. */
export interface MarkTime {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** In how many replications it happened; more than all for what is fixed beforehand. */
  readonly n: number;
}

const ALWAYS = Number.POSITIVE_INFINITY;

/** What of a scenario decides when a mark happens. */
export type MarkContext = Pick<Scenario, 'run' | 'timeline'>;

/**
 * When a mark happened, from the rows of a summary; undefined if it did not happen. What copies and workloads did is
 * looked up (rows `mark_...`), the rest follows from the scenario. The interval of a combination is made of its ends.
 */
export function markTime(mark: Mark, context: MarkContext, summary: Lookup): MarkTime | undefined {
  switch (mark.is) {
    case 'time':
      return { value: mark.ns / 1e9, n: ALWAYS };
    case 'daily':
      return { value: mark.first / 1e9, n: ALWAYS };
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
      return combined(mark.of, 'last', context, summary);
    case 'first':
      return combined(mark.of, 'first', context, summary);
  }
}

function entryTime(entry: string, context: MarkContext, summary: Lookup): MarkTime | undefined {
  const found = context.timeline[entry];
  return found && markTime(found.at, context, summary);
}

function rowTime(subject: string, metric: string, summary: Lookup): MarkTime | undefined {
  const row = summary.find(subject, metric, '', 'time') ?? summary.find(subject, metric, 'all', 'time');
  if (!row) return undefined;
  const { value, ci_low: low, ci_high: high, n = 1 } = row;
  return low === undefined || high === undefined ? { value, n } : { value, low, high, n };
}

function shifted(time: MarkTime | undefined, ns: number): MarkTime | undefined {
  if (!time) return undefined;
  const by = ns / 1e9;
  const moved = { ...time, value: time.value + by };
  return time.low === undefined || time.high === undefined ? moved : { ...moved, low: time.low + by, high: time.high + by };
}

function combined(of: readonly Mark[], which: 'first' | 'last', context: MarkContext, summary: Lookup): MarkTime | undefined {
  const times = of.map((mark) => markTime(mark, context, summary));
  const known = times.filter((time) => time !== undefined);
  if (known.length === 0 || (which === 'last' && known.length < times.length)) return undefined;
  const [pick, inRuns] = which === 'last' ? [Math.max, Math.min] : [Math.min, Math.max];
  const value = pick(...known.map((time) => time.value));
  const n = inRuns(...known.map((time) => time.n));
  if (known.every((time) => time.low === undefined)) return { value, n };
  return {
    value,
    n,
    low: pick(...known.map((time) => time.low ?? time.value)),
    high: pick(...known.map((time) => time.high ?? time.value)),
  };
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

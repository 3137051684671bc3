import type { SummaryRow } from '../metrics/results.ts';
import type { Objective, Scenario } from '../scenario/scenario.ts';
import { limitFactor } from '../simulation/limit-factor.ts';
import { type Lookup, lookup } from './lookup.ts';
import { type MarkTime, markText, markTime } from './marks.ts';
import { duration, instant, quantity } from './wording.ts';

/** Whether an objective holds: `met` if its whole confidence interval is inside the limit, `not met` if all of it is outside. */
export interface Verdict {
  readonly name: string;
  /** Whether an instant or a measured number is held against a limit. */
  readonly kind: 'instant' | 'number';
  /** What is looked at: `dsa.done` or `trading.response_time.p95 (copying)`. */
  readonly measure: string;
  /** Readable: `13:11 ± 4 min`, `12.2 ms, 114 % of twin`; a dash if there is no such number. */
  readonly value: string;
  /** Readable, as in the scenario: `by 15:00`, `at most 130 % of twin`. */
  readonly limit: string;
  readonly verdict: 'met' | 'not met' | 'undecided';
  /** Why it is undecided or what did not happen; '' otherwise. */
  readonly note: string;
  /** The numbers compared, in `unit`; null if it never happened or is not known. */
  readonly estimate: Estimate | null;
  readonly bound: Estimate | null;
  readonly unit: string;
}

interface Estimate {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

type MarkObjective = Extract<Objective, { mark: unknown }>;
type MeasureObjective = Exclude<Objective, MarkObjective>;
type Context = Pick<Scenario, 'run' | 'timeline'>;
type Decision = Omit<Verdict, 'name' | 'kind' | 'limit'>;

/**
 * Holds every objective of a scenario against the rows of a summary. With one replication there is no interval and the
 * value itself decides.
 */
export function evaluate(scenario: Pick<Scenario, 'run' | 'timeline' | 'objectives'>, summary: readonly SummaryRow[]): Verdict[] {
  const rows = lookup(summary);
  return Object.entries(scenario.objectives).map(([name, objective]) => {
    const decision = 'mark' in objective ? decideMark(objective, scenario, rows) : decideMeasure(objective, rows);
    const verdict = objective.chance === null ? decision : withChance(name, objective.chance, decision, rows);
    return { name, kind: 'mark' in objective ? 'instant' : 'number', limit: objective.text, ...verdict };
  });
}

function decideMark(objective: MarkObjective, context: Context, rows: Lookup): Decision {
  const measure = markText(objective.mark, context);
  const after = objective.after && markTime(objective.after, context, rows);
  const limit = markTime(objective.by, context, rows);
  const bound = limit ? withoutRuns(limit) : null;
  const time = markTime(objective.mark, context, rows);
  if (!time)
    return { measure, value: '—', verdict: 'not met', note: `${measure} did not happen in the run`, estimate: null, bound, unit: 's' };
  const value = withHalfWidth(instant(context.run.from, time.value), time, duration);
  const known = { measure, value, estimate: withoutRuns(time), bound, unit: 's' };
  const runs = Math.max(1, ...rows.rows.map((row) => row.n ?? 1));
  if (time.n < runs) return { ...known, verdict: 'not met', note: `it happened in ${time.n} of ${runs} runs only` };
  if (!bound) return { ...known, verdict: 'undecided', note: `${markText(objective.by, context)} did not happen in the run` };
  if (after && time.value < after.value) {
    return { ...known, verdict: 'not met', note: `${measure} did not happen after ${markText(objective.after!, context)}` };
  }
  return { ...known, ...compare(time, bound, 'at_most') };
}

function withoutRuns({ n: _, ...estimate }: MarkTime): Estimate {
  return estimate;
}

function decideMeasure(objective: MeasureObjective, rows: Lookup): Decision {
  const { subject, metric, statistic } = objective.measure;
  const phase = objective.in ?? 'all';
  const measure = `${subject}.${metric}.${statistic}${objective.in === null ? '' : ` (${objective.in})`}`;
  const get = (name: string) => rows.find(subject, metric, phase, name) ?? rows.find(subject, metric, '', name);
  const row = get(statistic);
  if (!row) {
    return { measure, value: '—', verdict: 'undecided', note: missing(objective, phase, rows), estimate: null, bound: null, unit: '' };
  }
  const value = quantityOf(row);
  if ('ofTwin' in objective.limit) {
    const bound = { value: objective.limit.ofTwin * 100 };
    const ratio = get(`of_twin_${statistic}`);
    if (!ratio) return { measure, value, verdict: 'undecided', note: 'the twin has no such number', estimate: null, bound, unit: '%' };
    const estimate = estimateOf(ratio);
    return {
      measure,
      value: `${value}, ${quantity(ratio.value, '%')} of twin`,
      estimate,
      bound,
      unit: '%',
      ...compare(estimate, bound, objective.bound),
    };
  }
  const factor = limitFactor(objective.limit.type, row.unit);
  if (factor === undefined) {
    const note = `the limit is a ${objective.limit.type}, but the measure is in ${row.unit || 'plain numbers'}`;
    return { measure, value, verdict: 'undecided', note, estimate: estimateOf(row), bound: null, unit: row.unit };
  }
  const bound = { value: objective.limit.value / factor };
  return { measure, value, estimate: estimateOf(row), bound, unit: row.unit, ...compare(estimateOf(row), bound, objective.bound) };
}

/** Intervals decide, not their middles: whichever interval is not wholly on one side leaves the matter open. */
function compare(estimate: Estimate, bound: Estimate, sense: 'at_most' | 'at_least'): Pick<Verdict, 'verdict' | 'note'> {
  const [inner, outer] = sense === 'at_most' ? [estimate, bound] : [bound, estimate];
  if ((inner.high ?? inner.value) <= (outer.low ?? outer.value)) return { verdict: 'met', note: '' };
  if ((inner.low ?? inner.value) > (outer.high ?? outer.value)) return { verdict: 'not met', note: '' };
  return { verdict: 'undecided', note: 'the limit lies inside the confidence interval: more replications would settle it' };
}

/** `chance: 95 %`: the share of replications in which the objective held, from the row of the objective itself. */
function withChance(name: string, chance: number, decision: Decision, rows: Lookup): Decision {
  const row = rows.find(name, 'held', '', 'share');
  const bound = { value: chance * 100 };
  const asked = `asked for ${quantity(bound.value, '%')} of runs`;
  if (!row || row.ci_low === undefined) {
    return {
      ...decision,
      bound,
      unit: '%',
      estimate: null,
      verdict: 'undecided',
      note: `${asked}: too few runs to tell`,
    };
  }
  const compared = compare(estimateOf(row), bound, 'at_least');
  return {
    ...decision,
    ...compared,
    value: `${decision.value} in ${quantity(row.value, '%')} of runs`,
    estimate: estimateOf(row),
    bound,
    unit: '%',
  };
}

function estimateOf(row: SummaryRow): Estimate {
  return row.ci_low === undefined || row.ci_high === undefined
    ? { value: row.value }
    : { value: row.value, low: row.ci_low, high: row.ci_high };
}

function withHalfWidth(text: string, estimate: Estimate | MarkTime, write: (half: number) => string): string {
  if (estimate.low === undefined || estimate.high === undefined) return text;
  const half = (estimate.high - estimate.low) / 2;
  return half === 0 ? text : `${text} ± ${write(half)}`;
}

/** `72.4 ± 0.99 ms`; units that change with the size of a number are told twice. */
function quantityOf(row: SummaryRow): string {
  const text = withHalfWidth(quantity(row.value, row.unit), estimateOf(row), (half) => quantity(half, row.unit));
  return text.includes('±') && row.unit !== 's' && !row.unit.startsWith('B') ? text.replace(` ${row.unit} ±`, ' ±') : text;
}

function missing({ measure }: MeasureObjective, phase: string, rows: Lookup): string {
  const ofSubject = rows.rows.filter((row) => row.subject === measure.subject);
  if (ofSubject.length === 0) return `nothing was measured of ${measure.subject}`;
  const ofMetric = ofSubject.filter((row) => row.metric === measure.metric);
  if (ofMetric.length === 0)
    return `no ${measure.metric} was measured of ${measure.subject}, only ${list(ofSubject.map((row) => row.metric))}`;
  if (!ofMetric.some((row) => row.statistic === measure.statistic))
    return `no ${measure.statistic} was measured of ${measure.metric}, only ${list(ofMetric.map((row) => row.statistic))}`;
  return `nothing was measured in phase ${phase}`;
}

function list(names: readonly string[]): string {
  const distinct = [...new Set(names)].filter((name) => !/^(of_)?twin_/.test(name));
  return distinct.length > 12 ? `${distinct.slice(0, 12).join(', ')}...` : distinct.join(', ');
}

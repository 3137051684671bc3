import type { Results } from '../metrics/results.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Lookup, lookup } from '../study/lookup.ts';
import { evaluate, type Verdict } from '../study/objectives.ts';
import type { RunRecord } from './run-record.ts';

/** All that a report is made of. */
export interface Material {
  readonly scenario: Scenario;
  readonly results: Results;
  readonly record: RunRecord;
  readonly summary: Lookup;
  readonly verdicts: readonly Verdict[];
}

export function material(scenario: Scenario, results: Results, record: RunRecord): Material {
  return { scenario, results, record, summary: lookup(results.summary), verdicts: evaluate(scenario, results.summary) };
}

/** Subjects that have a metric, in the order of the summary. */
export function subjectsWith(summary: Lookup, metric: string): string[] {
  return [...new Set(summary.rows.filter((row) => row.metric === metric).map((row) => row.subject))];
}

/** Phases of a metric of a subject, in the order of the summary. */
export function phasesOf(summary: Lookup, subject: string, metric: string): string[] {
  return [...new Set(summary.rows.filter((row) => row.subject === subject && row.metric === metric).map((row) => row.phase))];
}

/** The phases that a person wants to see: without the whole run if there are others. */
export function shownPhases(phases: readonly string[]): string[] {
  const named = phases.filter((phase) => phase !== 'all' && phase !== '');
  return named.length > 0 ? named : [...phases];
}

/** `all` reads as `whole run`. */
export function phaseTitle(phase: string): string {
  return phase === 'all' ? 'whole run' : phase;
}

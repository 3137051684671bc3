import type { Study, StudyPoint } from '../../scenario/study/study.ts';
import type { ComparedRow } from '../../study/differences.ts';
import { type Lookup, lookup } from '../../study/lookup.ts';
import { evaluate, type Verdict } from '../../study/objectives.ts';
import type { PointOutcome } from '../../study/sweep.ts';
import { scenarioHash } from '../run-record.ts';

/** What became of a point. `none`: done, but there are no objectives. */
export type PointVerdict = Verdict['verdict'] | 'none' | 'failed' | 'not run';

export interface PointResult {
  readonly point: StudyPoint;
  /** null: not run, because the study was interrupted. */
  readonly outcome: PointOutcome | null;
  readonly rows: readonly ComparedRow[];
  readonly summary: Lookup;
  readonly verdicts: readonly Verdict[];
  readonly verdict: PointVerdict;
  /** SHA-256 of the resolved scenario of the point, as a run of it alone gives it. */
  readonly scenario_sha256: string;
}

/** All that the report of a study is made of. */
export interface StudyMaterial {
  readonly study: Study;
  /** All points, in the order of the file. */
  readonly points: readonly PointResult[];
}

/** @param outcome null: not run (yet) */
export function pointResult(point: StudyPoint, outcome: PointOutcome | null): PointResult {
  const rows = outcome?.is === 'done' ? outcome.rows : [];
  const known = { point, outcome, rows, summary: lookup(rows), scenario_sha256: scenarioHash(point.scenario) };
  if (outcome?.is !== 'done') return { ...known, verdicts: [], verdict: outcome === null ? 'not run' : 'failed' };
  const verdicts = evaluate(point.scenario, rows);
  return { ...known, verdicts, verdict: together(verdicts) };
}

/** What the objectives come to. */
function together(verdicts: readonly Verdict[]): PointVerdict {
  if (verdicts.length === 0) return 'none';
  if (verdicts.some(({ verdict }) => verdict === 'not met')) return 'not met';
  return verdicts.every(({ verdict }) => verdict === 'met') ? 'met' : 'undecided';
}

/** The points that have results. */
export function donePoints({ points }: StudyMaterial): PointResult[] {
  return points.filter(({ outcome }) => outcome?.is === 'done');
}

/** What a point is called in a sentence: a bare number says of what, `orders.clients 12`. */
export function pointTitle({ parameters, shape }: Study, { name }: StudyPoint): string {
  return shape === 'vary' && parameters.length === 1 && /^[\d.]+$/.test(name) ? `${shortPath(parameters[0]!)} ${name}` : name;
}

/** A path without its block: `refresh.priority`. */
export function shortPath(path: string): string {
  return path.slice(path.indexOf('.') + 1);
}

import { stringify } from 'csv-stringify/sync';
import type { Study } from '../../scenario/study/study.ts';
import type { ComparedRow } from '../../study/differences.ts';
import { csvNumber } from '../numbers.ts';
import type { PointResult, StudyMaterial } from './material.ts';
import { type PointRecord, pointRecord } from './record.ts';

/** The columns are a contract; before them stand the point and the values of its parameters. */
const ROW = [
  'subject',
  'metric',
  'phase',
  'statistic',
  'value',
  'unit',
  'ci_low',
  'ci_high',
  'confidence',
  'method',
  'n',
  'difference',
  'difference_ci_low',
  'difference_ci_high',
  'difference_n',
  'gain',
] as const satisfies readonly (keyof ComparedRow)[];

/** Columns of study.csv that are texts; all others after the parameters are numbers. */
export const TEXT_COLUMNS: readonly string[] = ['subject', 'metric', 'phase', 'statistic', 'unit', 'method'];

/** The columns of study.csv. */
export function studyCsvColumns({ parameters }: Study): string[] {
  return ['point', ...parameters, ...ROW];
}

/** The first line of study.csv. */
export function studyCsvHeader(study: Study): string {
  return stringify([studyCsvColumns(study)]);
}

/** The lines of a point in study.csv: every number, and how it differs from the first point. */
export function studyCsvLines({ parameters }: Study, result: PointResult): string {
  const named = nameCells(parameters, result);
  return stringify(result.rows.map((row) => [...named, ...ROW.map((column) => cell(row[column]))]));
}

const POINT = [
  'status',
  'reason',
  'verdict',
  'replications',
  'event_count',
  'fingerprint',
  'scenario_sha256',
] as const satisfies readonly (keyof PointRecord)[];
const OBJECTIVE = ['value', 'ci_low', 'ci_high', 'limit', 'unit'] as const;

/** points.csv: one row for each point, what became of it and of each objective. */
export function pointsCsv({ study, points }: StudyMaterial): string {
  const objectives = Object.keys(study.base.objectives);
  const columns = objectives.flatMap((name) => [`objectives.${name}`, ...OBJECTIVE.map((column) => `objectives.${name}.${column}`)]);
  const rows = points.map((result) => {
    const record = pointRecord(result);
    return [
      ...nameCells(study.parameters, result),
      ...POINT.map((column) => cell(record[column])),
      ...objectives.flatMap((name) => objectiveCells(result, name)),
    ];
  });
  return stringify([['point', ...study.parameters, ...POINT, ...columns], ...rows]);
}

/** A parameter that the point leaves as it is in the scenario is empty. */
function nameCells(parameters: readonly string[], { point }: PointResult): string[] {
  return [point.name, ...parameters.map((path) => point.values[path] ?? '')];
}

function objectiveCells({ verdicts }: PointResult, name: string): string[] {
  const one = verdicts.find((verdict) => verdict.name === name);
  if (one === undefined) return ['', ...OBJECTIVE.map(() => '')];
  const { verdict, estimate, bound, unit } = one;
  return [verdict, cell(estimate?.value), cell(estimate?.low), cell(estimate?.high), cell(bound?.value), unit];
}

function cell(value: string | number | undefined): string {
  return typeof value === 'number' ? csvNumber(value) : (value ?? '');
}

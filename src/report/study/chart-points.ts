import { hasClock } from '../../study/wording.ts';
import { donePoints, type PointResult, type StudyMaterial, shortPath } from './material.ts';
import { measureText, rowOf, usualMeasure } from './measure.ts';
import { parseNumberWithUnit } from './number-with-unit.ts';

/** One point of the chart, in the unit of the chart. */
export interface ChartPoint {
  readonly point: string;
  readonly x: string | number;
  /** The values of all other parameters; '' if there is one only. */
  readonly series: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** What the objective asks for. */
  readonly limit?: number;
}

export interface ChartData {
  /** What is shown. */
  readonly measure: string;
  readonly unit: string;
  /** Values are minutes since midnight before the start of the run, to be shown by the clock. */
  readonly byClock: boolean;
  readonly x: { readonly title: string; readonly numeric: boolean; readonly order: readonly string[] };
  /** The parameters that tell the series apart. */
  readonly series: string;
  readonly points: readonly ChartPoint[];
}

type Value = Pick<ChartPoint, 'value' | 'low' | 'high' | 'limit'>;

/** What the chart shows: the measure that the study asks for, that of the first objective, or the usual one. */
export function chartData(material: StudyMaterial): ChartData | null {
  const { study } = material;
  const done = donePoints(material);
  const [objective] = Object.keys(study.base.objectives);
  const measure = study.chart ?? (objective === undefined ? usualMeasure(study, done) : null);
  const read = (result: PointResult) => (measure === null ? ofObjective(result, objective) : ofMeasure(result, measure));
  const found = done.flatMap((result) => {
    const value = read(result);
    return value === null ? [] : [{ result, ...value }];
  });
  if (found.length === 0) return null;
  const { unit, instant } = found[0]!;
  const axes = axesOf(material);
  const values = found.map(({ value }) => value);
  const begin = instant ? clockOf(study, values) : null;
  const scale = begin !== null ? { unit: 'time of day', by: 60 } : unit === 's' ? timeScale(values.map(highOf)) : { unit, by: 1 };
  const add = begin ?? 0;
  return {
    measure: found[0]!.name,
    unit: instant && begin === null ? `${scale.unit} since start` : scale.unit,
    byClock: begin !== null,
    x: axes.x,
    series: axes.series,
    points: found.map(({ result, value }) => ({ point: result.point.name, ...axes.place(result), ...scaled(value, scale.by, add) })),
  };
}

interface Read {
  readonly name: string;
  readonly unit: string;
  readonly instant: boolean;
  readonly value: Value;
}

function ofObjective({ point, verdicts }: PointResult, name: string | undefined): Read | null {
  const verdict = verdicts.find((one) => one.name === name);
  if (!verdict?.estimate) return null;
  const { value, low, high } = verdict.estimate;
  const limit = verdict.bound?.value;
  const objective = point.scenario.objectives[verdict.name]!;
  const ofTwin = 'limit' in objective && 'ofTwin' in objective.limit;
  return {
    name: verdict.measure,
    unit: ofTwin ? '% of twin' : verdict.unit,
    instant: verdict.kind === 'instant' && verdict.unit === 's',
    value: { value, ...defined({ low, high, limit }) },
  };
}

/** With the limit of the objective that is about the same number, if there is one. */
function ofMeasure({ summary, verdicts }: PointResult, measure: Parameters<typeof rowOf>[0]): Read | null {
  const row = rowOf(measure, summary);
  if (row === undefined) return null;
  const ofTwin = measure.statistic.startsWith('of_twin_');
  const name = measureText({ ...measure, statistic: measure.statistic.replace('of_twin_', '') });
  const same = verdicts.find((one) => one.unit === row.unit && one.measure === name);
  return {
    name,
    unit: ofTwin ? '% of twin' : row.unit,
    instant: row.statistic === 'time',
    value: { value: row.value, ...defined({ low: row.ci_low, high: row.ci_high, limit: same?.bound?.value }) },
  };
}

function defined(values: {
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly limit: number | undefined;
}): Omit<Value, 'value'> {
  const { low, high, limit } = values;
  return { ...(low === undefined || high === undefined ? {} : { low, high }), ...(limit === undefined ? {} : { limit }) };
}

function scaled(of: Value, by: number, add: number): Value {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, add + (value as number) / by])) as unknown as Value;
}

function highOf({ value, high, limit }: Value): number {
  return Math.max(high ?? value, limit ?? value);
}

/** Minutes on the clock at which the runs begin, if all begin then and all instants lie within a day; null otherwise. */
function clockOf({ base, points }: StudyMaterial['study'], values: readonly Value[]): number | null {
  const { from } = base.run;
  const alike = points.every(({ scenario: { run } }) => run.from.day === from.day && run.from.clock === from.clock);
  const least = Math.min(...values.map(({ value, low, limit }) => Math.min(low ?? value, limit ?? value)));
  if (!hasClock(from) || !alike || Math.max(...values.map(highOf)) - least > 86_400) return null;
  return from.clock / 60e9;
}

/** Seconds in a unit in which the largest is no long number. */
function timeScale(seconds: readonly number[]): { readonly unit: string; readonly by: number } {
  const most = Math.max(...seconds);
  if (most <= 300) return { unit: 's', by: 1 };
  if (most <= 3 * 3600) return { unit: 'min', by: 60 };
  return most <= 4 * 86_400 ? { unit: 'h', by: 3600 } : { unit: 'd', by: 86_400 };
}

/** The first parameter whose values are numbers of one unit lies along the axis, or the first that varies at all. */
function axesOf({ study, points }: StudyMaterial) {
  if (study.shape === 'compare') {
    const order = points.map(({ point }) => point.name);
    return { x: { title: '', numeric: false, order }, series: '', place: ({ point }: PointResult) => ({ x: point.name, series: '' }) };
  }
  const valuesOf = (path: string) => [...new Set(points.map(({ point }) => point.values[path]!))];
  const varying = study.parameters.filter((path) => valuesOf(path).length > 1);
  const along = varying.find((path) => unitOf(valuesOf(path)) !== null) ?? varying[0] ?? study.parameters[0]!;
  const unit = unitOf(valuesOf(along));
  const others = varying.filter((path) => path !== along);
  const title = unit === null || unit === '' ? shortPath(along) : `${shortPath(along)} (${unit})`;
  return {
    x: { title, numeric: unit !== null, order: valuesOf(along) },
    series: others.map(shortPath).join(', '),
    place: ({ point }: PointResult) => ({
      x: unit === null ? point.values[along]! : parseNumberWithUnit(point.values[along]!)!.number,
      series: others.map((path) => point.values[path]).join(', '),
    }),
  };
}

/** The one unit of all values, if they are several different numbers; null otherwise. */
function unitOf(values: readonly string[]): string | null {
  const parsed = values.map(parseNumberWithUnit);
  const [first] = parsed;
  if (first === undefined || first === null || values.length < 2) return null;
  return parsed.every((one) => one?.unit === first.unit) ? first.unit : null;
}

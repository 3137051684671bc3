import { QUANTILES } from '../metrics/figures.ts';
import { formatValue } from '../parameters/describe.ts';
import { suggest } from '../parameters/nearest.ts';
import type { Limit, Values } from '../parameters/parameter.ts';
import { entryOf, found, type Raw } from '../parameters/raw.ts';
import { readTable } from '../parameters/table.ts';
import { objectiveParameters } from './grammar.ts';
import type { Entry, Reading } from './reading.ts';
import type { Named, Objective, Phase } from './scenario.ts';

type Written = Partial<Values<typeof objectiveParameters>>;

/** Statistics of a metric beside the quantiles. */
export const STATISTICS: readonly string[] = ['mean', 'min', 'max', 'total', 'last', 'time'];
/** subject.metric.statistic; the subject may have dots (a pool), and so may the statistic (p99.9). */
const MEASURE = /^(.+?)\.([a-z][a-z0-9_]*)\.([a-z]+|p\d{1,2}(?:\.\d+)?)$/i;

/** Reads the objectives. */
export function readObjectives(phases: Named<Phase>, reading: Reading): Named<Objective> {
  const objectives: { [name: string]: Objective } = {};
  for (const entry of reading.entries('objectives')) {
    const { path, place, map } = entry;
    if (entryOf(map, 'mark') === undefined && entryOf(map, 'measure') === undefined) {
      reading.report(place, `${path}: an objective has a \`mark\` or a \`measure\``);
      continue;
    }
    const written: Written = readTable(map, objectiveParameters, { path, place }, reading);
    const objective = entryOf(map, 'mark') !== undefined ? ofMark(written, entry) : ofMeasure(written, entry, phases, reading);
    if (objective !== null) objectives[entry.name] = objective;
  }
  return objectives;
}

function ofMark({ mark, by, after, chance }: Written, { map }: Entry): Objective | null {
  if (mark === undefined || by === undefined) return null;
  const since = after === undefined ? '' : ` after ${textOf(entryOf(map, 'after')!.value)}`;
  return { mark, by, after: after ?? null, chance: chance ?? null, text: `by ${textOf(entryOf(map, 'by')!.value)}${since}` };
}

function ofMeasure(written: Written, entry: Entry, phases: Named<Phase>, reading: Reading): Objective | null {
  const { path, place, map } = entry;
  const bound = entryOf(map, 'at_least') !== undefined && entryOf(map, 'at_most') === undefined ? 'at_least' : 'at_most';
  if (entryOf(map, bound) === undefined) reading.report(place, `${path}: \`at_most\` or \`at_least\` is missing`);
  const limit: Limit | undefined = written[bound];
  const measure = written.measure === undefined ? null : readMeasure(written.measure, entry, reading);
  const where = written.in === undefined || readIn(written.in, entry, phases, reading);
  if (limit === undefined || measure === null || !where) return null;
  const text = `${bound.replace('_', ' ')} ${formatValue(limit, 'limit')}`;
  return { measure, in: written.in ?? null, bound, limit, chance: written.chance ?? null, text };
}

function readMeasure(text: string, { path, map }: Entry, reading: Reading): { subject: string; metric: string; statistic: string } | null {
  const refuse = (why: string): null => {
    reading.report(entryOf(map, 'measure')!.value.place, `${path}.measure: ${why}`);
    return null;
  };
  const parts = MEASURE.exec(text);
  if (parts === null) return refuse(`expected subject.metric.statistic such as trading.response_time.p95, found \`${text}\``);
  const [, subject = '', metric = '', statistic = ''] = parts;
  const name = subject.split('.')[0]!;
  const blocks = ['workloads', 'copies', 'hosts', 'arrays', 'links', 'volumes'];
  const named = reading.names.find(name);
  if (named === undefined || !blocks.includes(named.block)) {
    return refuse(`\`${name}\` is nothing that is measured: ${suggest(name, reading.names.known(blocks))}`);
  }
  const statistics = [...STATISTICS, ...QUANTILES.map(([quantile]) => quantile)];
  if (!statistics.includes(statistic)) return refuse(`\`${statistic}\` is no statistic: ${suggest(statistic, statistics)}`);
  return { subject, metric, statistic };
}

/** A phase, or a state of a copy. */
function readIn(text: string, { path, map }: Entry, phases: Named<Phase>, reading: Reading): boolean {
  if (Object.hasOwn(phases, text) || reading.names.find(text)?.block === 'phases') return true;
  const [copy = '', state] = text.split('.');
  const isCopy = reading.names.find(copy)?.block === 'copies';
  const states = isCopy ? reading.modelOf(copy)?.states.map(({ name }) => name) : [];
  if (isCopy && state !== undefined && (states === undefined || states.includes(state))) return true;
  const known = [
    ...new Set([...Object.keys(phases), ...reading.names.known(['phases'])]),
    ...(states ?? []).map((name) => `${copy}.${name}`),
  ];
  const value = entryOf(map, 'in')!.value;
  reading.report(value.place, `${path}.in: expected a phase or a state of a copy, found ${found(value)}: ${suggest(text, known)}`);
  return false;
}

function textOf(raw: Raw): string {
  if (raw.is === 'scalar') return raw.text.trim();
  return raw.is === 'list' ? `[${raw.items.map(textOf).join(', ')}]` : '';
}

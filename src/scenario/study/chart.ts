import type { ModelDescription } from '../../copy/copy-service.ts';
import { QUANTILES } from '../../metrics/figures.ts';
import { suggest } from '../../parameters/nearest.ts';
import { found, type Raw } from '../../parameters/raw.ts';
import { STATISTICS } from '../read-objectives.ts';
import type { Scenario } from '../scenario.ts';
import type { ChartMeasure } from './study.ts';

/** subject.metric.statistic as in objectives, then ` in ` and a phase. */
const MEASURE = /^(.+?)\.([a-z][a-z0-9_]*)\.((?:of_)?twin_)?([a-z]+|p\d{1,2}(?:\.\d+)?)(?:\s+in\s+(\S+))?$/i;
const MEASURED = ['workloads', 'copies', 'hosts', 'arrays', 'links', 'volumes'] as const;

/** Reads what the chart is to show; what is no measure of the scenario is told. */
export function readChart(raw: Raw, scenario: Scenario, models: readonly ModelDescription[]): ChartMeasure | { readonly error: string } {
  const parts = raw.is === 'scalar' ? MEASURE.exec(raw.text.trim()) : null;
  if (parts === null) {
    return { error: `expected subject.metric.statistic such as trading.response_time.p95 in copying, found ${found(raw)}` };
  }
  const [, subject = '', metric = '', of = '', statistic = '', phase] = parts;
  const name = subject.split('.')[0]!;
  const names = MEASURED.flatMap((block) => Object.entries(scenario[block]).flatMap(([entry, { instances }]) => [entry, ...instances]));
  if (!names.includes(name)) return { error: `\`${name}\` is nothing that is measured: ${suggest(name, new Set(names))}` };
  const statistics = [...STATISTICS, ...QUANTILES.map(([quantile]) => quantile)];
  if (!statistics.includes(statistic)) return { error: `\`${statistic}\` is no statistic: ${suggest(statistic, statistics)}` };
  if (phase !== undefined) {
    const known = phasesOf(scenario, models);
    if (!known.includes(phase))
      return { error: `expected a phase or a state of a copy after \`in\`, found \`${phase}\`: ${suggest(phase, known)}` };
  }
  return { subject, metric, statistic: `${of}${statistic}`, in: phase ?? null };
}

function phasesOf(scenario: Scenario, models: readonly ModelDescription[]): string[] {
  const states = Object.entries(scenario.copies).flatMap(([copy, { kind }]) => {
    const model = models.find((one) => one.kind === kind);
    return (model?.states ?? []).map((state) => `${copy}.${state.name}`);
  });
  return [...Object.keys(scenario.phases), ...states];
}

import { type Material, phasesOf, phaseTitle, shownPhases, subjectsWith } from '../material.ts';
import { type Chart, MILLISECONDS, RUN_COLOUR, short, specOf, TWIN_COLOUR, WIDTH } from './chart.ts';

const WORKLOADS_AT_MOST = 6;
const PHASES_AT_MOST = 4;
const PERCENTILE = /^p(\d+(?:\.\d+)?)$/;
/** The axis tells one I/O in so many: 2 is the median, 1000 is p99.9. */
const PERCENTILE_LABEL = "'p' + format(100 - 100 / datum.value, '~r')";

interface Quantile {
  readonly oneIn: number;
  readonly value: number;
  readonly of: 'run' | 'twin';
  readonly low?: number;
  readonly high?: number;
}

/** Quantiles of the response time, the run beside its twin, a panel for each workload and phase. */
export function distributionChart(material: Material): Chart | null {
  const workloads = subjectsWith(material.summary, 'response_time').slice(0, WORKLOADS_AT_MOST);
  const rows = workloads.flatMap((workload) => {
    const phases = shownPhases(phasesOf(material.summary, workload, 'response_time')).slice(0, PHASES_AT_MOST);
    const found = phases
      .map((phase) => ({ phase, values: quantiles(material, workload, phase) }))
      .filter(({ values }) => values.length > 1);
    const times = found.flatMap(({ values }) => values.flatMap((one) => [one.value, one.low ?? one.value, one.high ?? one.value]));
    const scale = { type: 'log', domain: [Math.min(...times) * 0.9, Math.max(...times) * 1.1].map(short), nice: false };
    const panels = found.map(({ phase, values }, index) => panel(`${workload}, ${phaseTitle(phase)}`, values, scale, index, found.length));
    return panels.length === 0 ? [] : [{ hconcat: panels }];
  });
  if (rows.length === 0) return null;
  return {
    name: 'distribution',
    title: 'Distribution of response times',
    caption: 'How slow the slowest I/Os are: p99 is the time that one I/O in a hundred exceeds. Both axes are logarithmic.',
    spec: specOf({ vconcat: rows }),
  };
}

function quantiles({ summary }: Material, workload: string, phase: string): Quantile[] {
  const found = summary.rows.flatMap((row): Quantile[] => {
    if (row.subject !== workload || row.metric !== 'response_time' || row.phase !== phase || row.value <= 0) return [];
    const twin = row.statistic.startsWith('twin_');
    const percentile = PERCENTILE.exec(twin ? row.statistic.slice('twin_'.length) : row.statistic)?.[1];
    if (percentile === undefined) return [];
    const quantile = {
      oneIn: short(100 / (100 - Number(percentile))),
      value: short(row.value),
      of: twin ? ('twin' as const) : ('run' as const),
    };
    const interval = !twin && row.ci_low !== undefined && row.ci_high !== undefined && row.ci_low > 0;
    return [interval ? { ...quantile, low: short(row.ci_low!), high: short(row.ci_high!) } : quantile];
  });
  // What comes last is drawn on top.
  return found.sort((a, b) => (a.of === b.of ? a.oneIn - b.oneIn : a.of === 'twin' ? -1 : 1));
}

function panel(title: string, values: readonly Quantile[], scale: object, index: number, of: number): object {
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale,
    title: index === 0 ? 'response time (ms)' : null,
    axis: { values: MILLISECONDS, format: ',~r', labelOverlap: true, minExtent: index === 0 ? 48 : 30 },
  });
  const x = {
    field: 'oneIn',
    type: 'quantitative',
    scale: { type: 'log', domain: [1.05, 1100], nice: false },
    axis: { title: 'percentile', values: [2, 10, 100, 1000], labelExpr: PERCENTILE_LABEL, grid: true, labelOverlap: false },
  };
  const color = { field: 'of', type: 'nominal', scale: { domain: ['run', 'twin'], range: [RUN_COLOUR, TWIN_COLOUR] } };
  return {
    title,
    width: Math.floor((WIDTH - 54 * (of - 1)) / of),
    height: 200,
    data: { values },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2, point: { size: 22 } },
        encoding: {
          x,
          y: y('value'),
          color,
          strokeDash: {
            field: 'of',
            type: 'nominal',
            scale: {
              domain: ['run', 'twin'],
              range: [
                [1, 0],
                [5, 3],
              ],
            },
          },
        },
      },
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', strokeWidth: 5, opacity: 0.35 },
        encoding: { x, y: y('low'), y2: { field: 'high' }, color },
      },
    ],
  };
}

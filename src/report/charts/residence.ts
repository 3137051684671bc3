import { type Material, phaseTitle, shownPhases } from '../material.ts';
import { type ResidenceRow, residenceRows, shownCategories, valuesBy } from '../sections/residence.ts';
import { type Chart, PALETTE, short, specOf, WIDTH } from './chart.ts';

const WORKLOADS_AT_MOST = 6;

/** Where the time of an average I/O went: a bar for each phase, the twin's beneath it. */
export function residenceChart(material: Material): Chart | null {
  const runs = residenceRows(material);
  const twins = residenceRows(material, 'twin_mean');
  const workloads = [...new Set(runs.map((row) => row.workload))].slice(0, WORKLOADS_AT_MOST);
  if (workloads.length === 0) return null;
  const categories = shownCategories(
    [...runs, ...twins].filter((row) => workloads.includes(row.workload)),
    PALETTE.length,
  );
  const phases = shownPhases([...new Set(runs.map((row) => row.phase))]);
  const panels = workloads.map((workload) => {
    const bars = phases.flatMap((phase) => [
      ...barOf(runs, workload, phase, phaseTitle(phase), categories),
      ...barOf(twins, workload, phase, `${phaseTitle(phase)} (twin)`, categories),
    ]);
    return {
      title: workload,
      width: WIDTH,
      height: { step: 20 },
      data: { values: bars.flat() },
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'value', type: 'quantitative', stack: 'zero', axis: { title: 'mean response time (ms)', grid: true } },
        y: {
          field: 'bar',
          type: 'nominal',
          sort: [...new Set(bars.flat().map((part) => part.bar))],
          title: null,
          axis: { grid: false, ticks: false, minExtent: 90, labelLimit: 160 },
        },
        color: { field: 'category', type: 'nominal', scale: { domain: categories, range: PALETTE.slice(0, categories.length) } },
        order: { field: 'order', type: 'quantitative' },
      },
    };
  });
  return {
    name: 'residence',
    title: 'Where the time of an I/O went',
    caption: 'Mean time per I/O at each place on its way; the parts of a bar add up to the mean response time.',
    spec: specOf({ vconcat: panels }),
  };
}

function barOf(rows: readonly ResidenceRow[], workload: string, phase: string, bar: string, categories: readonly string[]) {
  const found = rows.find((row) => row.workload === workload && row.phase === phase);
  if (!found) return [];
  return [valuesBy(found, categories).map((value, order) => ({ bar, category: categories[order]!, value: short(value), order }))];
}

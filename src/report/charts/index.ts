import type { Material } from '../material.ts';
import type { Chart } from './chart.ts';
import { distributionChart } from './distribution.ts';
import { latencyChart } from './latency.ts';
import { progressChart } from './progress.ts';
import { residenceChart } from './residence.ts';
import { throughputChart } from './throughput.ts';
import { utilisationChart } from './utilisation.ts';

/** All charts in the order of the report. */
const CHARTS: readonly ((material: Material) => Chart | null)[] = [
  latencyChart,
  progressChart,
  throughputChart,
  distributionChart,
  residenceChart,
  utilisationChart,
];

/** The charts for which a run has data. */
export function chartsOf(material: Material): Chart[] {
  return CHARTS.map((chart) => chart(material)).filter((chart) => chart !== null);
}

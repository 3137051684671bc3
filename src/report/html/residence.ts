import { grouped } from '../../study/wording.ts';
import { type Material, phaseTitle } from '../material.ts';
import { type ResidenceRow, residenceRows, roundedToSum } from '../sections/residence.ts';
import { html, type Markup } from './markup.ts';
import { table } from './table.ts';

/** Down to the microsecond. */
const DECIMALS = 3;

/** Where the time of an average I/O went: a table for each workload, phases side by side, each with its twin. */
export function residenceSection(material: Material): Markup {
  const runs = residenceRows(material);
  const twins = residenceRows(material, 'twin_mean');
  const workloads = [...new Set(runs.map((row) => row.workload))];
  return html`${workloads.map((workload) => tableOf(workload, runs, twins))}`;
}

function tableOf(workload: string, runs: readonly ResidenceRow[], twins: readonly ResidenceRow[]): Markup {
  const ofWorkload = runs.filter((row) => row.workload === workload);
  const columns = ofWorkload.flatMap((run) => {
    const twin = twins.find((row) => row.workload === workload && row.phase === run.phase);
    return [{ title: phaseTitle(run.phase), row: run }, ...(twin ? [{ title: 'twin', row: twin }] : [])];
  });
  const categories = [...new Set(columns.flatMap(({ row }) => row.parts.map((part) => part.category)))];
  const rounded = columns.map(({ row }) => {
    const values = roundedToSum(
      row.parts.map((part) => part.value),
      row.responseTime,
      DECIMALS,
    );
    return new Map(row.parts.map((part, index) => [part.category, grouped(values[index]!.toFixed(DECIMALS))]));
  });
  const rows = categories.map((category) => [category, ...rounded.map((values) => values.get(category) ?? '')]);
  const total = ['response time', ...columns.map(({ row }) => grouped(row.responseTime.toFixed(DECIMALS)))];
  const heads = [{ title: 'ms per I/O' }, ...columns.map(({ title }) => ({ title, number: true as const }))];
  return table(workload, heads, [...rows, total], true);
}

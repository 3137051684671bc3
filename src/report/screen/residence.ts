import { grouped } from '../../study/wording.ts';
import { type Material, phaseTitle, shownPhases } from '../material.ts';
import type { Paint } from '../paint.ts';
import { type ResidenceRow, residenceRows, roundedToSum, shownCategories, valuesBy } from '../sections/residence.ts';
import { textTable } from '../text-table.ts';
import { decimalsOf, milliseconds } from './layout.ts';

/** More rows and columns than these do not fit on a screen. */
const CATEGORIES = 9;
const COLUMNS_AT_MOST = 6;

/** Where the time of an average I/O went, a column for each workload and phase; what is printed adds up to the response time. */
export function residenceLines(material: Material, paint: Paint): string[] {
  const all = residenceRows(material);
  const phases = shownPhases([...new Set(all.map((row) => row.phase))]);
  const wanted = all.filter((row) => phases.includes(row.phase));
  const rows = wanted.slice(0, COLUMNS_AT_MOST);
  if (rows.length === 0) return [];
  const categories = shownCategories(rows, CATEGORIES);
  const columns = rows.map((row) => columnOf(row, categories));
  const header = [
    ['an I/O', ...rows.map((row, index) => (rows[index - 1]?.workload === row.workload ? '' : row.workload))],
    ['(mean ms)', ...rows.map((row) => phaseTitle(row.phase))],
  ];
  const body = categories.map((category, index) => [category, ...columns.map((column) => column[index]!)]);
  const total = ['response time', ...rows.map((row) => milliseconds(row.responseTime))];
  const [first, second, ...lines] = textTable([...header, ...body, total], ['left', ...rows.map(() => 'right' as const)]);
  const last = lines.pop()!;
  const more = wanted.length > rows.length ? [paint.quiet(`... ${wanted.length - rows.length} more columns in the report`)] : [];
  return [paint.strong(first!), paint.strong(second!), ...lines, paint.strong(last), ...more];
}

function columnOf(row: ResidenceRow, categories: readonly string[]): string[] {
  const values = valuesBy(row, categories);
  const decimals = decimalsOf(row.responseTime);
  return roundedToSum(values, row.responseTime, decimals).map((value) => (value === 0 ? '-' : grouped(value.toFixed(decimals))));
}

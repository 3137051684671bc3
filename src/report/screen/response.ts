import { digits } from '../../study/wording.ts';
import { type Material, phaseTitle, shownPhases } from '../material.ts';
import type { Paint } from '../paint.ts';
import { type Pair, type ResponseRow, responseRows, SHOWN_STATISTICS } from '../sections/response.ts';
import { textTable } from '../text-table.ts';
import { milliseconds } from './layout.ts';

/** More lines than this do not fit on a screen. */
const LINES_AT_MOST = 24;

/** Throughput and response times by workload and phase; under each line the twin in brackets, if it differs. */
export function responseLines(material: Material, paint: Paint): string[] {
  const all = responseRows(material);
  const phases = shownPhases([...new Set(all.map((row) => row.phase))]);
  const rows = all.filter((row) => phases.includes(row.phase) && row.times[0]?.run);
  if (rows.length === 0) return [];
  const withIntervals = rows.some((row) => row.times[0]?.run?.ci_low !== undefined);
  const header = ['workload', 'phase', 'IOPS', 'ms: mean', ...(withIntervals ? ['±'] : []), ...SHOWN_STATISTICS.slice(1), 'of twin'];
  const cells: string[][] = [];
  let workload = '';
  for (const row of rows) {
    const run = line(row, 'run', withIntervals);
    const twin = line(row, 'twin', withIntervals);
    const different = [row.throughput, ...row.times].some(differs);
    cells.push([row.workload === workload ? '' : row.workload, phaseTitle(row.phase), ...run, ofTwin(row, different)]);
    if (different) cells.push(['', '  (twin)', ...twin.map((cell) => (cell === '' ? '' : `(${cell})`)), '']);
    workload = row.workload;
  }
  const [heading, ...lines] = textTable(
    [header, ...cells],
    header.map((_, index) => (index < 2 || index === header.length - 1 ? 'left' : 'right')),
  );
  const shown = lines.slice(0, LINES_AT_MOST).map((text) => (text.includes('(twin)') ? paint.quiet(text) : text));
  const more = lines.length > LINES_AT_MOST ? [paint.quiet(`... ${lines.length - LINES_AT_MOST} more lines in the report`)] : [];
  return [paint.strong(heading!), ...shown, ...more];
}

function line(row: ResponseRow, of: 'run' | 'twin', withIntervals: boolean): string[] {
  const throughput = row.throughput[of];
  const [mean, ...others] = row.times.map((pair) => pair[of]);
  const half = mean?.ci_low === undefined || mean.ci_high === undefined ? '' : milliseconds((mean.ci_high - mean.ci_low) / 2);
  return [
    throughput ? digits(throughput.value) : '',
    mean ? milliseconds(mean.value) : '',
    ...(withIntervals ? [of === 'run' ? half : ''] : []),
    ...others.map((one) => (one ? milliseconds(one.value) : '')),
  ];
}

/** By more than half a per cent: less is not to be seen in three digits. */
function differs({ run, twin }: Pair): boolean {
  return run !== undefined && twin !== undefined && Math.abs(run.value - twin.value) > 0.005 * Math.abs(twin.value);
}

function ofTwin(row: ResponseRow, different: boolean): string {
  const ratio = row.times[0]?.ofTwin;
  if (!ratio) return '';
  return different ? `${digits(ratio.value)} %` : 'as twin';
}

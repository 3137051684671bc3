import type { Figure } from '../metrics/figures.ts';
import type { Copies } from './copies.ts';
import type { CopyMarks } from './copy-marks.ts';

const row = (subject: string, metric: string, statistic: string, unit: string, value: number): Figure => ({
  subject,
  metric,
  phase: '',
  statistic,
  unit,
  value,
});

/** When a mark last came: `dsa.done`, `backup.end`. @param ns from the start of the run */
export const markFigure = (subject: string, mark: string, ns: number): Figure => row(subject, `mark_${mark}`, 'time', 's', ns / 1e9);

/** The figures of the copies: how long they took, what their models measured, and when each of their marks last came. */
export function copyFigures(copies: Copies, marks: CopyMarks): Figure[] {
  const gauges = copies.names.flatMap((subject) => {
    const duration = marks.duration(subject) / 1e9;
    const measured = copies
      .model(subject)
      .gauges.flatMap(({ name, unit, aggregate, statistics = [] }) => [
        row(subject, name, aggregate === 'count' ? 'total' : 'last', unit, copies.gauge(subject, name)),
        ...statistics.map((statistic) => row(subject, name, statistic, unit, copies.statistic(subject, name, statistic))),
      ]);
    const bytes = measured.find(({ metric }) => metric === 'copied_bytes');
    const rate = bytes === undefined || duration === 0 ? [] : [row(subject, 'copy_rate', 'mean', 'MB/s', bytes.value / duration / 1e6)];
    return [row(subject, 'duration', 'total', 's', duration), ...measured, ...rate];
  });
  const times = [...marks.times].map(([mark, ns]) => {
    const dot = mark.indexOf('.');
    return markFigure(mark.slice(0, dot), mark.slice(dot + 1), ns);
  });
  return [...gauges, ...times];
}

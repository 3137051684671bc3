import type { Figure } from '../metrics/figures.ts';
import type { Copies } from './copies.ts';
import type { CopyMarks } from './copy-marks.ts';

/** The figures of the copies: how long they took, what their models measured, and when each of their marks last came. */
export function copyFigures(copies: Copies, marks: CopyMarks): Figure[] {
  const row = (subject: string, metric: string, statistic: string, unit: string, value: number): Figure => ({
    subject,
    metric,
    phase: '',
    statistic,
    unit,
    value,
  });
  const gauges = copies.names.flatMap((subject) => [
    row(subject, 'duration', 'total', 's', marks.duration(subject) / 1e9),
    ...copies
      .model(subject)
      .gauges.map(({ name, unit, aggregate }) =>
        row(subject, name, aggregate === 'count' ? 'total' : 'last', unit, copies.gauge(subject, name)),
      ),
  ]);
  const times = [...marks.times].map(([mark, ns]) => {
    const dot = mark.indexOf('.');
    return row(mark.slice(0, dot), `mark_${mark.slice(dot + 1)}`, 'time', 's', ns / 1e9);
  });
  return [...gauges, ...times];
}

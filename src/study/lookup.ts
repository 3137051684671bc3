import type { SummaryRow } from '../metrics/results.ts';

/** The rows of a summary by subject, metric, phase and statistic. */
export interface Lookup {
  readonly rows: readonly SummaryRow[];
  /** The row itself, or undefined if there is no such number. */
  find(subject: string, metric: string, phase: string, statistic: string): SummaryRow | undefined;
}

export function lookup(rows: readonly SummaryRow[]): Lookup {
  const byKey = new Map<string, SummaryRow>();
  for (const row of rows) byKey.set(key(row.subject, row.metric, row.phase, row.statistic), row);
  return {
    rows,
    find: (subject, metric, phase, statistic) => byKey.get(key(subject, metric, phase, statistic)),
  };
}

function key(subject: string, metric: string, phase: string, statistic: string): string {
  return `${subject}\n${metric}\n${phase}\n${statistic}`;
}

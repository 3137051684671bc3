import type { SummaryRow } from '../../metrics/results.ts';
import { quantity } from '../../study/wording.ts';
import type { Material } from '../material.ts';

/** What became of a copy. */
export interface CopyRow {
  readonly copy: string;
  readonly kind: string;
  /** Nothing is left to copy at the end, and something was copied. */
  readonly done: boolean;
  /** How long there was something left to copy. */
  readonly took: SummaryRow | undefined;
  readonly copied: SummaryRow | undefined;
  /** What was copied over how long it took, readable; undefined if nothing was. */
  readonly rate: string | undefined;
  /** The numbers about the copy as a whole, without its marks, by metric. */
  readonly numbers: ReadonlyMap<string, SummaryRow>;
  /** When it entered which state and when it was done, in seconds from the start, in that order. */
  readonly marks: readonly { readonly mark: string; readonly row: SummaryRow }[];
}

const MARK = 'mark_';

/** Every copy of the scenario of which something was measured. */
export function copyRows({ scenario, summary }: Material): CopyRow[] {
  return Object.entries(scenario.copies).flatMap(([name, { kind, instances }]) =>
    [...new Set([name, ...instances])].flatMap((copy) => {
      const rows = summary.rows.filter(
        (row) => row.subject === copy && (row.phase === '' || row.phase === 'all') && !row.statistic.includes('twin_'),
      );
      if (rows.length === 0) return [];
      const marks = rows.filter((row) => row.metric.startsWith(MARK)).map((row) => ({ mark: row.metric.slice(MARK.length), row }));
      const numbers = new Map<string, SummaryRow>();
      for (const row of rows) if (!row.metric.startsWith(MARK) && !numbers.has(row.metric)) numbers.set(row.metric, row);
      marks.sort((a, b) => a.row.value - b.row.value);
      const took = numbers.get('duration');
      const copied = numbers.get('copied_bytes');
      const rate = took && copied && took.value > 0 && copied.value > 0 ? quantity(copied.value / took.value, 'B/s') : undefined;
      return [{ copy, kind, done: marks.some(({ mark }) => mark === 'done'), took, copied, rate, numbers, marks }];
    }),
  );
}

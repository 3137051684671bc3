import { models } from '../../copy/models/index.ts';
import type { EventRow, SummaryRow } from '../../metrics/results.ts';
import type { Copy, Scenario } from '../../scenario/scenario.ts';
import { instant, quantity } from '../../study/wording.ts';
import type { Material } from '../material.ts';

/** What became of a copy. */
export interface CopyRow {
  readonly copy: string;
  readonly kind: string;
  /** Nothing is left to copy at the end, and something was copied. */
  readonly done: boolean;
  /** How it ended before that, such as `withdrawn`, and when, in seconds from the start; null if it did not. */
  readonly ended: { readonly how: string; readonly at: number } | null;
  /** Commands that were refused in the first replication, with the reasons. */
  readonly refused: readonly EventRow[];
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
const REFUSED = ' refused';
const REFUSALS_TOLD = 3;

/** Every copy of the scenario of which something was measured. */
export function copyRows({ scenario, summary, results }: Material): CopyRow[] {
  return Object.entries(scenario.copies).flatMap(([name, entry]) =>
    [...new Set([name, ...entry.instances])].flatMap((copy) => {
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
      const refused = results.events.filter(({ subject, event }) => subject === name && event.endsWith(REFUSED));
      const ended = endOf(entry, results.events, marks);
      return [
        { copy, kind: entry.kind, ended, refused, done: marks.some(({ mark }) => mark === 'done'), took, copied, rate, numbers, marks },
      ];
    }),
  );
}

/** What became of a copy that is not done, as part of a sentence. */
export function unfinished({ ended, took }: CopyRow, { run }: Scenario): string {
  if (took?.value === 0) return 'no copy was begun';
  return ended === null ? 'not done when the run ends' : `${ended.how} at ${instant(run.from, ended.at)}`;
}

/** The commands that were refused, each as part of a sentence, with the reason; of many the first few. */
export function refusals({ refused }: CopyRow, { run }: Scenario): string[] {
  const told = refused.slice(0, REFUSALS_TOLD).map(({ time_s, event, cause }) => `${event} at ${instant(run.from, time_s)}: ${cause}`);
  return refused.length > told.length ? [...told, `${refused.length - told.length} more refused`] : told;
}

/** What happened to it last, if that ends it: by its events, and its marks, which are means over all replications. */
function endOf({ kind, instances }: Copy, events: readonly EventRow[], marks: CopyRow['marks']): CopyRow['ended'] {
  const last = events.findLast(({ subject, from, to }) => instances.includes(subject) && to !== '' && from !== to);
  const life = models.find((model) => model.kind === kind)?.life ?? [];
  const how = last && life.find(({ on, from, to }) => on === last.event && from.includes(last.from) && to === last.to)?.ends;
  if (last === undefined || how === undefined) return null;
  return { how, at: marks.find(({ mark }) => mark === last.to)?.row.value ?? last.time_s };
}

import type { SummaryRow } from '../../metrics/results.ts';
import { bytes, duration, grouped, instant } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import type { Paint } from '../paint.ts';
import { type CopyRow, copyRows, refusals, unfinished } from '../sections/copies.ts';
import { orderPhrase, sharedVolumes } from '../sections/shared-volumes.ts';
import { paragraph } from './layout.ts';

const SHOWN = 6;
/** Told in words of their own, in this order; other numbers of a copy are in the report. */
const COUNTS = { copy_reads: 'reads', copy_compares: 'compares', copy_writes: 'writes', copy_retries: 'retries' } as const;
const PATHS = { interconnect_bytes: 'over interconnects', assisted_bytes: 'inside controllers' } as const;

/** What became of each copy: duration, rate, what it did, bytes by path. */
export function copyLines(material: Material, paint: Paint): string[] {
  const rows = copyRows(material);
  const lines = rows.slice(0, SHOWN).flatMap((row, index) => paragraph(index === 0 ? 'copies' : '', sentence(row, material), paint));
  if (rows.length > SHOWN) lines.push(...paragraph('', `... and ${rows.length - SHOWN} more in the report`, paint));
  const orders = sharedVolumes(material.scenario);
  return [...lines, ...orders.flatMap((one, index) => paragraph(index === 0 ? 'order' : '', orderPhrase(one), paint))];
}

function sentence(row: CopyRow, { scenario }: Material): string {
  const { numbers, took } = row;
  const end = row.marks.find(({ mark }) => mark === 'done')?.row;
  const parts = [
    row.done
      ? `done ${took ? `in ${duration(took.value)}` : ''}${end ? ` at ${instant(scenario.run.from, end.value)}` : ''}`
      : unfinished(row, scenario),
    ...refusals(row, scenario),
    [row.copied ? bytes(row.copied.value) : '', row.rate ? `at ${row.rate}` : ''].filter((part) => part !== '').join(' '),
    Object.entries(COUNTS)
      .flatMap(([metric, word]) => withCount(numbers.get(metric), word))
      .join(', '),
    Object.entries(PATHS)
      .flatMap(([metric, path]) => withBytes(numbers.get(metric), path))
      .join(', '),
  ];
  return `${row.copy} (${row.kind}): ${parts.filter((part) => part !== '').join('; ')}`.replace(/ {2,}/g, ' ');
}

function withCount(row: SummaryRow | undefined, word: string): string[] {
  return row && row.value !== 0
    ? [`${grouped(row.value.toFixed(0))} ${row.value === 1 ? word.replace(/ies$/, 'y').replace(/s$/, '') : word}`]
    : [];
}

function withBytes(row: SummaryRow | undefined, path: string): string[] {
  return row ? [`${bytes(row.value)} ${path}`] : [];
}

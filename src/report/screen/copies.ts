import type { SummaryRow } from '../../metrics/results.ts';
import { bytes, duration, grouped, instant, quantity } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import type { Paint } from '../paint.ts';
import { type CopyRow, copyRows } from '../sections/copies.ts';
import { paragraph } from './layout.ts';

const SHOWN = 6;
/** Told in words of their own, in this order; other numbers of a copy are in the report. */
const COUNTS = ['reads', 'compares', 'writes', 'retries'] as const;
const PATHS = { interconnect_bytes: 'over interconnects', assisted_bytes: 'inside controllers' } as const;

/** What became of each copy: duration, rate, what it did, bytes by path. */
export function copyLines(material: Material, paint: Paint): string[] {
  const rows = copyRows(material);
  const lines = rows.slice(0, SHOWN).flatMap((row, index) => paragraph(index === 0 ? 'copies' : '', sentence(row, material), paint));
  return rows.length > SHOWN ? [...lines, ...paragraph('', `... and ${rows.length - SHOWN} more in the report`, paint)] : lines;
}

function sentence(row: CopyRow, { scenario }: Material): string {
  const { numbers } = row;
  const took = numbers.get('duration');
  const end = row.marks.find(({ mark }) => mark === 'done')?.row;
  const parts = [
    row.done
      ? `done ${took ? `in ${duration(took.value)}` : ''}${end ? ` at ${instant(scenario.run.from, end.value)}` : ''}`
      : 'not done when the run ends',
    copied(numbers),
    COUNTS.flatMap((metric) => withCount(numbers.get(metric), metric)).join(', '),
    Object.entries(PATHS)
      .flatMap(([metric, path]) => withBytes(numbers.get(metric), path))
      .join(', '),
  ];
  return `${row.copy} (${row.kind}): ${parts.filter((part) => part !== '').join('; ')}`.replace(/ {2,}/g, ' ');
}

function copied(numbers: CopyRow['numbers']): string {
  const size = numbers.get('copied');
  const rate = numbers.get('copy_rate');
  return [size ? bytes(size.value) : '', rate ? `at ${quantity(rate.value, rate.unit)}` : ''].filter((part) => part !== '').join(' ');
}

function withCount(row: SummaryRow | undefined, word: string): string[] {
  return row && row.value !== 0 ? [`${grouped(row.value.toFixed(0))} ${word}`] : [];
}

function withBytes(row: SummaryRow | undefined, path: string): string[] {
  return row ? [`${bytes(row.value)} ${path}`] : [];
}

import { grouped } from '../../study/wording.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../text-table.ts';

/** Columns of the answer screen; it does not follow the terminal, so that it is the same everywhere. */
export const COLUMNS = 88;
/** Width of the column of headings on the left. */
export const MARGIN = 12;

/** A block of lines under a heading in the left margin. */
export function block(heading: string, lines: readonly string[], paint: Paint): string[] {
  return lines
    .map((line, index) => (index === 0 ? paint.strong(heading.padEnd(MARGIN)) : ' '.repeat(MARGIN)) + line)
    .map((line) => line.trimEnd());
}

/** A paragraph under a heading in the left margin. */
export function paragraph(heading: string, text: string, paint: Paint): string[] {
  return block(heading, wrap(text, COLUMNS - MARGIN), paint);
}

/** Milliseconds for a column: two decimals below ten, one below a hundred, none above. */
export function milliseconds(value: number): string {
  if (value >= 99.95) return grouped(value.toFixed(0));
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

/** Decimals that `milliseconds` prints. */
export function decimalsOf(value: number): number {
  if (value >= 99.95) return 0;
  return value >= 9.995 ? 1 : 2;
}

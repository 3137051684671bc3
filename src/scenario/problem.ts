import type { Issue } from '../parameters/raw.ts';
import type { Problem } from './scenario.ts';

/** A text that was read: the file, or a value set from outside. */
export interface Source {
  /** The file, or `--set`. */
  readonly name: string;
  readonly text: string;
}

/** More problems than this are not listed: the last one says how many are missing. */
const AT_MOST = 100;
const WIDTH = 120;

/** Issues with line, column and code frame, in the order of their places; the same message at the same place once. */
export function problemsOf(issues: readonly Issue[], sources: readonly Source[]): Problem[] {
  const sorted = [...issues].sort((a, b) => a.place.text - b.place.text || a.place.start - b.place.start || compare(a.message, b.message));
  const distinct = sorted.filter((issue, i) => i === 0 || !same(issue, sorted[i - 1]!));
  const shown = distinct.slice(0, AT_MOST).map((issue) => problemOf(issue, sources));
  const hidden = distinct.length - shown.length;
  const last = shown.at(-1);
  if (hidden > 0 && last !== undefined) shown.push({ ...last, message: `and ${hidden} more problems`, frame: '' });
  return shown;
}

/** `file:line:column: message` and the frame below it. */
export function formatProblem({ file, line, column, message, frame }: Problem): string {
  return `${file}:${line}:${column}: ${message}${frame === '' ? '' : `\n${frame}`}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function same(a: Issue, b: Issue): boolean {
  return a.message === b.message && a.place.text === b.place.text && a.place.start === b.place.start;
}

function problemOf({ place, message }: Issue, sources: readonly Source[]): Problem {
  const { name, text } = sources[place.text]!;
  const before = text.slice(0, place.start);
  const line = before.split('\n').length;
  const column = place.start - (before.lastIndexOf('\n') + 1) + 1;
  return { file: name, line, column, message, frame: codeFrame(text, line, column, place.end - place.start) };
}

/** The line with one before and one after it, the place underlined; long lines are cut around the place. */
function codeFrame(text: string, line: number, column: number, length: number): string {
  const lines = text.split('\n').slice(0, line + 1);
  const shift = Math.max(0, Math.min(column - WIDTH / 2, lines[line - 1]!.length - WIDTH));
  const cut = (full: string): string =>
    full
      .replace(/\r$/, '')
      .slice(shift, shift + WIDTH)
      .replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  const gutter = String(Math.min(line + 1, lines.length)).length;
  const frame: string[] = [];
  for (let at = Math.max(1, line - 1); at <= Math.min(line + 1, lines.length); at++) {
    const shown = cut(lines[at - 1]!);
    frame.push(`${at === line ? '>' : ' '} ${String(at).padStart(gutter)} | ${shown}`.trimEnd());
    if (at !== line) continue;
    const from = column - 1 - shift;
    const marks = Math.max(1, Math.min(length, shown.length - from));
    frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(from)}${'^'.repeat(marks)}`);
  }
  return frame.join('\n');
}

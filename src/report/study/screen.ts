import { CONFIDENCE } from '../../study/combine.ts';
import { digits } from '../../study/wording.ts';
import type { Paint } from '../paint.ts';
import { block, COLUMNS, paragraph } from '../screen/layout.ts';
import { sign } from '../screen/objectives.ts';
import { printable, textTable, widthOf, wrap } from '../text-table.ts';
import { studyAnswer } from './answer.ts';
import { differenceTable, usualGain } from './differences.ts';
import type { PointResult, StudyMaterial } from './material.ts';
import type { StudyRecord } from './record.ts';
import { type CellForm, limitText, objectiveCell, pointCells, pointHeadings } from './table.ts';

/** More rows than these do not fit on a screen. */
const ROWS_AT_MOST = 30;
const DIFFERENCES_AT_MOST = 12;

/**
 * The answer of a study on one screen, the same text for the same results.
 * @param reportPath where the report lies, as it is to be shown
 */
export function studyScreen(material: StudyMaterial, record: StudyRecord, reportPath: string, paint: Paint): string {
  const sections = [
    [heading(material, paint)],
    answerLines(material, paint),
    violationLines(material, paint),
    pointLines(material, paint),
    differenceLines(material, paint),
    closing(material, record, reportPath, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ study }: StudyMaterial, paint: Paint): string {
  const { customer, date } = study.report;
  const right = printable([customer, date].filter((part) => part !== undefined).join(', '));
  const left = printable(study.study);
  return `${paint.strong(left)}${right === '' ? '' : `${' '.repeat(Math.max(2, COLUMNS - left.length - right.length))}${right}`}`;
}

function answerLines(material: StudyMaterial, paint: Paint): string[] {
  const { verdict, sentence } = studyAnswer(material);
  const lines = wrap(printable(sentence), COLUMNS - 2);
  const mark = verdict === 'none' ? '' : `${sign(verdict, paint)} `;
  return lines.map((line, index) => (index === 0 ? mark : mark === '' ? '' : '  ') + paint.strong(line));
}

function violationLines({ points }: StudyMaterial, paint: Paint): string[] {
  const wrong = points.flatMap(({ point, outcome }) => {
    const count = outcome?.is === 'done' ? outcome.violations.length : 0;
    return count === 0 ? [] : [`${printable(point.name)}: the audit found ${count} wrong ${count === 1 ? 'read' : 'reads'}`];
  });
  return wrong.length === 0 ? [] : [paint.bad('✘ Do not trust these results.'), ...wrong.map((line) => `  ${line}`)];
}

/** Points by objectives: what each came to, with the sign of its verdict. */
function pointLines(material: StudyMaterial, paint: Paint): string[] {
  const forms: readonly CellForm[] = ['full', 'short', 'sign'];
  const tables = forms.map((form) => pointTable(material, form, paint));
  const [first, second, ...lines] = tables.find((table) => Math.max(...table.map(widthOf)) <= COLUMNS) ?? tables.at(-1)!;
  const more = lines.length > ROWS_AT_MOST ? [paint.quiet(`... ${lines.length - ROWS_AT_MOST} more in the report`)] : [];
  return [paint.strong(first!), paint.quiet(second!), ...lines.slice(0, ROWS_AT_MOST), ...more];
}

function pointTable(material: StudyMaterial, form: CellForm, paint: Paint): string[] {
  const { study, points } = material;
  const objectives = Object.keys(study.base.objectives);
  const heads = pointHeadings(material);
  const names = [...heads, ...objectives.map(printable), ''];
  const limits = [...heads.map(() => ''), ...objectives.map((name) => limitText(material, name)), ''];
  const rows = points.map((result) => [
    ...pointCells(material, result).map(printable),
    ...verdictCells(result, objectives, form, paint),
    state(result),
  ]);
  return textTable([names, limits, ...rows], [...heads.map(() => 'left' as const), ...objectives.map(() => 'right' as const), 'left']);
}

function verdictCells(result: PointResult, objectives: readonly string[], form: CellForm, paint: Paint): string[] {
  return objectives.map((name) => {
    const one = result.verdicts.find((verdict) => verdict.name === name);
    return one === undefined ? '' : `${objectiveCell(result, name, form)} ${sign(one.verdict, paint)}`.trim();
  });
}

function state({ outcome }: PointResult): string {
  if (outcome === null) return 'not run';
  return outcome.is === 'failed' ? `failed: ${cut(printable(outcome.reason))}` : '';
}

const REASON = 40;

function cut(text: string): string {
  return text.length > REASON ? `${text.slice(0, REASON - 3)}...` : text;
}

function differenceLines(material: StudyMaterial, paint: Paint): string[] {
  const table = differenceTable(material);
  if (table === null) return [];
  const shown = table.rows.slice(0, DIFFERENCES_AT_MOST);
  const rows = shown.map(({ result, cells }) => [
    printable(result.point.name),
    ...cells.map(({ text, certain }) => (certain ? text : `(${text})`)),
  ]);
  const [head, ...lines] = textTable(
    [[`against ${printable(material.points[0]!.point.name)}`, ...table.columns], ...rows],
    ['left', ...table.columns.map(() => 'right' as const)],
  );
  const open = shown.some(({ cells }) => cells.some(({ certain, text }) => !certain && text !== '—'));
  const more = table.rows.length > shown.length ? [`... ${table.rows.length - shown.length} more in the report`] : [];
  const note = open ? ['(in brackets: may be chance)'] : [];
  return [paint.strong(head!), ...lines, ...[...more, ...note].map((line) => paint.quiet(line))];
}

function closing(material: StudyMaterial, record: StudyRecord, reportPath: string, paint: Paint): string[] {
  const { replications, seed, fingerprint } = record;
  const points = material.points.length;
  const twins = Object.keys(material.study.base.copies).length > 0 ? ' + twins' : '';
  const gain = usualGain(differenceTable(material));
  const compared = gain === undefined ? '' : `, common random numbers (gain ${digits(gain)})`;
  const meaning =
    replications === 1
      ? `${points} points x 1 run${twins}: no intervals, --replications 10 gives them`
      : `${points} points x ${replications} runs${twins}, ${CONFIDENCE * 100} % confidence${compared}`;
  return [
    ...paragraph('validity', meaning, paint),
    ...block('', [`seed ${seed}   fingerprint ${fingerprint}`], paint),
    ...paragraph('report', printable(reportPath), paint),
  ];
}

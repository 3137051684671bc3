import { grouped } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import type { Paint } from '../paint.ts';
import { answer } from '../sections/answer.ts';
import { printable, wrap } from '../text-table.ts';
import { assumptionLines } from './assumptions.ts';
import { copyLines } from './copies.ts';
import { block, COLUMNS, paragraph } from './layout.ts';
import { objectiveLines, sign } from './objectives.ts';
import { residenceLines } from './residence.ts';
import { responseLines } from './response.ts';
import { utilisationLines } from './utilisation.ts';

/**
 * The answer of a run on one screen, the same text for the same results.
 * @param reportPath where the report lies, as it is to be shown
 */
export function screen(material: Material, reportPath: string, paint: Paint): string {
  const sections = [
    [heading(material, paint)],
    answerLines(material, paint),
    violationLines(material, paint),
    objectiveLines(material.verdicts, paint),
    responseLines(material, paint),
    utilisationLines(material, paint),
    copyLines(material, paint),
    residenceLines(material, paint),
    assumptionLines(material.scenario.assumptions, paint),
    closing(material, reportPath, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ scenario }: Material, paint: Paint): string {
  const { customer, date } = scenario.report;
  const right = printable([customer, date].filter((part) => part !== undefined).join(', '));
  const left = printable(scenario.scenario);
  return `${paint.strong(left)}${right === '' ? '' : `${' '.repeat(Math.max(2, COLUMNS - left.length - right.length))}${right}`}`;
}

function answerLines(material: Material, paint: Paint): string[] {
  const { verdict, sentence } = answer(material);
  const lines = wrap(printable(sentence), COLUMNS - 2);
  const mark = verdict === 'none' ? '' : `${sign(verdict, paint)} `;
  return lines.map((line, index) => (index === 0 ? mark : mark === '' ? '' : '  ') + paint.strong(line));
}

function violationLines({ results }: Material, paint: Paint): string[] {
  const { violations } = results;
  if (violations.length === 0) return [];
  const shown = violations.slice(0, 5).flatMap((text) => wrap(printable(text), COLUMNS - 2).map((line) => `  ${line}`));
  const more = violations.length > 5 ? [`  ... and ${violations.length - 5} more in run.json`] : [];
  return [
    paint.bad(`✘ The audit found ${violations.length} wrong ${violations.length === 1 ? 'read' : 'reads'}: do not trust these results.`),
    ...shown,
    ...more,
  ];
}

function closing({ results, record }: Material, reportPath: string, paint: Paint): string[] {
  const runs = results.fingerprints.length;
  const row = results.summary.find((one) => one.confidence !== undefined);
  const intervals = row ? `${digitsOf(row.confidence!)} % confidence, ${row.method}` : 'no intervals';
  const asked = record.replications_asked > runs ? ` (of ${record.replications_asked}: interrupted)` : '';
  const meaning =
    runs === 1
      ? `one replication${asked}: no intervals, --replications 10 gives them`
      : `${runs} replications${asked}; ${intervals}; charts and events show the first`;
  const identity = `seed ${record.seed}   fingerprint ${record.fingerprint}   ${grouped(String(results.eventCount))} events`;
  return [...paragraph('validity', meaning, paint), ...block('', [identity], paint), ...paragraph('report', printable(reportPath), paint)];
}

function digitsOf(confidence: number): string {
  return String(Number((confidence * 100).toPrecision(4)));
}

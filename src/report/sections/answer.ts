import type { Scenario } from '../../scenario/scenario.ts';
import type { Verdict } from '../../study/objectives.ts';
import { bytes, digits, duration } from '../../study/wording.ts';
import { type Material, shownPhases } from '../material.ts';
import { type CopyRow, copyRows, unfinished } from './copies.ts';
import { type ResponseRow, responseRows } from './response.ts';

/** The answer of a run in a sentence. */
export interface Answer {
  readonly verdict: Verdict['verdict'] | 'none';
  readonly sentence: string;
}

/** Made from the objectives; without any, from what became of the copies and of the hosts meanwhile. */
export function answer(material: Material): Answer {
  const { verdicts } = material;
  if (verdicts.length === 0) return { verdict: 'none', sentence: outcome(material) };
  const failed = verdicts.filter((one) => one.verdict === 'not met');
  const open = verdicts.filter((one) => one.verdict === 'undecided');
  const met = verdicts.filter((one) => one.verdict === 'met');
  if (failed.length > 0) {
    const others =
      met.length === 0 ? '' : ` ${counted(met.length, 'The other limit holds', `The other ${words(met.length)} limits hold`)}.`;
    const unknown = open.length === 0 ? '' : ` ${open.map((one) => one.name).join(', ')}: undecided.`;
    return { verdict: 'not met', sentence: `No: ${failed.map(phrase).join('; ')}.${others}${unknown}` };
  }
  if (open.length > 0) return { verdict: 'undecided', sentence: `Undecided: ${open.map(phrase).join('; ')}.` };
  const opening = met.length === 1 ? 'Yes' : met.length === 2 ? 'Yes, both limits hold' : `Yes, all ${words(met.length)} limits hold`;
  return { verdict: 'met', sentence: `${opening}: ${met.map(phrase).join(', ')}.` };
}

/** A verdict as a part of a sentence: `dsa is done at 11:32 (limit 12:00)`. */
export function phrase({ name, kind, measure, value, limit, note, estimate }: Verdict): string {
  if (estimate === null) return `${name}: ${note}`;
  const what = kind === 'instant' ? `${happening(measure)} at` : measure.replaceAll('_', ' ').replace(/\.(?=[a-z])/gi, ' ');
  return `${what} ${value} (limit ${limit.replace(/^(by|at most) /, '')})`;
}

/** `dsa.done` becomes `dsa is done`, `dump.end` becomes `dump ends`. */
function happening(mark: string): string {
  return mark
    .replace(/^([^.\s]+)\.done$/, '$1 is done')
    .replace(/^([^.\s]+)\.end$/, '$1 ends')
    .replace(/^([^.\s]+)\.over$/, '$1 is over')
    .replace(/^([^.\s]+)\.([^.\s]+)$/, '$1 is $2');
}

function outcome(material: Material): string {
  const copies = copyRows(material);
  const rows = responseRows(material);
  const told = copies.filter(({ took, done }) => done || (took?.value ?? 0) > 0);
  const ofCopies = told.slice(0, 3).map((row) => copyPhrase(row, material.scenario));
  if (told.length > 3) ofCopies.push(`${told.length - 3} more copies below`);
  const ofHosts = loadPhrase(rows);
  return [...ofCopies, ...(ofHosts === '' ? [] : [ofHosts])].join('; ').concat('.');
}

function copyPhrase(row: CopyRow, scenario: Scenario): string {
  const { copy, done, took, copied, rate } = row;
  const of = [copied && bytes(copied.value), rate && `at ${rate}`].filter((part) => part !== undefined).join(' ');
  if (!done) return `${copy} is ${unfinished(row, scenario)}${of === '' ? '' : ` (${of} so far)`}`;
  return `${copy} is done${took ? ` in ${duration(took.value)}` : ''}${of === '' ? '' : ` (${of})`}`;
}

/** The workload and phase that suffered most, against its twin. */
function loadPhrase(rows: readonly ResponseRow[]): string {
  const mean = (row: ResponseRow) => row.times[0]!;
  const phases = shownPhases([...new Set(rows.map((row) => row.phase))]);
  const shown = rows.filter((row) => phases.includes(row.phase) && mean(row).run);
  if (shown.length === 0) return '';
  const worst = shown.reduce((best, row) => ((mean(row).ofTwin?.value ?? 0) > (mean(best).ofTwin?.value ?? 0) ? row : best));
  const { run, twin, ofTwin } = mean(worst);
  const where = worst.phase === 'all' ? '' : ` (${worst.phase})`;
  const against = twin && ofTwin ? `, ${digits(ofTwin.value)} % of its twin's ${digits(twin.value)} ms` : '';
  return `${worst.workload} response time mean ${digits(run!.value)} ms${where}${against}`;
}

function words(count: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? String(count);
}

function counted(count: number, one: string, several: string): string {
  return count === 1 ? one : several;
}

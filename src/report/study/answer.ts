import type { Study } from '../../scenario/study/study.ts';
import { quantity } from '../../study/wording.ts';
import { type Answer, phrase } from '../sections/answer.ts';
import { donePoints, type PointResult, pointTitle, type StudyMaterial } from './material.ts';
import { measureText, rowOf, usualMeasure } from './measure.ts';

/** The answer of a study in a sentence or two: which points meet all objectives. */
export function studyAnswer(material: StudyMaterial): Answer {
  const { study, points } = material;
  const objectives = Object.keys(study.base.objectives);
  const done = donePoints(material);
  const rest = unfinished(points, study);
  if (objectives.length === 0) return { verdict: 'none', sentence: `${range(material)}${rest}` };
  const all = objectives.length === 1 ? 'the limit' : objectives.length === 2 ? 'both limits' : `all ${objectives.length} limits`;
  const met = done.filter(({ verdict }) => verdict === 'met');
  const open = done.filter(({ verdict }) => verdict === 'undecided');
  if (met.length > 0) return { verdict: 'met', sentence: `${winners(met, done, all, study)}${undecided(open, study)}${rest}` };
  const by = objectives.map((name) => ofObjective(name, done, study)).join('; ');
  if (open.length > 0) return { verdict: 'undecided', sentence: `No point is sure to meet ${all}.${undecided(open, study)}${rest}` };
  return { verdict: 'not met', sentence: `No: none of ${counted(done.length)} meets ${all} (${by}).${rest}` };
}

function winners(met: readonly PointResult[], done: readonly PointResult[], all: string, study: Study): string {
  const [only] = met;
  if (met.length > 1 && met.length === done.length) return `All ${counted(met.length)} meet ${all}.`;
  if (met.length > 1) return `${met.length} of ${counted(done.length)} meet ${all}: ${names(met, study)}.`;
  const of = done.length === 1 ? '' : `, the only one of ${done.length}, `;
  return `${pointTitle(study, only!.point)}${of === '' ? ' ' : of}meets ${all}: ${only!.verdicts.map(phrase).join(', ')}.`;
}

function ofObjective(name: string, done: readonly PointResult[], study: Study): string {
  const met = done.filter(({ verdicts }) => verdicts.some((one) => one.name === name && one.verdict === 'met'));
  return `${name}: ${met.length === 0 ? 'none' : met.length === done.length ? 'all' : names(met, study)}`;
}

function undecided(open: readonly PointResult[], study: Study): string {
  return open.length === 0 ? '' : ` Undecided: ${names(open, study)}; more replications would settle it.`;
}

function unfinished(points: readonly PointResult[], study: Study): string {
  const failed = points.filter(({ verdict }) => verdict === 'failed');
  const missing = points.filter(({ verdict }) => verdict === 'not run');
  return [
    failed.length === 0 ? '' : ` Failed: ${names(failed, study)}.`,
    missing.length === 0 ? '' : ` Interrupted: ${missing.length} of ${points.length} points were not run.`,
  ].join('');
}

/** Without objectives: from where to where the number goes that the chart shows. */
function range(material: StudyMaterial): string {
  const done = donePoints(material);
  const measure = material.study.chart ?? usualMeasure(material.study, done);
  const found = done.flatMap((result) => {
    const row = measure === null ? undefined : rowOf(measure, result.summary);
    return row === undefined ? [] : [{ name: pointTitle(material.study, result.point), row }];
  });
  if (measure === null || found.length === 0) return `${counted(done.length)} done.`;
  const least = found.reduce((best, one) => (one.row.value < best.row.value ? one : best));
  const most = found.reduce((best, one) => (one.row.value > best.row.value ? one : best));
  const told = ({ name, row }: (typeof found)[number]) => `${quantity(row.value, row.unit)} (${name})`;
  return least === most
    ? `${measureText(measure)} is ${told(least)}.`
    : `${measureText(measure)} goes from ${told(least)} to ${told(most)}.`;
}

const NAMED_AT_MOST = 6;

function names(results: readonly PointResult[], study: Study): string {
  const shown = results.slice(0, NAMED_AT_MOST).map(({ point }, index) => (index === 0 ? pointTitle(study, point) : point.name));
  // Names of combinations have commas of their own.
  const apart = shown.some((name) => name.includes(',')) ? '; ' : ', ';
  return results.length > NAMED_AT_MOST ? `${shown.join(apart)} and ${results.length - NAMED_AT_MOST} more` : shown.join(apart);
}

function counted(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

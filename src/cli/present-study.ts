import { join, relative } from 'node:path';
import { coloured, plain } from '../report/paint.ts';
import { donePoints, type StudyMaterial } from '../report/study/material.ts';
import type { StudyRecord } from '../report/study/record.ts';
import { studyScreen } from '../report/study/screen.ts';
import type { Given } from './command.ts';
import { EXIT } from './errors.ts';

/** Prints the answer of a study: one screen, or study.json's content; and how to see again what has failed. */
export function presentStudy(
  material: StudyMaterial,
  record: StudyRecord,
  directory: string,
  { common, terminal }: Pick<Given, 'common' | 'terminal'>,
): void {
  const report = join(relative('', directory) || '.', 'report.html');
  if (common.json) terminal.out(`${JSON.stringify(record, null, 2)}\n`);
  else terminal.out(studyScreen(material, record, report, terminal.colours ? coloured : plain));
  for (const { point, status, reason, command } of record.points)
    if (status === 'failed') terminal.err(`${point} has failed: ${reason}\nto see it again: ${command}\n`);
}

/** 0 if some point meets all objectives or there are none, 99 if no point does; a point that failed or read wrongly is our fault. */
export function studyExitCode(material: StudyMaterial): number {
  const done = donePoints(material);
  const wrong = done.some(({ outcome }) => outcome?.is === 'done' && outcome.violations.length > 0);
  if (wrong || done.length < material.points.length) return EXIT.fault;
  return done.some(({ verdict }) => verdict === 'met' || verdict === 'none') ? EXIT.done : EXIT.notMet;
}

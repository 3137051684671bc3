import { dirname } from 'node:path';
import { readResultFile } from '../report/directory.ts';
import { pointResult, type StudyMaterial } from '../report/study/material.ts';
import { studyCsvFiles } from '../report/study/results-directory.ts';
import { Stopped } from '../study/stopped.ts';
import type { Given } from './command.ts';
import { type Comparison, difference } from './difference.ts';
import { loadFinishedStudy } from './finished-study.ts';
import { simulateStudy } from './simulate-study.ts';
import { version } from './version.ts';

/** Runs the points of a finished study again and compares its CSV files. Of one that was interrupted only what was finished. */
export async function verifyStudy(directory: string, { common, terminal }: Given): Promise<Comparison> {
  const { record, study, scenarioFile } = loadFinishedStudy(directory);
  if (record.version !== version()) terminal.err(`the study was made by version ${record.version}; this is ${version()}\n`);
  const points = study.points.map((point) => pointResult(point, null));
  const finished = study.points.filter((_, index) => record.points[index]!.status !== 'not run');
  const interrupted = await simulateStudy(finished, {
    audit: record.audit,
    baseDir: dirname(scenarioFile),
    quiet: common.quiet,
    terminal,
    finished: (index, outcome) => {
      points[index] = pointResult(study.points[index]!, outcome);
    },
  });
  if (interrupted) throw new Stopped();
  const material: StudyMaterial = { study, points };
  const files = Object.entries(studyCsvFiles(material));
  return {
    names: files.map(([name]) => name),
    fingerprint: record.fingerprint,
    differences: files.flatMap(([name, text]) => difference(name, readResultFile(directory, name), text)),
  };
}

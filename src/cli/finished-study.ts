import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioHash } from '../report/run-record.ts';
import { readStudyRecord } from '../report/study/read-results.ts';
import type { StudyRecord } from '../report/study/record.ts';
import type { Study } from '../scenario/study/study.ts';
import { InputError } from './errors.ts';
import { besideFile, loadStudy } from './language.ts';
import { version } from './version.ts';

/** A study that has been run, with its file as it still is. */
export interface FinishedStudy {
  readonly record: StudyRecord;
  readonly study: Study;
  /** The scenario of the study. */
  readonly scenarioFile: string;
}

/** The folder holds the results of a study, and not of a run. @throws InputError if it holds both */
export function isStudyDirectory(directory: string): boolean {
  const [study, run] = ['study.json', 'run.json'].map((name) => existsSync(join(directory, name)));
  if (study && run) throw new InputError(`${directory} holds the results of a run and of a study: write each to an --out of its own`);
  return study === true;
}

/** Reads what was run, and the study again from its file. @throws InputError if the points are not those any more */
export function loadFinishedStudy(directory: string): FinishedStudy {
  const record = readStudyRecord(directory);
  const path = join(directory, record.study_file);
  const study = loadStudy(path, record.set);
  const hashes = study.points.map(({ scenario }) => scenarioHash(scenario));
  const changed = record.points.find(({ scenario_sha256 }, index) => scenario_sha256 !== hashes[index]);
  if (changed !== undefined || hashes.length !== record.points.length) {
    const what = changed === undefined ? 'there are more points' : `point ${changed.point} is another`;
    const since = record.version === version() ? '' : ` (the study was run by version ${record.version}, this is ${version()})`;
    throw new InputError(`${path} or its scenario is not what was run: ${what} now${since}`);
  }
  return { record, study, scenarioFile: besideFile(path, study.scenarioFile) };
}

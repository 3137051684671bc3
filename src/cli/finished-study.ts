import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** What a folder of results has, of a study or of a run. */
const RECORDS = ['study.json', 'run.json'];

/** The folder holds the results of a study, and not of a run. @throws InputError if it holds both or neither */
export function isStudyDirectory(directory: string): boolean {
  const [study, run] = RECORDS.map((name) => existsSync(join(directory, name)));
  if (!study && !run) throw new InputError(`${directory}: expected the results of a run or study, found ${foundIn(directory)}`);
  if (study && run) throw new InputError(`${directory} holds the results of a run and of a study: write each to an --out of its own`);
  return study === true;
}

/** What a folder is that has no results, and where there are some: in those within, or around the file. */
function foundIn(path: string): string {
  if (!existsSync(path)) return 'nothing: it does not exist';
  const isDirectory = statSync(path).isDirectory();
  const near = isDirectory ? namesIn(path).map((name) => join(path, name)) : [dirname(path)];
  const results = near.filter((one) => RECORDS.some((name) => existsSync(join(one, name))));
  const what = isDirectory ? `neither ${RECORDS.join(' nor ')}` : 'a file';
  return results.length === 0 ? what : `${what}: there are results in ${results.slice(0, 10).join(', ')}`;
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return []; // One that may be entered and not be listed.
  }
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

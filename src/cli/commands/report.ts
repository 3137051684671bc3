import { prepareDirectory } from '../../report/directory.ts';
import { readResults, writeReport } from '../../report/results-directory.ts';
import { readStudyResults } from '../../report/study/read-results.ts';
import { writeStudyReport } from '../../report/study/results-directory.ts';
import type { Command, Given } from '../command.ts';
import { isStudyDirectory, loadFinishedStudy } from '../finished-study.ts';
import { exitCode, present } from '../present.ts';
import { presentStudy, studyExitCode } from '../present-study.ts';

/** Makes the report of a finished run or study again, from its files. */
export const report: Command = {
  usage: 'report <directory>',
  describe: 'Make the report of a finished run or study again from its files',
  build: (yargs) => yargs.positional('directory', { type: 'string', describe: 'Results directory of a run or study' }),
  perform(given) {
    const directory = String(given.of['directory']);
    const target = given.common.out ?? directory;
    return isStudyDirectory(directory) ? ofStudy(directory, target, given) : ofRun(directory, target, given);
  },
};

async function ofRun(directory: string, target: string, { common, terminal }: Given): Promise<number> {
  const results = readResults(directory);
  prepareDirectory(target);
  await writeReport(target, results);
  present(results, target, common, terminal);
  return exitCode(results);
}

async function ofStudy(directory: string, target: string, given: Given): Promise<number> {
  const { study, record } = loadFinishedStudy(directory);
  const material = readStudyResults(directory, study, record);
  prepareDirectory(target);
  await writeStudyReport(target, material, record);
  presentStudy(material, record, target, given);
  return studyExitCode(material);
}

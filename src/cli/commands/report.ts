import { prepareDirectory } from '../../report/directory.ts';
import { readResults, writeReport } from '../../report/results-directory.ts';
import type { Command } from '../command.ts';
import { exitCode, present } from '../present.ts';

/** Makes the report of a finished run again, from its files. */
export const report: Command = {
  usage: 'report <directory>',
  describe: 'Make the report of a finished run again from its files',
  build: (yargs) => yargs.positional('directory', { type: 'string', describe: 'Results directory of a run' }),
  async perform({ common, of, terminal }) {
    const directory = String(of['directory']);
    const target = common.out ?? directory;
    const results = readResults(directory);
    prepareDirectory(target);
    await writeReport(target, results);
    present(results, target, common, terminal);
    return exitCode(results);
  },
};

import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { isStudyDirectory } from '../finished-study.ts';
import { verifyRun } from '../verify-run.ts';
import { verifyStudy } from '../verify-study.ts';

/** Runs a finished run or study again and compares every byte of its CSV files. */
export const verify: Command = {
  usage: 'verify <directory>',
  describe: 'Run a finished run or study again and compare its files byte by byte',
  build: (yargs) => yargs.positional('directory', { type: 'string', describe: 'Results directory of a run or study' }),
  async perform(given) {
    const { common, of, terminal } = given;
    const directory = String(of['directory']);
    if (common.set.length > 0) throw new InputError('verify repeats what was run as it was: it takes no --set, --seed or --replications');
    const { names, fingerprint, differences } = await (isStudyDirectory(directory) ? verifyStudy : verifyRun)(directory, given);
    const same = differences.length === 0;
    if (common.json) terminal.out(`${JSON.stringify({ same, differences }, null, 2)}\n`);
    else if (same) terminal.out(`the same: ${names.join(', ')}, fingerprint ${fingerprint}\n`);
    else terminal.out(`not the same\n${differences.join('\n')}\n`);
    return same ? EXIT.done : EXIT.fault;
  },
};

import type { Problem } from '../../scenario/scenario.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { WrongText } from '../input-file.ts';
import { checkFile, problemText } from '../language.ts';

/** Checks scenario and study files without running them. */
export const check: Command = {
  usage: 'check <files..>',
  describe: 'Check scenario and study files without running them',
  build: (yargs) => yargs.positional('files', { type: 'string', array: true, describe: 'Scenario and study files (YAML)' }),
  perform({ common, of, terminal }) {
    const problems: Problem[] = [];
    const unreadable: string[] = [];
    const right: string[] = [];
    for (const file of of['files'] as readonly string[]) {
      try {
        const read = checkFile(file, common.set);
        if ('problems' in read) problems.push(...read.problems);
        else if ('study' in read) right.push(`${file}: right (${read.study.points.length} points)`);
        else right.push(`${file}: right (${read.scenario.assumptions.length} values assumed)`);
      } catch (error) {
        if (error instanceof WrongText) problems.push(error.problem);
        else if (error instanceof InputError) unreadable.push(error.message);
        else throw error;
      }
    }
    if (common.json) terminal.out(`${JSON.stringify({ problems, unreadable }, null, 2)}\n`);
    else if (right.length > 0) terminal.out(`${right.join('\n')}\n`);
    for (const message of unreadable) terminal.err(`${message}\n`);
    if (problems.length > 0 && !common.json) terminal.err(`${problemText(problems)}\n`);
    return problems.length + unreadable.length > 0 ? EXIT.badInput : EXIT.done;
  },
};

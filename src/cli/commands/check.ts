import type { Problem, Scenario } from '../../scenario/scenario.ts';
import type { Study } from '../../scenario/study/study.ts';
import { spanText } from '../../study/span.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { WrongText } from '../input-file.ts';
import { checkFile, problemText } from '../language.ts';

/** What is told of a file that is right. */
interface Right {
  readonly file: string;
  /** Of a study. */
  readonly points?: number;
  /** Of a scenario: how many values its author did not write. */
  readonly assumed?: number;
  /** Readable; of a study a text for each of the spans that its points have. */
  readonly simulates: readonly string[];
}

/** Checks scenario and study files without running them. */
export const check: Command = {
  usage: 'check <files..>',
  describe: 'Check scenario and study files without running them',
  build: (yargs) => yargs.positional('files', { type: 'string', array: true, describe: 'Scenario and study files (YAML)' }),
  perform({ common, of, terminal }) {
    const problems: Problem[] = [];
    const unreadable: string[] = [];
    const right: Right[] = [];
    for (const file of of['files'] as readonly string[]) {
      try {
        const read = checkFile(file, common.set);
        if ('problems' in read) problems.push(...read.problems);
        else right.push({ file, ...('study' in read ? factsOfStudy(read.study) : factsOf(read.scenario)) });
      } catch (error) {
        if (error instanceof WrongText) problems.push(error.problem);
        else if (error instanceof InputError) unreadable.push(error.message);
        else throw error;
      }
    }
    if (common.json) terminal.out(`${JSON.stringify({ right, problems, unreadable }, null, 2)}\n`);
    else if (right.length > 0) terminal.out(right.map(told).join(''));
    for (const message of unreadable) terminal.err(`${message}\n`);
    if (problems.length > 0 && !common.json) terminal.err(`${problemText(problems)}\n`);
    return problems.length + unreadable.length > 0 ? EXIT.badInput : EXIT.done;
  },
};

function factsOf(scenario: Scenario): Omit<Right, 'file'> {
  return { assumed: scenario.assumptions.length, simulates: [spanText(scenario)] };
}

function factsOfStudy({ points }: Study): Omit<Right, 'file'> {
  return { points: points.length, simulates: [...new Set(points.map(({ scenario }) => spanText(scenario)))] };
}

function told({ file, points, assumed, simulates: [first, ...others] }: Right): string {
  const what = points === undefined ? `${assumed} values assumed` : `${points} points`;
  const more =
    others.length === 0 ? '' : `; ${others.length === 1 ? 'and another span' : `and ${others.length} more spans`} in other points`;
  return `${file}: right (${what}), simulates ${first}${more}\n`;
}

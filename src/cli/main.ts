import yargs, { type Argv } from 'yargs';
import { KernelError } from '../kernel/kernel-error.ts';
import { DirectoryError } from '../report/directory.ts';
import { Unworkable } from '../simulation/unworkable.ts';
import { Stopped } from '../study/stopped.ts';
import { commands } from './commands/index.ts';
import { EXIT, InputError } from './errors.ts';
import { commonOptions, refuseFlagValues, withCommonOptions } from './options.ts';
import type { Terminal } from './terminal.ts';
import { usageError } from './usage-error.ts';
import { version } from './version.ts';

const EPILOGUE = `To begin: copyfence new mine, then copyfence run mine.yaml
Exit codes: 0 done, all objectives met; 99 an objective is not met; 2 the input is wrong; 1 our fault; 130 interrupted`;

/**
 * Runs a command line. Never throws.
 * @param words what follows the program's name
 * @returns the exit code
 */
export async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    return tell(error, terminal);
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  let code: number | null = null;
  let parser: Argv = yargs([])
    .scriptName('copyfence')
    .usage('$0 <command>\n\nHow long a copy takes under load, and what it does to the hosts meanwhile.')
    .parserConfiguration({
      'dot-notation': false,
      'camel-case-expansion': false,
      'parse-positional-numbers': false,
      'boolean-negation': false,
    })
    .version(version())
    .help()
    .alias({ help: 'h', version: 'v' })
    .epilogue(EPILOGUE)
    .strict()
    .demandCommand(1, 'A command is missing.')
    .wrap(100)
    .exitProcess(false)
    // A handler that only prints would let commands run with bad arguments.
    .fail((message, error) => {
      const ours = error instanceof Error && error.name !== 'YError';
      throw ours ? error : new InputError(usageError(message || error.message, words));
    });
  for (const command of commands) {
    parser = parser.command(
      command.usage,
      command.describe,
      (own: Argv) => withCommonOptions(command.build?.(own) ?? own),
      async (parsed) => {
        refuseFlagValues(words);
        code = await command.perform({ common: commonOptions(parsed), of: parsed, words, terminal });
      },
    );
  }
  const printed = await outputOf(parser, words);
  if (printed !== '') terminal.out(`${printed}\n`);
  return code ?? EXIT.done;
}

/** Parses and performs; what yargs itself has to say (help, version) is returned instead of printed. */
async function outputOf(parser: Argv, words: readonly string[]): Promise<string> {
  let printed = '';
  await parser.parseAsync([...words], {}, (_error, _parsed, output) => {
    printed = output;
  });
  return printed;
}

function tell(error: unknown, terminal: Terminal): number {
  if (error instanceof InputError || error instanceof DirectoryError || error instanceof Unworkable) {
    terminal.err(`${error.message}\n`);
    return EXIT.badInput;
  }
  if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    terminal.err('the current directory does not exist any more\n');
    return EXIT.badInput;
  }
  if (error instanceof Stopped) {
    terminal.err('interrupted: nothing was finished, nothing is written\n');
    return EXIT.interrupted;
  }
  if (error instanceof KernelError) {
    terminal.err(`the run cannot go on: ${error.message}\n`);
    return EXIT.fault;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  terminal.err(`copyfence has failed: ${message}\nThis is a fault of the program. COPYFENCE_DEBUG=1 shows where it happened.\n`);
  if (process.env['COPYFENCE_DEBUG']) terminal.err(`${stack}\n`);
  return EXIT.fault;
}

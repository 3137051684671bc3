import type { Argv } from 'yargs';
import type { CommonOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** A command of the program: one file each in commands/. */
export interface Command {
  /** As in the usage line: `run <scenario>`. */
  readonly usage: string;
  /** One sentence. */
  readonly describe: string;
  /** Declares positional arguments and options of its own. */
  build?(yargs: Argv): Argv;
  /** Options of its own, for suggestions. */
  readonly options?: readonly string[];
  /** @returns the exit code */
  perform(given: Given): Promise<number> | number;
}

export interface Given {
  readonly common: CommonOptions;
  /** Positional arguments and options of the command. */
  readonly of: { readonly [name: string]: unknown };
  /** The words after the program's name. */
  readonly words: readonly string[];
  readonly terminal: Terminal;
}

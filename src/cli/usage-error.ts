import { nearest } from '../parameters/nearest.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { COMMON_OPTIONS } from './options.ts';

const HINT = 'copyfence --help lists the commands, copyfence <command> --help its options';

/**
 * What is wrong with a command line, in words that help.
 * @param message what yargs says of it
 * @param words what follows the program's name
 */
export function usageError(message: string, words: readonly string[]): string {
  const command = commands.find(({ usage }) => nameOf(usage) === words.find((word) => !word.startsWith('-')));
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined) return unknownWord(unknown, words, command);
  const [, empty] = /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  if (empty !== undefined) return `--${empty}: a value is missing`;
  const [, argument, given, choices] = /^Invalid values:\s+Argument: (.+), Given: "(.*)", Choices: (.+)$/.exec(message) ?? [];
  if (argument !== undefined) return `${argument}: expected one of ${choices!.replaceAll('"', '')}, found \`${given}\``;
  if (command === undefined || !message.startsWith('Not enough non-option arguments')) return `${message}\n${HINT}`;
  // An unknown option takes the next word for its value, which is then missing.
  const option = words.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []).find((name) => !optionsOf(command).includes(name));
  return option === undefined ? `something is missing: copyfence ${command.usage}\n${HINT}` : unknownWord(option, words, command);
}

function unknownWord(unknown: string, words: readonly string[], command: Command | undefined): string {
  const isOption = words.some((word) => word === `-${unknown}` || word.startsWith(`--${unknown}`));
  const meant = nearest(unknown, isOption ? optionsOf(command) : commands.map(({ usage }) => nameOf(usage)));
  const what = isOption
    ? `unknown option ${words.includes(`-${unknown}`) ? '-' : '--'}${unknown}`
    : command
      ? `unexpected argument ${unknown}`
      : `unknown command ${unknown}`;
  return meant === undefined ? `${what}\n${HINT}` : `${what}: did you mean ${isOption ? '--' : ''}${meant}?`;
}

function optionsOf(command: Command | undefined): readonly string[] {
  return [...COMMON_OPTIONS, ...(command?.options ?? [])];
}

function nameOf(usage: string): string {
  return usage.split(' ')[0]!;
}

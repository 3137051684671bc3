import type { Argv } from 'yargs';
import { InputError } from './errors.ts';

/** Options that all commands take. */
export interface CommonOptions {
  /** `path=value`, with those for seed and replications. */
  readonly set: readonly string[];
  /** Where results go; null: the default of the command. */
  readonly out: string | null;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** Declares the common options. */
export function withCommonOptions<T>(yargs: Argv<T>): Argv<T> {
  return yargs
    .option('seed', { type: 'string', requiresArg: true, describe: 'Seed of the random numbers, as run.seed in the scenario' })
    .option('replications', { type: 'string', requiresArg: true, describe: 'Number of replications, as run.replications in the scenario' })
    .option('set', { type: 'string', requiresArg: true, describe: 'Sets a value of the scenario: path=value (repeatable)' })
    .option('out', { type: 'string', requiresArg: true, describe: 'Directory to write to' })
    .option('quiet', { type: 'boolean', describe: 'No progress' })
    .option('json', { type: 'boolean', describe: 'The answer as JSON' }) as Argv<T>;
}

export const COMMON_OPTIONS = ['seed', 'replications', 'set', 'out', 'quiet', 'json', 'help', 'version'] as const;

/** Options that are there or not, of all commands. */
const FLAGS: readonly string[] = ['quiet', 'json', 'audit', 'dry-run', 'help', 'h', 'version', 'v'];

/** The parser takes every value of a flag but `true` for false. @throws InputError if one is neither true nor false */
export function refuseFlagValues(words: readonly string[]): void {
  const end = words.indexOf('--');
  for (const word of end < 0 ? words : words.slice(0, end)) {
    const [, name = '', value = ''] = /^--?([^=]+)=(.*)$/s.exec(word) ?? [];
    if (FLAGS.includes(name) && value !== 'true' && value !== 'false')
      throw new InputError(`--${name}: expected no value, true or false, found ${value === '' ? 'an empty one' : `\`${value}\``}`);
  }
}

/** Reads the common options from what was parsed. @throws InputError */
export function commonOptions(parsed: { readonly [name: string]: unknown }): CommonOptions {
  const seed = wholeNumber('seed', parsed['seed'], 0);
  const replications = wholeNumber('replications', parsed['replications'], 1);
  return {
    set: [
      ...settings(parsed['set']),
      ...(seed === null ? [] : [`run.seed=${seed}`]),
      ...(replications === null ? [] : [`run.replications=${replications}`]),
    ],
    out: once('out', parsed['out']),
    quiet: parsed['quiet'] === true,
    json: parsed['json'] === true,
  };
}

function settings(value: unknown): string[] {
  const all = value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
  for (const setting of all) {
    if (!/^[^=\s]+\s*=/.test(setting))
      throw new InputError(`--set: expected path=value such as links.wan.bandwidth="1 Gb/s", found \`${setting}\``);
  }
  return all;
}

/** Reads an option that is a whole number; null if it is not given. @throws InputError */
export function wholeNumber(name: string, value: unknown, least: number): string | null {
  const text = once(name, value);
  if (text === null) return null;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least) return text;
  throw new InputError(`--${name}: expected a whole number from ${least}, found \`${text}\``);
}

/** The value of an option that makes sense once. @throws InputError if it is given more often or empty */
export function once(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) throw new InputError(`--${name} is given ${value.length} times`);
  if (String(value) === '') throw new InputError(`--${name}: a value is missing`);
  return String(value);
}

import type { Scenario } from '../scenario/scenario.ts';

/** The command that gives the same results, whatever the order of the options was. */
export function runCommand(path: string, scenario: Scenario, audit: boolean): string {
  const set = scenario.overrides.map(({ path: name, value }) => `--set ${quoted(`${name}=${value}`)}`);
  return ['copyfence run', quoted(path), ...set, ...(audit ? ['--audit'] : [])].join(' ');
}

/** The same for a study; `set` are the values set for all of its points. */
export function studyCommand(path: string, set: readonly string[], audit: boolean): string {
  return ['copyfence study', quoted(path), ...set.map((setting) => `--set ${quoted(setting)}`), ...(audit ? ['--audit'] : [])].join(' ');
}

/** The same run with its trace, if it had one: no result depends on it. */
export function tracedCommand(command: string, trace: string | null): string {
  return trace === null ? command : `${command} --trace ${quoted(trace)}`;
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

import { dirname, join } from 'node:path';
import { readResultFile } from '../../report/directory.ts';
import { CSV_FILES, readRecord } from '../../report/results-directory.ts';
import { scenarioHash } from '../../report/run-record.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { simulate } from '../simulate.ts';
import { version } from '../version.ts';

/** Runs a finished run again and compares every byte of its CSV files. */
export const verify: Command = {
  usage: 'verify <directory>',
  describe: 'Run a finished run again and compare its files byte by byte',
  build: (yargs) => yargs.positional('directory', { type: 'string', describe: 'Results directory of a run' }),
  async perform({ common, of, terminal }) {
    const directory = String(of['directory']);
    if (common.set.length > 0) throw new InputError('verify repeats a run as it was: it takes no --set, --seed or --replications');
    const record = readRecord(directory);
    if (scenarioHash(record.scenario) !== record.scenario_sha256) {
      throw new InputError(`${directory}/run.json: the scenario in it is not the one that was run: its SHA-256 is another`);
    }
    if (record.version !== version()) terminal.err(`the run was made by version ${record.version}; this is ${version()}\n`);
    // Of a run that was interrupted only what was finished can be compared.
    const scenario = { ...record.scenario, run: { ...record.scenario.run, replications: record.replications } };
    const results = await simulate(scenario, {
      audit: record.audit,
      baseDir: dirname(join(directory, record.scenario_file)),
      command: record.command,
      quiet: common.quiet,
      terminal,
    });
    const differences = Object.entries(CSV_FILES).flatMap(([name, write]) =>
      difference(name, readResultFile(directory, name), write(results)),
    );
    if (results.fingerprints.join() !== record.fingerprints.join())
      differences.push(`fingerprint: was ${record.fingerprint}, is another now`);
    const same = differences.length === 0;
    if (common.json) terminal.out(`${JSON.stringify({ same, differences }, null, 2)}\n`);
    else if (same) terminal.out(`the same: ${Object.keys(CSV_FILES).join(', ')}, fingerprint ${record.fingerprint}\n`);
    else terminal.out(`not the same\n${differences.join('\n')}\n`);
    return same ? EXIT.done : EXIT.fault;
  },
};

function difference(name: string, before: string, after: string): string[] {
  if (before === after) return [];
  const [old, now] = [before.split('\n'), after.split('\n')];
  const line = old.findIndex((text, index) => text !== now[index]);
  const at = line < 0 ? old.length : line;
  return [`${name}:${at + 1}: was \`${old[at] ?? ''}\`, is \`${now[at] ?? ''}\``];
}

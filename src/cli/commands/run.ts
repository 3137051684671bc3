import { dirname, join, relative } from 'node:path';
import { prepareDirectory } from '../../report/directory.ts';
import { readResults, writeNumbers, writeReport } from '../../report/results-directory.ts';
import { runRecord } from '../../report/run-record.ts';
import { Unworkable } from '../../simulation/unworkable.ts';
import type { Command } from '../command.ts';
import { runCommand } from '../command-text.ts';
import { EXIT } from '../errors.ts';
import { loadScenario, problemsIn } from '../language.ts';
import { once } from '../options.ts';
import { exitCode, present } from '../present.ts';
import { simulate } from '../simulate.ts';
import { version } from '../version.ts';

/** Simulates a scenario, writes its results and prints the answer. */
export const run: Command = {
  usage: 'run <scenario>',
  describe: 'Simulate a scenario and answer its question',
  options: ['audit', 'trace'],
  build: (yargs) =>
    yargs
      .positional('scenario', { type: 'string', describe: 'Scenario file (YAML)' })
      .option('audit', { type: 'boolean', describe: 'Check every read against what was written' })
      .option('trace', {
        type: 'string',
        requiresArg: true,
        describe: 'Write a line for every I/O of the first replication (CSV) to this file',
      }),
  async perform({ common, of, terminal }) {
    const path = String(of['scenario']);
    const scenario = loadScenario(path, common.set);
    const directory = common.out ?? join('results', scenario.scenario);
    prepareDirectory(directory);
    const audit = of['audit'] === true;
    const trace = once('trace', of['trace']);
    const began = performance.now();
    const cpu = process.cpuUsage();
    const command = runCommand(path, scenario, audit);
    const results = await simulate(scenario, { audit, baseDir: dirname(path), command, trace, quiet: common.quiet, terminal }).catch(
      (error: unknown) => {
        throw inFile(path, common.set, error);
      },
    );
    const { user, system } = process.cpuUsage(cpu);
    const record = runRecord(scenario, results, {
      version: version(),
      scenarioFile: relative(directory, path),
      command,
      audit,
      wallSeconds: Math.round(performance.now() - began) / 1000,
      cpuSeconds: Math.round((user + system) / 1000) / 1000,
    });
    writeNumbers(directory, results, record);
    const written = readResults(directory);
    await writeReport(directory, written);
    present(written, directory, common, terminal);
    return record.replications < record.replications_asked ? EXIT.interrupted : exitCode(written);
  },
};

/** What only the run has shown of the scenario, with its place in the file; any other error as it is. */
function inFile(path: string, set: readonly string[], error: unknown): unknown {
  return error instanceof Unworkable ? problemsIn(path, set, error.obstacles) : error;
}

import { dirname, join } from 'node:path';
import { readResultFile } from '../report/directory.ts';
import { CSV_FILES, readRecord } from '../report/results-directory.ts';
import type { Given } from './command.ts';
import { type Comparison, difference } from './difference.ts';
import { simulate } from './simulate.ts';
import { version } from './version.ts';

/** Runs a finished run again, from the scenario in its run.json, and compares its CSV files. Of one that was interrupted only what was finished. */
export async function verifyRun(directory: string, { common, terminal }: Given): Promise<Comparison> {
  const record = readRecord(directory);
  if (record.version !== version()) terminal.err(`the run was made by version ${record.version}; this is ${version()}\n`);
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
  return { names: Object.keys(CSV_FILES), fingerprint: record.fingerprint, differences };
}

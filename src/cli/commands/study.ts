import { dirname, join, relative } from 'node:path';
import { prepareDirectory } from '../../report/directory.ts';
import { studyRecord } from '../../report/study/record.ts';
import { StudyNumbers, writeStudyRecord, writeStudyReport } from '../../report/study/results-directory.ts';
import { textTable } from '../../report/text-table.ts';
import type { Study } from '../../scenario/study/study.ts';
import { Stopped } from '../../study/stopped.ts';
import type { Command, Given } from '../command.ts';
import { runCommand, studyCommand } from '../command-text.ts';
import { EXIT } from '../errors.ts';
import { besideFile, loadStudy } from '../language.ts';
import { presentStudy, studyExitCode } from '../present-study.ts';
import { simulateStudy } from '../simulate-study.ts';
import { version } from '../version.ts';

/** Runs a scenario with different settings and tells which of them meet the objectives. */
export const study: Command = {
  usage: 'study <study>',
  describe: 'Try several settings of a scenario and tell which of them meet its objectives',
  options: ['audit', 'dry-run'],
  build: (yargs) =>
    yargs
      .positional('study', { type: 'string', describe: 'Study file (YAML)' })
      .option('audit', { type: 'boolean', describe: 'Check every read against what was written' })
      .option('dry-run', { type: 'boolean', describe: 'List the points and the number of runs, and do nothing' }),
  async perform(given) {
    const path = String(given.of['study']);
    const read = loadStudy(path, given.common.set);
    if (given.of['dry-run'] !== true) return execute(path, read, given);
    given.terminal.out(given.common.json ? `${JSON.stringify(planned(read), null, 2)}\n` : plan(read));
    return EXIT.done;
  },
};

async function execute(path: string, read: Study, { common, of, terminal }: Given): Promise<number> {
  const directory = common.out ?? join('results', read.study);
  prepareDirectory(directory);
  const audit = of['audit'] === true;
  const scenarioFile = besideFile(path, read.scenarioFile);
  const numbers = new StudyNumbers(directory, read);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const interrupted = await simulateStudy(read.points, {
    audit,
    baseDir: dirname(scenarioFile),
    quiet: common.quiet,
    terminal,
    finished: (index, outcome) => numbers.add(index, outcome),
  });
  const { user, system } = process.cpuUsage(cpu);
  const { material } = numbers;
  if (interrupted && material.points.every(({ outcome }) => outcome === null)) throw new Stopped();
  const record = studyRecord(material, {
    version: version(),
    studyFile: relative(directory, path),
    set: common.set,
    command: studyCommand(path, common.set, audit),
    pointCommands: read.points.map(({ scenario }) => runCommand(scenarioFile, scenario, audit)),
    audit,
    wallSeconds: Math.round(performance.now() - began) / 1000,
    cpuSeconds: Math.round((user + system) / 1000) / 1000,
  });
  writeStudyRecord(directory, record);
  await writeStudyReport(directory, material, record);
  presentStudy(material, record, directory, { common, terminal });
  return interrupted ? EXIT.interrupted : studyExitCode(material);
}

function planned({ study: name, points, parameters, base }: Study) {
  const { replications, seed } = base.run;
  const twins = Object.keys(base.copies).length > 0;
  const runs = points.length * replications * (twins ? 2 : 1);
  return {
    study: name,
    seed,
    replications,
    twins,
    runs,
    parameters,
    points: points.map((point) => ({ point: point.name, values: point.values })),
  };
}

/** What would be run. */
function plan(read: Study): string {
  const { points, replications, twins, runs } = planned(read);
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const head = `${read.study}: ${count(points.length, 'point')} x ${count(replications, 'replication')}${twins ? ', each with its twin' : ''}: ${count(runs, 'run')}`;
  const rows = points.map(({ point, values }, index) => [
    String(index + 1),
    point,
    read.shape === 'vary'
      ? ''
      : Object.entries(values)
          .map(([path, value]) => `${path}=${value}`)
          .join(', '),
  ]);
  return `${[head, ...textTable(rows, ['right', 'left', 'left'])].join('\n')}\n`;
}

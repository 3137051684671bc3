import { dirname, join, relative } from 'node:path';
import { prepareDirectory } from '../../report/directory.ts';
import { coloured, plain } from '../../report/paint.ts';
import { donePoints, type StudyMaterial } from '../../report/study/material.ts';
import { type StudyRecord, studyRecord } from '../../report/study/record.ts';
import { StudyNumbers, writeStudyReport } from '../../report/study/results-directory.ts';
import { studyScreen } from '../../report/study/screen.ts';
import { textTable } from '../../report/text-table.ts';
import type { Study } from '../../scenario/study/study.ts';
import { Stopped } from '../../study/stopped.ts';
import type { Command, Given } from '../command.ts';
import { runCommand, studyCommand } from '../command-text.ts';
import { EXIT } from '../errors.ts';
import { besideFile, loadStudy } from '../language.ts';
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
    command: studyCommand(path, common.set, audit),
    pointCommands: read.points.map(({ scenario }) => runCommand(scenarioFile, scenario, audit)),
    audit,
    wallSeconds: Math.round(performance.now() - began) / 1000,
    cpuSeconds: Math.round((user + system) / 1000) / 1000,
  });
  await writeStudyReport(directory, material, record);
  present(material, record, directory, { common, terminal });
  return interrupted ? EXIT.interrupted : exitCode(material);
}

function present(
  material: StudyMaterial,
  record: StudyRecord,
  directory: string,
  { common, terminal }: Pick<Given, 'common' | 'terminal'>,
): void {
  const report = join(relative('', directory) || '.', 'report.html');
  if (common.json) terminal.out(`${JSON.stringify(record, null, 2)}\n`);
  else terminal.out(studyScreen(material, record, report, terminal.colours ? coloured : plain));
  for (const { point, status, reason, command } of record.points)
    if (status === 'failed') terminal.err(`${point} has failed: ${reason}\nto see it again: ${command}\n`);
}

/** 0 if some point meets all objectives or there are none, 99 if no point does; a point that failed or read wrongly is our fault. */
function exitCode(material: StudyMaterial): number {
  const done = donePoints(material);
  const wrong = done.some(({ outcome }) => outcome?.is === 'done' && outcome.violations.length > 0);
  if (wrong || done.length < material.points.length) return EXIT.fault;
  return done.some(({ verdict }) => verdict === 'met' || verdict === 'none') ? EXIT.done : EXIT.notMet;
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

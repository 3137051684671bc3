import { models } from '../../copy/models/index.ts';
import { driveNames } from '../../devices/disk/catalog.ts';
import { loadCatalogue } from '../../devices/load-catalogue.ts';
import { readScenario } from '../../scenario/read.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Outcome, type SimulationOptions, simulate } from '../simulation.ts';

/** A scenario from its text, without the line that names it. @throws Error with what is wrong */
export function scenarioOf(text: string, ...set: string[]): Scenario {
  const read = readScenario(`scenario: test\n${text}`, { file: 'test', set, models, catalogue: loadCatalogue(driveNames()) });
  if ('scenario' in read) return read.scenario;
  throw new Error(read.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
}

/** One replication of a scenario. */
export function run(scenario: Scenario, options: Partial<SimulationOptions> = {}): Outcome & { value: Value } {
  const outcome = simulate(scenario, { replication: 1, audit: false, baseDir: '', ...options });
  return { ...outcome, value: valueIn(outcome) };
}

/** The value of a figure. @throws Error if there is none */
type Value = (subject: string, metric: string, statistic: string, phase?: string) => number;

function valueIn({ figures }: Outcome): Value {
  return (subject, metric, statistic, phase) => {
    const found = figures.find(
      (one) =>
        one.subject === subject && one.metric === metric && one.statistic === statistic && (phase === undefined || one.phase === phase),
    );
    if (found === undefined) throw new Error(`no figure ${subject}, ${metric}, ${statistic}, ${phase ?? 'any phase'}`);
    return found.value;
  };
}

/** One host with two volumes in one box, and what else the test says. */
export const pairOf = (more: string, to = 'start + 1 h'): string => `
run: {to: ${to}, replications: 1}
arrays:
  box: {preset: scsi-jbod, drive: rz26}
hosts:
  vms: {preset: openvms-7.3, shadow_rec_dly: 1 s}
volumes:
  d1: {size: 4 MB, pool: box}
  d2: {size: 4 MB, pool: box}
${more}`;

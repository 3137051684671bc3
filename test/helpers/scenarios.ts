import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { models } from '../../src/copy/models/index.ts';
import { driveNames } from '../../src/devices/disk/catalog.ts';
import { loadCatalogue } from '../../src/devices/load-catalogue.ts';
import type { Results } from '../../src/metrics/results.ts';
import { readScenario } from '../../src/scenario/read.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { runScenario } from '../../src/study/run.ts';
import { ROOT } from '../repository/source-files.ts';

/** A shipped scenario, with values set. */
export function shipped(name: string, ...set: string[]): Scenario {
  const file = join(ROOT, 'scenarios', `${name}.yaml`);
  return parsed(readFileSync(file, 'utf8'), file, ...set);
}

export function parsed(text: string, file: string, ...set: string[]): Scenario {
  const read = readScenario(text, { file, set, models, catalogue: loadCatalogue(driveNames()) });
  if ('scenario' in read) return read.scenario;
  throw new Error(read.problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
}

/** Results with the oracle on; it must be content. */
export function audited(
  scenario: Scenario,
): Results & { value: (subject: string, metric: string, statistic: string, phase?: string) => number } {
  const results = runScenario(scenario, { audit: true, baseDir: join(ROOT, 'scenarios') });
  if (results.violations.length > 0) throw new Error(results.violations.join('\n'));
  const value = (subject: string, metric: string, statistic: string, phase?: string): number => {
    const found = results.summary.find(
      (row) =>
        row.subject === subject && row.metric === metric && row.statistic === statistic && (phase === undefined || row.phase === phase),
    );
    if (found === undefined) throw new Error(`no row ${subject}, ${metric}, ${statistic}, ${phase ?? 'any phase'}`);
    return found.value;
  };
  return { ...results, value };
}

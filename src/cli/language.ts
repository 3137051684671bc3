import { dirname, join } from 'node:path';
import { models } from '../copy/models/index.ts';
import { driveNames } from '../devices/disk/catalog.ts';
import { loadCatalogue } from '../devices/load-catalogue.ts';
import { formatProblem } from '../scenario/problem.ts';
import { readScenario } from '../scenario/read.ts';
import type { Problem, Scenario } from '../scenario/scenario.ts';
import { type ReadStudy, readStudy } from '../scenario/study/read-study.ts';
import type { Study } from '../scenario/study/study.ts';
import { InputError } from './errors.ts';
import { readInputFile } from './input-file.ts';

/** What a scenario may name: models, presets, drives. */
export function vocabulary() {
  return { models, catalogue: loadCatalogue(driveNames()) };
}

/** Reads and checks a scenario file. @throws InputError if it cannot be read at all */
export function checkScenario(
  path: string,
  set: readonly string[],
): { readonly scenario: Scenario } | { readonly problems: readonly Problem[] } {
  return readScenario(readInputFile(path), { file: path, set, ...vocabulary() });
}

/** Reads a scenario file that must be right. @throws InputError with all that is wrong */
export function loadScenario(path: string, set: readonly string[]): Scenario {
  const read = checkScenario(path, set);
  if ('scenario' in read) return read.scenario;
  throw new InputError(problemText(read.problems));
}

/** Reads and checks a study file and the scenario it names. @throws InputError if the study cannot be read at all */
export function checkStudy(path: string, set: readonly string[]): ReadStudy {
  return readStudy(readInputFile(path), { file: path, set, ...vocabulary(), load: (name) => loadNamed(join(dirname(path), name)) });
}

/** Reads a study that must be right. @throws InputError with all that is wrong */
export function loadStudy(path: string, set: readonly string[]): Study {
  const read = checkStudy(path, set);
  if ('study' in read) return read.study;
  throw new InputError(problemText(read.problems));
}

function loadNamed(file: string): { readonly file: string; readonly text: string } | { readonly error: string } {
  try {
    return { file, text: readInputFile(file) };
  } catch (error) {
    if (error instanceof InputError) return { error: error.message };
    throw error;
  }
}

/** All problems with their places, and how many they are. */
export function problemText(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [...problems.map(formatProblem), count].join('\n\n');
}

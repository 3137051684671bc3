import { dirname, isAbsolute, join } from 'node:path';
import { models } from '../copy/models/index.ts';
import { driveNames } from '../devices/disk/catalog.ts';
import { loadCatalogue } from '../devices/load-catalogue.ts';
import { kindOfFile, neitherKind } from '../scenario/kind-of-file.ts';
import { type Found, type Layers, problemsAt } from '../scenario/layers.ts';
import { formatProblem, type Source } from '../scenario/problem.ts';
import { type ReadScenario, readScenario } from '../scenario/read.ts';
import type { Problem, Scenario } from '../scenario/scenario.ts';
import { type ReadStudy, readStudy } from '../scenario/study/read-study.ts';
import type { Study } from '../scenario/study/study.ts';
import { problemsOfBuild, problemsOfChart, problemsOfPointsBuilt, type Reader } from './buildable.ts';
import { InputError } from './errors.ts';
import { readInputFile } from './input-file.ts';

/** What a scenario may name: models, presets, drives. */
export function vocabulary() {
  return { models, catalogue: loadCatalogue(driveNames()) };
}

/** Reads and checks a scenario or study file. @throws InputError if it cannot be read at all */
export function checkFile(path: string, set: readonly string[]): ReadScenario | ReadStudy {
  const text = readInputFile(path);
  return kindOfFile(text) === 'study' ? checkStudy(path, text, set) : checkScenario(path, text, set);
}

function checkScenario(path: string, text: string, set: readonly string[]): ReadScenario {
  if (kindOfFile(text) === 'study') throw new InputError(`${path} is a study: copyfence study ${path}`);
  const neither = neitherKind(text, path);
  if (neither.length > 0) return { problems: neither };
  const layers: Layers = { file: { name: path, text }, set, study: null };
  const read = reader();
  const result = read(layers);
  if ('problems' in result) return result;
  const problems = problemsOfBuild(result.scenario, layers, read);
  return problems.length > 0 ? { problems } : result;
}

function reader(): Reader {
  const known = vocabulary();
  return ({ file: { name, text }, set, study }) => readScenario(text, { file: name, set, ...(study && { study }), ...known });
}

/** Problems of a scenario that only its run has shown, told at their places in the file or in what was set from outside. */
export function problemsIn(file: string, set: readonly string[], found: readonly Found[]): InputError {
  return new InputError(problemText(problemsAt(found, { file: { name: file, text: readInputFile(file) }, set, study: null })));
}

/** Reads a scenario file that must be right. @throws InputError with all that is wrong */
export function loadScenario(path: string, set: readonly string[]): Scenario {
  const read = checkScenario(path, readInputFile(path), set);
  if ('scenario' in read) return read.scenario;
  throw new InputError(problemText(read.problems));
}

/** The study and the scenario it names. */
function checkStudy(path: string, text: string, set: readonly string[]): ReadStudy {
  if (kindOfFile(text) === 'scenario') throw new InputError(`${path} is a scenario: copyfence run ${path}`);
  const neither = neitherKind(text, path);
  if (neither.length > 0) return { problems: neither };
  let scenario: Source = { name: '', text: '' };
  const load = (name: string): ReturnType<typeof loadNamed> => {
    const loaded = loadNamed(besideFile(path, name));
    if ('text' in loaded) scenario = { name: loaded.file, text: loaded.text };
    return loaded;
  };
  const read = readStudy(text, { file: path, set, ...vocabulary(), load });
  if ('problems' in read) return read;
  const source = { name: path, text };
  const base: Layers = { file: scenario, set, study: null };
  const problems = [
    ...problemsOfChart(read.study, source, scenario.name),
    ...problemsOfPointsBuilt(read.study.points, base, source, reader()),
  ];
  return problems.length > 0 ? { problems } : read;
}

/** Reads a study that must be right. @throws InputError with all that is wrong */
export function loadStudy(path: string, set: readonly string[]): Study {
  const read = checkStudy(path, readInputFile(path), set);
  if ('study' in read) return read.study;
  throw new InputError(problemText(read.problems));
}

/** The path of a file that is named in another. */
export function besideFile(path: string, name: string): string {
  return isAbsolute(name) ? name : join(dirname(path), name);
}

function loadNamed(file: string): { readonly file: string; readonly text: string } | { readonly error: string } {
  try {
    const text = readInputFile(file);
    return kindOfFile(text) === 'study' ? { error: `${file} is a study: a study tries a scenario` } : { file, text };
  } catch (error) {
    // Of a file that is no text the place alone: the frame is that of the study.
    if (error instanceof InputError) return { error: error.message.split('\n')[0]! };
    throw error;
  }
}

/** All problems with their places, and how many they are. */
export function problemText(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [...problems.map(formatProblem), count].join('\n\n');
}

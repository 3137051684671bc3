import { refuseName } from '../../parameters/name.ts';
import { suggest } from '../../parameters/nearest.ts';
import { entryOf, found, type Issue, type Place, type RawEntry, type RawMap } from '../../parameters/raw.ts';
import { readTable } from '../../parameters/table.ts';
import { NOT_YET, type ReadContext, readValue } from '../../parameters/value.ts';
import { reportParameters, runParameters } from '../grammar.ts';
import type { Scenario } from '../scenario.ts';
import { readCompare, readVary } from './points.ts';
import type { StudyFile } from './study.ts';

/** The words of a study file. */
export const STUDY_WORDS = ['study', 'scenario', 'question', 'compare', 'vary', 'replications', 'chart', 'report'] as const;
/** What the language has, but this version has not. */
export const LATER_STUDY_WORDS: readonly string[] = ['seek', 'sensitivity', 'prices'];
const BEGINNING = 'a study begins with `study: name`';

/** Reads what stands in a study file; what is wrong is reported, and what could be read comes back. */
export function readStructure(root: RawMap, report: (place: Place, message: string) => void): StudyFile {
  const entry = (word: (typeof STUDY_WORDS)[number]): RawEntry | undefined => entryOf(root, word);
  const context: ReadContext = { report, assume: () => {}, name: () => true, mark: () => undefined };
  checkWords(root, report);
  const { shape, points } = readPoints(root, report);
  const replications = entry('replications');
  const sound =
    replications !== undefined && readValue(replications.value, runParameters.replications, 'replications', context) !== undefined;
  return {
    study: readName(root, report),
    question: readText('question', entry('question'), report),
    scenario: readScenarioFile(root, report),
    replications: sound ? { path: 'run.replications', place: replications.place, value: replications.value } : null,
    shape,
    parameters: [...new Set(points.flatMap(({ settings }) => settings.map(({ path }) => path)))],
    points,
    chart: entry('chart')?.value ?? null,
    report: readReport(entry('report'), context),
  };
}

type Report = (place: Place, message: string) => void;

function checkWords(root: RawMap, report: Report): void {
  for (const { key, place } of root.entries) {
    if (LATER_STUDY_WORDS.includes(key)) report(place, `\`${key}\` is ${NOT_YET}`);
    else if (!(STUDY_WORDS as readonly string[]).includes(key)) report(place, `unknown word \`${key}\`: ${suggest(key, STUDY_WORDS)}`);
  }
}

function readName(root: RawMap, report: Report): string {
  const named = entryOf(root, 'study');
  if (named === undefined) {
    report(beginningOf(root), `\`study\` is missing: ${BEGINNING}`);
    return '';
  }
  const name = named.value.is === 'scalar' ? named.value.text : '';
  const refused = refuseName(name);
  if (refused !== null) report(named.value.place, `study: expected a name, found ${found(named.value)}: ${refused}`);
  return name;
}

function readScenarioFile(root: RawMap, report: Report): StudyFile['scenario'] {
  const entry = entryOf(root, 'scenario');
  if (entry === undefined) report(beginningOf(root), '`scenario` is missing: the file of the scenario, relative to the study');
  return readText('scenario', entry, report) !== null && entry?.value.is === 'scalar' ? entry.value : null;
}

/** The one block that says what is compared. */
function readPoints(root: RawMap, report: Report): Pick<StudyFile, 'shape' | 'points'> {
  const [compare, vary] = [entryOf(root, 'compare'), entryOf(root, 'vary')];
  if (compare !== undefined && vary !== undefined) report(vary.place, 'a study has one of `compare` and `vary`, not both');
  else if (compare === undefined && vary === undefined && !LATER_STUDY_WORDS.some((word) => entryOf(root, word)))
    report(
      beginningOf(root),
      '`compare` or `vary` is missing: what the study tries, compare: {way: {path: value}} or vary: {path: [value, value]}',
    );
  if (compare !== undefined) return { shape: 'compare', points: readCompare(compare.value, compare.place, report) };
  return { shape: 'vary', points: vary === undefined ? [] : readVary(vary.value, vary.place, report) };
}

function readText(word: string, entry: RawEntry | undefined, report: Report): string | null {
  if (entry === undefined) return null;
  if (entry.value.is === 'scalar' && entry.value.text.trim() !== '') return entry.value.text.trim();
  report(entry.value.place, `${word}: expected a text, found ${found(entry.value)}`);
  return null;
}

function readReport(entry: RawEntry | undefined, context: ReadContext): Scenario['report'] {
  if (entry === undefined) return {};
  if (entry.value.is === 'map') return readTable(entry.value, reportParameters, { path: 'report', place: entry.place }, context);
  context.report(entry.value.place, `report: expected a map with customer, author and date, found ${found(entry.value)}`);
  return {};
}

function beginningOf(root: RawMap): Place {
  return { ...root.place, end: root.place.start + 1 };
}

/** What is said of a file that is no map at all. */
export function notAStudy(root: Parameters<typeof found>[0] | null, text: number): Issue {
  const start = root?.place.start ?? 0;
  const what = root === null ? 'the file is empty' : `expected a map, found ${found(root)}`;
  return { place: { text, start, end: start + 1 }, message: `${what}: ${BEGINNING}` };
}

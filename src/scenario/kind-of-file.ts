import { nearest } from '../parameters/nearest.ts';
import { entryOf, type RawMap } from '../parameters/raw.ts';
import { readYaml } from '../parameters/yaml.ts';
import { BLOCKS } from './grammar.ts';
import { problemsOf } from './problem.ts';
import type { Problem } from './scenario.ts';
import { LATER_STUDY_WORDS, STUDY_WORDS } from './study/structure.ts';

/** Words that make a file a study, and words that only studies have. */
const TRYING: readonly string[] = ['compare', 'vary'];
const OF_STUDIES: readonly string[] = ['replications', 'chart', ...LATER_STUDY_WORDS];
const OF_SCENARIOS = BLOCKS.filter((block) => !(STUDY_WORDS as readonly string[]).includes(block));
const ALL: readonly string[] = [...new Set<string>([...BLOCKS, ...STUDY_WORDS])];

const NEITHER =
  'neither a scenario nor a study: a scenario has `scenario: name` and `run: {to: mark}`, a study has `study: name`, `scenario: file` and one of `compare` and `vary`';

/** What a file is meant to be, be it a wrong one; null if it is no map of words, or has none that would tell. */
export function kindOfFile(text: string): 'scenario' | 'study' | null {
  const root = wordsOf(text);
  if (root === null) return null;
  const words = root.entries.map(({ key }) => key);
  const has = (some: readonly string[]): boolean => words.some((word) => some.includes(word));
  if (has(['study'])) return 'study';
  // A scenario tries nothing; but one that runs is one, with a word too many.
  if (has(TRYING) && !has(['run'])) return 'study';
  if (has(OF_SCENARIOS)) return 'scenario';
  if (has(OF_STUDIES) || namesFile(root) || words.some((word) => !ALL.includes(word) && TRYING.includes(nearest(word, ALL) ?? '')))
    return 'study';
  return has(['scenario']) ? 'scenario' : null;
}

/** What is wrong with a file of words that is neither: what there must be, and words that are nearly right. */
export function neitherKind(text: string, name: string): readonly Problem[] {
  const root = wordsOf(text);
  if (root === null || kindOfFile(text) !== null) return [];
  const { place } = root.entries[0]!;
  const misspelt = root.entries.flatMap(({ key, place: at }) => {
    const meant = ALL.includes(key) ? undefined : nearest(key, ALL);
    return meant === undefined ? [] : [{ place: at, message: `unknown word \`${key}\`: did you mean ${meant}?` }];
  });
  return problemsOf([{ place, message: NEITHER }, ...misspelt], [{ name, text: text.replace(/^\ufeff/, '') }]);
}

/** The scenario is named by its file. */
function namesFile(root: RawMap): boolean {
  const value = entryOf(root, 'scenario')?.value;
  return value?.is === 'scalar' && /\.ya?ml$/i.test(value.text.trim());
}

/** null: the file is empty, or no YAML. */
function wordsOf(text: string): RawMap | null {
  const { raw } = readYaml(text.replace(/^\ufeff/, ''), 0);
  return raw?.is === 'map' && raw.entries.length > 0 ? raw : null;
}

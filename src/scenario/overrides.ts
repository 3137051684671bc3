import { flowText } from '../parameters/flow.ts';
import { suggest } from '../parameters/nearest.ts';
import { entryOf, type Issue, type Place, type Raw, type RawEntry, type RawMap } from '../parameters/raw.ts';
import { readYaml } from '../parameters/yaml.ts';
import { BLOCKS, ENTRY_BLOCKS } from './grammar.ts';
import type { Source } from './problem.ts';

/** A value set from outside the file: `links.wan.bandwidth=1 Gb/s`. */
export interface Override {
  readonly path: string;
  readonly value: string;
}

/** A value to be set that has been read already. */
export interface Setting {
  readonly path: string;
  /** Of the path. */
  readonly place: Place;
  readonly value: Raw;
}

/** What comes of setting values from outside. */
export interface Overridden {
  readonly root: RawMap;
  /** As they were given, those that are refused too. */
  readonly settings: readonly Setting[];
  readonly overrides: readonly Override[];
  readonly issues: readonly Issue[];
}

/** Settings given as texts, read. */
export interface ReadSettings {
  readonly settings: readonly Setting[];
  /** One for each text, in order. */
  readonly sources: readonly Source[];
  readonly issues: readonly Issue[];
}

/**
 * Reads settings, each `path=value`, the value as in YAML.
 * @param first number of the first text in the places that are returned
 */
export function readSettings(texts: readonly string[], first: number): ReadSettings {
  const settings: Setting[] = [];
  const issues: Issue[] = [];
  for (const [index, setting] of texts.entries()) {
    const equals = setting.indexOf('=');
    const path = setting.slice(0, Math.max(0, equals)).trim();
    const text = index + first;
    const place = { text, start: 0, end: equals < 0 ? setting.length : equals };
    if (path === '') {
      issues.push({ place, message: 'a value is set by path=value, such as links.wan.bandwidth=1 Gb/s' });
      continue;
    }
    // Spaces in place of the path keep the columns of the value.
    const value = readYaml(' '.repeat(equals + 1) + setting.slice(equals + 1), text);
    issues.push(...value.issues);
    if (value.raw === null && value.issues.length === 0) issues.push({ place, message: `${path}: a value must follow the equals sign` });
    else if (value.raw !== null && value.issues.length === 0) settings.push({ path, place, value: value.raw });
  }
  return { settings, sources: texts.map((text) => ({ name: '--set', text })), issues };
}

/**
 * Sets values in the tree of a file, as if they stood there. Words that the file does not have are added; blocks and
 * names are not: a value can only be set in an entry that exists.
 */
export function applySettings(root: RawMap, settings: readonly Setting[]): Overridden {
  const issues: Issue[] = [];
  let changed = root;
  for (const { path, place, value } of settings) {
    const refused = refusePath(changed, path);
    if (refused !== null) issues.push({ place, message: refused });
    else changed = withValue(changed, path.split('.'), value, place);
  }
  return { root: changed, settings, overrides: settings.map(({ path, value }) => ({ path, value: flowText(value) })), issues };
}

/** Why there is no such path. The words of an entry are judged later, when it is read. */
function refusePath(root: RawMap, path: string): string | null {
  const [block = '', name, ...words] = path.split('.');
  if (!(BLOCKS as readonly string[]).includes(block)) return `${path}: no such path: ${suggest(path, paths(root))}`;
  if ((ENTRY_BLOCKS as readonly string[]).includes(block)) {
    const entries = entryOf(root, block)?.value;
    const entry = entries?.is === 'map' && name !== undefined ? entryOf(entries, name) : undefined;
    if (entry === undefined) return `${path}: no such path: ${suggest(path, paths(root))}`;
    return refuseInside(entry.value, words, `${block}.${name}`);
  }
  return refuseInside(root, path.split('.'), '');
}

function refuseInside(raw: Raw, words: readonly string[], path: string): string | null {
  const [word, ...rest] = words;
  if (word === undefined) return null;
  if (word === '') return `${path}: a word is missing after the dot`;
  if (raw.is !== 'map') return `${path} is not a map: it has no ${word}`;
  const inner = entryOf(raw, word);
  return inner === undefined ? null : refuseInside(inner.value, rest, path === '' ? word : `${path}.${word}`);
}

/** The paths of all values in the file. */
function paths(raw: Raw, prefix = ''): string[] {
  if (raw.is !== 'map') return [prefix];
  return raw.entries.flatMap(({ key, value }) => paths(value, prefix === '' ? key : `${prefix}.${key}`));
}

function withValue(map: RawMap, path: readonly string[], value: Raw, place: Place): RawMap {
  const [key = '', ...rest] = path;
  const old = entryOf(map, key);
  const inner: RawMap = old?.value.is === 'map' ? old.value : { is: 'map', entries: [], place };
  const entry: RawEntry = {
    key,
    place: rest.length > 0 && old !== undefined ? old.place : place,
    value: rest.length === 0 ? value : withValue(inner, rest, value, place),
  };
  if (old !== undefined) return { ...map, entries: map.entries.map((other) => (other === old ? entry : other)) };
  // A new block goes to its place in the order of blocks; a new word comes last.
  const rank = (word: string): number => (BLOCKS as readonly string[]).indexOf(word);
  const before = rank(key) < 0 ? -1 : map.entries.findIndex((other) => rank(other.key) > rank(key));
  const at = before < 0 ? map.entries.length : before;
  return { ...map, entries: [...map.entries.slice(0, at), entry, ...map.entries.slice(at)] };
}

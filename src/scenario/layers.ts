import { entryOf, type Place, type Raw, type RawEntry, type RawMap } from '../parameters/raw.ts';
import { readYaml } from '../parameters/yaml.ts';
import { applySettings, type Overridden, readSettings, type Setting } from './overrides.ts';
import { problemsOf, type Source } from './problem.ts';
import type { Problem } from './scenario.ts';

/** What a scenario is read from. */
export interface Layers {
  readonly file: Source;
  /** Values set from outside, each `path=value`. */
  readonly set: readonly string[];
  /** Values that a study sets, after those of `set`; places in its text have the number `STUDY_TEXT`. */
  readonly study: { readonly source: Source; readonly settings: readonly Setting[] } | null;
}

/** The number of a study's text in places; the scenario is 0. */
export const STUDY_TEXT = 1;

/** What came up after reading, by the path of its entry or value. */
export interface Found {
  readonly path: string;
  readonly message: string;
  /** The one of all values set from outside without which it would not be, by its number; missing: none, or it is the one at the path. */
  readonly setting?: number;
}

/** The tree of a file with all that is set over it, the last one winning. */
export function overlay(root: RawMap, { file, set, study }: Layers): Overridden & { readonly sources: readonly Source[] } {
  const sources = [file, ...(study === null ? [] : [study.source])];
  const read = readSettings(set, sources.length);
  const overridden = applySettings(root, [...read.settings, ...(study?.settings ?? [])]);
  return { ...overridden, issues: [...read.issues, ...overridden.issues], sources: [...sources, ...read.sources] };
}

/** How many values are set from outside. */
export function settingsIn({ set, study }: Layers): number {
  return set.length + (study?.settings.length ?? 0);
}

/** The same with the first values alone that are set from outside. */
export function withFirst(count: number, { file, set, study }: Layers): Layers {
  const settings = study?.settings.slice(0, Math.max(0, count - set.length)) ?? [];
  return { file, set: set.slice(0, count), study: study && { ...study, settings } };
}

/**
 * Problems that came up after reading, with their places: that of a value where it stands, in the file or where it was set; that of an
 * entry at its name; of what is not there as near to it as the file goes.
 */
export function problemsAt(found: readonly Found[], layers: Layers): Problem[] {
  const { root, settings, sources } = layered(layers);
  return problemsOf(
    found.map(({ path, message, setting }) => ({
      place: setting === undefined ? placeOf(path, root) : settings[setting]!.value.place,
      message: `${path}: ${message}`,
    })),
    sources,
  );
}

/** Whether the value or entry at a path stands in the file itself. */
export function standsInFile(path: string, layers: Layers): boolean {
  return placeOf(path, layered(layers).root).text === 0;
}

function layered({ file, set, study }: Layers) {
  const layers: Layers = { file: withoutMark(file), set, study: study && { ...study, source: withoutMark(study.source) } };
  const { raw } = readYaml(layers.file.text, 0);
  return overlay(raw?.is === 'map' ? raw : { is: 'map', entries: [], place: { text: 0, start: 0, end: 1 } }, layers);
}

/** Places do not count the byte order mark. */
function withoutMark({ name, text }: Source): Source {
  return { name, text: text.replace(/^\ufeff/, '') };
}

function placeOf(path: string, root: Raw): Place {
  let raw: Raw | undefined = root;
  let place: Place = { text: 0, start: 0, end: 1 };
  for (const key of path.split('.')) {
    const entry: RawEntry | undefined = raw?.is === 'map' ? entryOf(raw, key) : undefined;
    if (entry === undefined) return place;
    place = entry.place;
    raw = entry.value;
  }
  return raw === undefined || raw.is === 'map' ? place : raw.place;
}

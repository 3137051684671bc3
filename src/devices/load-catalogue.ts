import { readdirSync, readFileSync } from 'node:fs';
import { suggest } from '../parameters/nearest.ts';
import type { EvidenceTag, ParameterTable } from '../parameters/parameter.ts';
import { entryOf, type Raw, type RawMap } from '../parameters/raw.ts';
import type { PresetValues } from '../parameters/table.ts';
import { type ReadContext, readValue } from '../parameters/value.ts';
import { readYaml } from '../parameters/yaml.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import { arrayParameters } from './array/parameters.ts';
import type { Catalogue, Preset, PresetType } from './catalogue.ts';
import { driveNames, loadDrive } from './disk/catalog.ts';
import { hostParameters } from './host/parameters.ts';
import { linkParameters } from './link/parameters.ts';
import { workloadParameters } from './workload/parameters.ts';

/** The depth of this file is the same in src/ and dist/; the catalogue is shipped in src/. */
const FOLDER = new URL('../../src/devices/catalog/', import.meta.url);

const TABLES: { readonly [T in PresetType]: ParameterTable } = {
  array: arrayParameters,
  link: linkParameters,
  host: hostParameters,
  workload: workloadParameters,
};
const TYPES = Object.keys(TABLES) as PresetType[];
const TAGS: readonly string[] = ['S', 'D', 'P', 'C', 'R', 'E'];
const WORDS = ['name', 'type', 'source', 'means', 'values'];

/** A preset that is shipped with the program is wrong: a fault of ours. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

/**
 * Reads all presets.
 * @param drives names of the drives that presets and scenarios may name
 * @param sizeOf bytes of a drive; by default those of the catalogue of drives
 * @throws CatalogueError with everything that is wrong in the files
 */
export function loadCatalogue(drives: readonly string[] = driveNames(), sizeOf: Catalogue['sizeOf'] = sizeInCatalogue): Catalogue {
  const presets = TYPES.flatMap((type) => {
    const folder = new URL(`${type}/`, FOLDER);
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    return files.sort().map((file) => readPreset(readFileSync(new URL(file, folder), 'utf8'), type, file.replace(/\.yaml$/, ''), drives));
  });
  return { drives, presets, sizeOf };
}

function sizeInCatalogue(drive: string): number {
  return loadDrive(drive).blocks * BLOCK_BYTES;
}

/**
 * Reads one preset.
 * @throws CatalogueError with everything that is wrong
 */
export function readPreset(text: string, type: PresetType, name: string, drives: readonly string[]): Preset {
  const wrong: string[] = [];
  const { raw, issues } = readYaml(text, 0);
  wrong.push(...issues.map(({ message }) => message));
  const map: RawMap = raw?.is === 'map' ? raw : { is: 'map', entries: [], place: { text: 0, start: 0, end: 0 } };
  for (const { key } of map.entries) if (!WORDS.includes(key)) wrong.push(`unknown word ${key}: ${suggest(key, WORDS)}`);
  const [named, typed, source, means] = ['name', 'type', 'source', 'means'].map((word) => textOf(map, word, wrong)) as [
    string,
    string,
    string,
    string,
  ];
  if (named !== name) wrong.push(`name is ${named}: it must be that of the file`);
  if (typed !== type) wrong.push(`type is ${typed}: it must be that of the folder`);
  const values = entryOf(map, 'values')?.value;
  if (values?.is !== 'map') wrong.push('values must be a map');
  const read = values?.is === 'map' ? readPresetValues(values, TABLES[type], drives, wrong) : {};
  if (wrong.length > 0) throw new CatalogueError(`preset ${type}/${name}: ${wrong.join('; ')}`);
  return { name, type, source, means, values: read };
}

function readPresetValues(map: RawMap, table: ParameterTable, drives: readonly string[], wrong: string[]): PresetValues {
  const values: { [parameter: string]: PresetValues[string] } = {};
  for (const { key, value } of map.entries) {
    const parameter = Object.hasOwn(table, key) ? table[key] : undefined;
    if (parameter === undefined || value.is !== 'map') {
      wrong.push(parameter === undefined ? `unknown parameter ${key}: ${suggest(key, Object.keys(table))}` : `${key} must be a map`);
      continue;
    }
    const [tag, source] = [textOf(value, 'tag', wrong), textOf(value, 'source', wrong)];
    if (!TAGS.includes(tag)) wrong.push(`${key}: ${tag} is no evidence tag`);
    const is = entryOf(value, 'is')?.value;
    const canonical = is === undefined ? undefined : readValue(is, parameter, key, contextFor(drives, wrong));
    if (is === undefined) wrong.push(`${key}: is is missing`);
    else values[key] = { value: canonical, tag: tag as EvidenceTag, source };
  }
  return values;
}

function contextFor(drives: readonly string[], wrong: string[]): ReadContext {
  return {
    report: (_place, message) => wrong.push(message),
    assume: () => {},
    name: (name, { of = [] }, path) => {
      const known = of.includes('drives') && drives.includes(name);
      if (!known) wrong.push(`${path}: ${name} is not in the catalogue of drives`);
      return known;
    },
    mark: (_raw: Raw, path) => {
      wrong.push(`${path}: a preset has no marks`);
      return undefined;
    },
  };
}

function textOf(map: RawMap, word: string, wrong: string[]): string {
  const value = entryOf(map, word)?.value;
  if (value?.is === 'scalar' && value.text !== '') return value.text.trim();
  wrong.push(`${word} is missing`);
  return '';
}

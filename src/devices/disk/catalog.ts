import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { suggest } from '../../parameters/nearest.ts';
import type { EvidenceTag } from '../../parameters/parameter.ts';
import { CatalogError, Fields } from './catalog-fields.ts';
import { readGeometry } from './catalog-geometry.ts';
import { readCache, readOverhead, readSeek, readTransfer } from './catalog-parts.ts';
import { Geometry } from './geometry.ts';
import type { DriveSpec } from './spec.ts';

/** The compiled program lies in dist/devices/disk, as deep as this file, and reads the same folder. */
const FOLDER = new URL('../../../src/devices/disk/catalog/', import.meta.url);
const ENDING = '.yaml';
const DISCIPLINES = ['fcfs', 'sstf', 'look', 'c-look'] as const;
const TAGS: readonly EvidenceTag[] = ['S', 'D', 'P', 'C', 'R', 'E'];

const loaded = new Map<string, DriveSpec>();

/** The drives of the catalogue, in alphabetical order. */
export function driveNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/**
 * A drive of the catalogue.
 * @throws RangeError if there is none of this name; CatalogError if its file is wrong
 */
export function loadDrive(name: string): DriveSpec {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const names = driveNames();
  if (!names.includes(name)) throw new RangeError(`no drive \`${name}\` in the catalogue; ${suggest(name, names)}`);
  const file = name + ENDING;
  const spec = readDrive(readFileSync(new URL(file, FOLDER), 'utf8'), file);
  if (spec.name !== name) throw new CatalogError(file, 'name', `expected ${name}, found ${spec.name}`);
  loaded.set(name, spec);
  return spec;
}

/**
 * Reads one file of the catalogue; its format is explained in catalog/README.md.
 * @param file for messages
 * @throws CatalogError
 */
export function readDrive(text: string, file: string): DriveSpec {
  const fields = new Fields(file, '', parseText(text, file));
  const revolution = 60e9 / fields.number('rotation_rpm', { min: 1 });
  const geometry = readGeometry(fields.map('geometry'), revolution);
  const cylinders = geometry.zones[geometry.zones.length - 1]!.lastCylinder + 1;
  const places = new Geometry(geometry).blocks;
  const spec: DriveSpec = {
    name: fields.text('name'),
    means: fields.text('means'),
    source: fields.text('source'),
    tag: fields.word('tag', TAGS),
    tags: fields.has('tags') ? readTags(fields) : {},
    discipline: fields.word('discipline', DISCIPLINES),
    blocks: fields.number('blocks', { min: 1, max: places, whole: true }),
    revolution,
    geometry,
    seek: readSeek(fields.map('seek'), cylinders),
    overhead: readOverhead(fields.map('overhead_ms')),
    transfer: readTransfer(fields.map('transfer')),
    cache: readCache(fields.map('cache')),
  };
  fields.end();
  return spec;
}

function parseText(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new CatalogError(file, 'the file', `not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

function readTags(fields: Fields): { readonly [figure: string]: string } {
  const tags = fields.map('tags').texts();
  for (const [figure, text] of tags) {
    if (!fields.hasPath(figure)) fields.fail(`tags.${figure}`, 'the file has no such figure');
    if (!TAGS.some((tag) => text.startsWith(`${tag}: `)))
      fields.fail(`tags.${figure}`, `begins with one of ${TAGS.join(', ')} and a colon`);
  }
  return Object.fromEntries(tags);
}

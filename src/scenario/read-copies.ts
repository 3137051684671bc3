import type { ModelDescription } from '../copy/copy-service.ts';
import { suggest } from '../parameters/nearest.ts';
import { entryOf, found } from '../parameters/raw.ts';
import { type ReadValues, readTable } from '../parameters/table.ts';
import { NOT_YET } from '../parameters/value.ts';
import { LATER_KINDS, LATER_WORDS } from './not-yet.ts';
import type { Entry, Reading } from './reading.ts';
import type { Copy, Named } from './scenario.ts';

/** Reads the copies, each against the parameters of the model of its kind. */
export function readCopies(reading: Reading): Named<Copy> {
  const copies: { [name: string]: Copy } = {};
  for (const entry of reading.entries('copies')) {
    const model = readKind(entry, reading);
    if (model === undefined) continue;
    const { path, place, map } = entry;
    const later = LATER_WORDS['copies'] ?? [];
    const values = readTable(map, model.parameters, { path, place, apart: ['kind'], later }, reading);
    copies[entry.name] = { kind: model.kind, instances: relationships(entry, model, values, reading), values };
  }
  return copies;
}

function readKind({ map, path, place }: Entry, reading: Reading): ModelDescription | undefined {
  const written = entryOf(map, 'kind');
  const kinds = reading.models.map(({ kind }) => kind);
  if (written === undefined) {
    reading.report(place, `${path}: \`kind\` is missing: one of ${kinds.join(', ')}`);
    return undefined;
  }
  const { value } = written;
  const kind = value.is === 'scalar' ? value.text : '';
  const model = reading.models.find((candidate) => candidate.kind === kind);
  if (model !== undefined) return model;
  const why = LATER_KINDS.includes(kind)
    ? `${path}.kind: ${found(value)} is ${NOT_YET}`
    : `${path}.kind: expected a kind of copy, found ${found(value)}: ${suggest(kind, kinds)}`;
  reading.report(value.place, why);
  return undefined;
}

/** Volumes that stand for several are paired by number: one relationship for each number. */
function relationships(
  { name, path, place }: Entry,
  { parameters }: ModelDescription,
  values: ReadValues,
  reading: Reading,
): readonly string[] {
  const volumes = named(parameters, values);
  const [first] = volumes;
  if (first === undefined) return [name];
  const count = reading.names.instances(first).length;
  const other = volumes.find((volume) => reading.names.instances(volume).length !== count);
  if (other === undefined) return reading.names.addInstances('copies', name, count, place);
  const counts = [first, other].map((volume) => `${volume} stands for ${reading.names.instances(volume).length}`);
  reading.report(place, `${path}: volumes are paired by number, but ${counts.join(' and ')}`);
  return [name];
}

/** The volumes that a copy names, in the order of the parameters of its model. */
export function namesOfVolumes({ kind, values }: Copy, reading: Reading): readonly string[] {
  return named(reading.models.find((model) => model.kind === kind)!.parameters, values);
}

function named(parameters: ModelDescription['parameters'], values: ReadValues): readonly string[] {
  return Object.entries(parameters)
    .filter(([, { type, of }]) => (type === 'name' || type === 'names') && of?.includes('volumes'))
    .flatMap(([parameter]) => (values[parameter] ?? []) as string | readonly string[]);
}

import { findPreset, type Preset } from '../devices/catalogue.ts';
import { suggest } from '../parameters/nearest.ts';
import { entryOf, found } from '../parameters/raw.ts';
import { type PresetValues, readTable } from '../parameters/table.ts';
import { COMPONENTS, type ComponentBlock, PRESETS } from './grammar.ts';
import { LATER_WORDS } from './not-yet.ts';
import type { Entry, Reading } from './reading.ts';
import type { Component, Named } from './scenario.ts';

/**
 * Reads the entries of a block of components: what is written, the values of their presets, the defaults.
 * @param given values that go before the defaults, but after the preset
 */
export function readComponents<B extends ComponentBlock>(
  block: B,
  reading: Reading,
  given: PresetValues = {},
): Named<Component<(typeof COMPONENTS)[B]>> {
  const components: { [name: string]: Component<(typeof COMPONENTS)[B]> } = {};
  for (const entry of reading.entries(block)) {
    const { path, place, map, name } = entry;
    const preset = readPreset(block, entry, reading);
    const options = {
      path,
      place,
      preset: { ...given, ...preset?.values },
      incomplete: preset === undefined,
      apart: block === 'volumes' ? [] : ['preset'],
      later: LATER_WORDS[block] ?? [],
    };
    const values = readTable(map, COMPONENTS[block], options, reading);
    components[name] = {
      preset: preset?.name ?? null,
      instances: reading.names.instances(name),
      values: values as Component<(typeof COMPONENTS)[B]>['values'],
    };
  }
  return components;
}

/** The preset of an entry; null if it names none, undefined if there is none of that name. */
function readPreset(block: ComponentBlock, { map, path }: Entry, reading: Reading): Preset | null | undefined {
  const written = entryOf(map, 'preset');
  if (written === undefined || block === 'volumes') return null;
  const type = PRESETS[block];
  const known = reading.catalogue.presets.filter((preset) => preset.type === type).map(({ name }) => name);
  const { value } = written;
  const preset = value.is === 'scalar' ? findPreset(reading.catalogue, type, value.text) : undefined;
  if (preset !== undefined) return preset;
  const name = value.is === 'scalar' ? value.text : '';
  reading.report(value.place, `${path}.preset: expected a preset for ${block}, found ${found(value)}: ${suggest(name, known)}`);
  return undefined;
}

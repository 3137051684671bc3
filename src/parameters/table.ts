import { expectation, formatValue } from './describe.ts';
import { refuseName } from './name.ts';
import { meantBy, nearest } from './nearest.ts';
import type { EvidenceTag, Parameter, ParameterTable } from './parameter.ts';
import { found, type Place, type Raw, type RawMap } from './raw.ts';
import { NOT_YET, type ReadContext, readValue } from './value.ts';

/** Values of a preset, in canonical form. */
export interface PresetValues {
  readonly [parameter: string]: { readonly value: unknown; readonly tag: EvidenceTag; readonly source: string };
}

export interface ReadTable {
  /** The path of the map, for messages and assumptions. */
  readonly path: string;
  /** Where to point if something is missing. */
  readonly place: Place;
  readonly preset?: PresetValues;
  /** The preset is not known: what is not written is not judged. */
  readonly incomplete?: boolean;
  /** Words that the caller reads itself. */
  readonly apart?: readonly string[];
  /** Words of the language that a later version will take. */
  readonly later?: readonly string[];
}

/** Values by parameter, in table order. */
export type ReadValues = { [parameter: string]: unknown };

/**
 * Reads a map against a table: what is written, then the values of the preset, then the defaults. Everything wrong
 * is reported to the context, nothing is thrown; values that could not be read are missing in the result.
 */
export function readTable(map: RawMap, table: ParameterTable, options: ReadTable, context: ReadContext): ReadValues {
  const reading = new TableReading(table, options, context);
  reading.refuseUnknown(map);
  const written = new Map(map.entries.map((entry) => [entry.key, entry]));
  for (const [name, parameter] of Object.entries(table)) {
    const entry = written.get(name);
    if (entry === undefined) reading.fill(name, parameter);
    else reading.read(name, parameter, entry.value, entry.place);
  }
  return reading.values;
}

class TableReading {
  readonly values: ReadValues = {};
  /** Parameters that were written wrongly: what depends on them is not judged. */
  readonly #wrong = new Set<string>();
  readonly #table: ParameterTable;
  readonly #options: ReadTable;
  readonly #context: ReadContext;

  constructor(table: ParameterTable, options: ReadTable, context: ReadContext) {
    this.#table = table;
    this.#options = options;
    this.#context = context;
  }

  refuseUnknown(map: RawMap): void {
    const { path, apart = [], later = [] } = this.#options;
    const known = [...Object.keys(this.#table), ...apart];
    for (const { key, place } of map.entries) {
      if (known.includes(key)) continue;
      const why = later.includes(key) ? `\`${key}\` is ${NOT_YET}` : `unknown word \`${key}\`: ${meantBy(key, known)}`;
      this.#context.report(place, `${path}: ${why}`);
      // What it was meant to be is not missing.
      const meant = nearest(key, known);
      if (meant !== undefined) this.#wrong.add(meant);
    }
  }

  read(name: string, parameter: Parameter, raw: Raw, place: Place): void {
    const path = `${this.#options.path}.${name}`;
    const against = this.#against(parameter);
    if (typeof against === 'string') {
      this.#context.report(place, `${path}: it applies only ${against}`);
      this.#wrong.add(name);
      return;
    }
    const value = this.#valueOf(parameter, raw, place, path);
    if (value === undefined) this.#wrong.add(name);
    else this.values[name] = value;
  }

  #valueOf(parameter: Parameter, raw: Raw, place: Place, path: string): unknown {
    if (parameter.type !== 'map' && parameter.type !== 'entries') return readValue(raw, parameter, path, this.#context);
    if (raw.is !== 'map') {
      this.#context.report(raw.place, `${path}: expected ${expectation(parameter)}, found ${found(raw)}`);
      return undefined;
    }
    const table = parameter.table ?? {};
    if (parameter.type === 'map') return readTable(raw, table, { path, place }, this.#context);
    const entries: ReadValues = {};
    for (const { key, place: keyPlace, value } of raw.entries) {
      const refused = refuseName(key);
      if (refused !== null) this.#context.report(keyPlace, `${path}: \`${key}\` cannot be a name: ${refused}`);
      else if (value.is !== 'map') this.#context.report(value.place, `${path}.${key}: expected a map, found ${found(value)}`);
      else entries[key] = readTable(value, table, { path: `${path}.${key}`, place: keyPlace }, this.#context);
    }
    return entries;
  }

  fill(name: string, parameter: Parameter): void {
    if (this.#options.incomplete === true) this.#wrong.add(name);
    if (this.#wrong.has(name) || this.#against(parameter) !== null) return;
    const preset = this.#options.preset;
    const filled = preset !== undefined && Object.hasOwn(preset, name) ? preset[name] : undefined;
    const path = `${this.#options.path}.${name}`;
    if (filled !== undefined) {
      this.values[name] = filled.value;
      this.#context.assume(path, formatValue(filled.value, parameter.type), filled);
    } else if (parameter.default !== undefined) {
      this.values[name] = parameter.default;
      this.#context.assume(path, formatValue(parameter.default, parameter.type), parameter);
    } else if (parameter.optional === undefined) {
      this.#wrong.add(name);
      this.#context.report(this.#options.place, `${this.#options.path}: \`${name}\` is missing: ${expectation(parameter)}`);
    }
  }

  /** Why the parameter does not apply: `with access: strided`; null if it applies; unknown if that cannot be told. */
  #against(parameter: Parameter): string | null | undefined {
    for (const other of parameter.without ?? []) {
      if (this.#wrong.has(other)) return undefined;
      if (this.values[other] !== undefined) return `without ${other}`;
    }
    for (const [other, words] of Object.entries(parameter.needs ?? {})) {
      if (this.#wrong.has(other)) return undefined;
      const value = this.values[other];
      if (words === true ? value === undefined : !words.includes(value as string)) {
        return words === true ? `together with ${other}` : `with ${other}: ${words.join(' or ')}`;
      }
    }
    return null;
  }
}

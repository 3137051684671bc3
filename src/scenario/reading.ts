import type { ModelDescription } from '../copy/copy-service.ts';
import type { Catalogue } from '../devices/catalogue.ts';
import type { Mark } from '../parameters/mark.ts';
import { refuseName } from '../parameters/name.ts';
import type { Parameter } from '../parameters/parameter.ts';
import { entryOf, found, type Issue, type Place, type Raw, type RawMap } from '../parameters/raw.ts';
import type { ReadContext } from '../parameters/value.ts';
import { type Block, ONE } from './grammar.ts';
import type { Marks } from './marks.ts';
import { Names } from './names.ts';
import type { Assumption } from './scenario.ts';

/** An entry of a block that is a map. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly place: Place;
  readonly map: RawMap;
}

/** The reading of one scenario: what has been found out, and what was wrong. */
export class Reading implements ReadContext {
  readonly root: RawMap;
  readonly models: readonly ModelDescription[];
  readonly catalogue: Catalogue;
  readonly issues: Issue[] = [];
  readonly assumptions: Assumption[] = [];
  readonly names: Names;
  /** Set as soon as the start of the run is known. */
  marks: Marks | null = null;

  constructor(root: RawMap, models: readonly ModelDescription[], catalogue: Catalogue) {
    this.root = root;
    this.models = models;
    this.catalogue = catalogue;
    this.names = new Names(root, catalogue.drives, (issue) => this.issues.push(issue));
  }

  report(place: Place, message: string): void {
    this.issues.push({ place, message });
  }

  /** Whether nothing has been reported of an entry: every message about it begins with its path. */
  sound(path: string): boolean {
    return !this.issues.some(({ message }) => message.startsWith(`${path}.`) || message.startsWith(`${path}:`));
  }

  assume(path: string, value: string, { tag, source }: Pick<Assumption, 'tag' | 'source'>): void {
    this.assumptions.push({ path, value, tag, source });
  }

  name(name: string, parameter: Parameter, path: string, place: Place): boolean {
    return parameter.declares === true ? this.names.mention(name, path, place) : this.names.check(name, parameter, path, place);
  }

  mark(raw: Raw, path: string): Mark | undefined {
    return this.marks!.read(raw, path);
  }

  /** The entries of a block; what is no map is reported. */
  entries(block: Block): Entry[] {
    const entry = entryOf(this.root, block);
    if (entry === undefined) return [];
    if (entry.value.is !== 'map') {
      this.report(entry.value.place, `${block}: expected a map from names to maps, found ${found(entry.value)}`);
      return [];
    }
    const entries: Entry[] = [];
    for (const { key, place, value } of entry.value.entries) {
      // What cannot be a name is reported by the names.
      if (refuseName(key) !== null) continue;
      const path = `${block}.${key}`;
      if (value.is === 'map') entries.push({ name: key, path, place, map: value });
      else this.report(value.place, `${path}: expected a map with the words of ${ONE[block]}, found ${found(value)}`);
    }
    return entries;
  }

  /** Whether an entry has a word, before it is read. */
  has(block: Block, entry: string, word: string): boolean {
    return this.#word(block, entry, word) !== undefined;
  }

  /** The model of a copy; undefined if its kind is not known. */
  modelOf(copy: string): ModelDescription | undefined {
    const kind = this.#word('copies', copy, 'kind');
    return kind?.is === 'scalar' ? this.models.find((model) => model.kind === kind.text) : undefined;
  }

  #word(block: Block, entry: string, word: string): Raw | undefined {
    const entries = entryOf(this.root, block)?.value;
    const map = entries?.is === 'map' ? entryOf(entries, entry)?.value : undefined;
    return map?.is === 'map' ? entryOf(map, word)?.value : undefined;
  }
}

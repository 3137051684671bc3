import { refuseName } from '../parameters/name.ts';
import { suggest } from '../parameters/nearest.ts';
import type { Parameter } from '../parameters/parameter.ts';
import { parseQuantity } from '../parameters/quantity.ts';
import { entryOf, type Issue, type Place, type RawMap } from '../parameters/raw.ts';
import { ENTRY_BLOCKS, ONE } from './grammar.ts';

/** What a name stands for. */
export interface Named {
  /** The block of the entry; `sites`, `pools`, `drives`. */
  readonly block: string;
  readonly entry: string;
  /** All of the entry, or one of its instances. */
  readonly whole: boolean;
}

/** The words that say how many of a kind an entry stands for. */
const COUNTED: { readonly [block: string]: string } = { hosts: 'nodes', volumes: 'count' };
const MOST_INSTANCES = 10_000;

/** The names of a scenario: unique over all blocks but the objectives, which are labels. */
export class Names {
  readonly #named = new Map<string, Named>();
  readonly #instances = new Map<string, readonly string[]>();
  readonly #sites: string[] = [];
  readonly #report: (issue: Issue) => void;

  /** Collects the names of all entries before any of them is read, so that order does not matter. */
  constructor(root: RawMap, drives: readonly string[], report: (issue: Issue) => void) {
    this.#report = report;
    for (const block of ENTRY_BLOCKS) {
      const entries = entryOf(root, block)?.value;
      if (entries?.is !== 'map') continue;
      for (const { key, place, value } of entries.entries) {
        const refused = refuseName(key);
        if (refused !== null) report({ place, message: `${block}: \`${key}\` cannot be a name: ${refused}` });
        else if (block !== 'objectives') this.#declare(block, key, place, value.is === 'map' ? value : null);
      }
    }
    for (const drive of drives) if (!this.#named.has(drive)) this.#named.set(drive, { block: 'drives', entry: drive, whole: true });
  }

  /** What a name stands for; undefined if there is no such name. */
  find(name: string): Named | undefined {
    return this.#named.get(name);
  }

  /** The names that an entry stands for: itself, or its instances. */
  instances(entry: string): readonly string[] {
    return this.#instances.get(entry) ?? [entry];
  }

  get sites(): readonly string[] {
    return this.#sites;
  }

  /** Names that may stand where these blocks are asked for, instances left out. */
  known(blocks: readonly string[]): string[] {
    return [...this.#named].filter(([, named]) => named.whole && blocks.includes(named.block)).map(([name]) => name);
  }

  /** Whether the name may stand for the parameter; reports it if not. */
  check(name: string, { of = [] }: Parameter, path: string, place: Place): boolean {
    const named = this.#named.get(name);
    if (named !== undefined && of.includes(named.block)) return true;
    const expected = of.map((block) => ONE[block]).join(' or ');
    const why = named === undefined ? suggest(name, this.known(of)) : `it is ${ONE[named.block]}`;
    this.#report({ place, message: `${path}: expected ${expected}, found \`${name}\`: ${why}` });
    return false;
  }

  /** A site comes into being by being mentioned. */
  mention(name: string, path: string, place: Place): boolean {
    const named = this.#named.get(name);
    if (named?.block === 'sites') return true;
    const refused = refuseName(name);
    if (refused === null && (named === undefined || named.block === 'drives')) {
      this.#named.set(name, { block: 'sites', entry: name, whole: true });
      this.#sites.push(name);
      return true;
    }
    const why = refused ?? `it is ${ONE[named!.block]} already: names are unique`;
    this.#report({ place, message: `${path}: \`${name}\` cannot be a site: ${why}` });
    return false;
  }

  /** Names that an entry stands for, known only when it has been read: the relationships of a copy. */
  addInstances(block: string, entry: string, count: number, place: Place): readonly string[] {
    if (count === 1) return [entry];
    const instances = Array.from({ length: count }, (_, i) => `${entry}-${i + 1}`);
    for (const name of instances) this.#add(name, { block, entry, whole: false }, place);
    this.#instances.set(entry, instances);
    return instances;
  }

  #declare(block: string, name: string, place: Place, value: RawMap | null): void {
    if (!this.#add(name, { block, entry: name, whole: true }, place)) return;
    const word = COUNTED[block];
    const counted = value === null || word === undefined ? undefined : entryOf(value, word)?.value;
    const count = counted?.is === 'scalar' ? parseQuantity(counted.text, 'count') : { value: 1 };
    if ('value' in count && count.value > 1 && count.value <= MOST_INSTANCES) this.addInstances(block, name, count.value, place);
    const pools = value === null || block !== 'arrays' ? undefined : entryOf(value, 'pools')?.value;
    if (pools?.is !== 'map') return;
    for (const pool of pools.entries) this.#named.set(`${name}.${pool.key}`, { block: 'pools', entry: name, whole: true });
  }

  #add(name: string, named: Named, place: Place): boolean {
    const other = this.#named.get(name);
    if (other === undefined || other.block === 'sites') {
      this.#named.set(name, named);
      return true;
    }
    const is = other.whole ? `${ONE[other.block]} already` : `one of ${other.entry} already`;
    this.#report({ place, message: `\`${name}\` is ${is}: names are unique over all blocks` });
    return false;
  }
}

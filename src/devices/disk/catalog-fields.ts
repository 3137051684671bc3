import { suggest } from '../../parameters/nearest.ts';

/** A file of the drive catalogue is wrong. */
export class CatalogError extends Error {
  constructor(file: string, path: string, message: string) {
    super(`drive catalogue, ${file}: ${path}: ${message}`);
    this.name = 'CatalogError';
  }
}

interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly whole?: true;
}

/** One map of a catalogue file; every field is checked when it is taken, and `end` complains of those that nobody took. */
export class Fields {
  readonly file: string;
  readonly path: string;
  readonly #values: { readonly [key: string]: unknown };
  readonly #taken = new Set<string>();
  readonly #known = new Set<string>();

  /** @throws CatalogError if `value` is not a map */
  constructor(file: string, path: string, value: unknown) {
    this.file = file;
    this.path = path;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.fail('', 'expected fields with values');
    this.#values = value as { readonly [key: string]: unknown };
  }

  has(key: string): boolean {
    this.#known.add(key);
    return this.#values[key] !== undefined;
  }

  text(key: string): string {
    const value = this.#take(key);
    if (typeof value !== 'string' || value.trim() === '') this.fail(key, `expected a text, found ${shown(value)}`);
    return value;
  }

  word<W extends string>(key: string, words: readonly W[]): W {
    const value = this.#take(key);
    const word = words.find((known) => known === value);
    if (word === undefined) this.fail(key, `expected ${words.join(', ')}, found ${shown(value)}`);
    return word;
  }

  number(key: string, limits: Limits = {}): number {
    return this.#check(key, this.#take(key), limits);
  }

  numberOr(key: string, missing: number, limits: Limits = {}): number {
    return this.has(key) ? this.number(key, limits) : missing;
  }

  flag(key: string): boolean {
    if (!this.has(key)) return false;
    const value = this.#take(key);
    if (typeof value !== 'boolean') this.fail(key, `expected true or false, found ${shown(value)}`);
    return value;
  }

  numbers(key: string, limits: Limits = {}): number[] {
    return this.#list(key).map((value, i) => this.#check(`${key}[${i}]`, value, limits));
  }

  pair(key: string, limits: Limits = {}): readonly [number, number] {
    const list = this.numbers(key, limits);
    if (list.length !== 2) this.fail(key, `expected two numbers, found ${list.length}`);
    return [list[0]!, list[1]!];
  }

  pairs(key: string): (readonly [number, number])[] {
    return this.#list(key).map((value, i) => {
      const at = `${key}[${i}]`;
      if (!Array.isArray(value) || value.length !== 2) this.fail(at, `expected two numbers, found ${shown(value)}`);
      return [this.#check(at, value[0], {}), this.#check(at, value[1], {})] as const;
    });
  }

  map(key: string): Fields {
    return new Fields(this.file, this.#pathOf(key), this.#take(key));
  }

  maps(key: string): Fields[] {
    return this.#list(key).map((value, i) => new Fields(this.file, `${this.#pathOf(key)}[${i}]`, value));
  }

  /** All fields, each a text. */
  texts(): [key: string, text: string][] {
    return Object.keys(this.#values).map((key) => [key, this.text(key)]);
  }

  /** The field is written somewhere in this map: `a.b` means field b of map a. */
  hasPath(path: string): boolean {
    let value: unknown = this.#values;
    for (const key of path.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
      value = (value as { readonly [key: string]: unknown })[key];
    }
    return true;
  }

  /** @throws CatalogError if a field is left over */
  end(): void {
    for (const key of Object.keys(this.#values)) {
      if (!this.#taken.has(key)) this.fail(key, `no such field; ${suggest(key, this.#known)}`);
    }
  }

  fail(key: string, message: string): never {
    throw new CatalogError(this.file, this.#pathOf(key) || 'the file', message);
  }

  #take(key: string): unknown {
    this.#known.add(key);
    this.#taken.add(key);
    const value = this.#values[key];
    if (value === undefined || value === null) this.fail(key, 'missing');
    return value;
  }

  #list(key: string): readonly unknown[] {
    const value = this.#take(key);
    if (!Array.isArray(value)) this.fail(key, `expected a list, found ${shown(value)}`);
    return value;
  }

  #check(key: string, value: unknown, { min = 0, max = Number.MAX_SAFE_INTEGER, whole }: Limits): number {
    const wanted = whole ? 'a whole number' : 'a number';
    if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
      this.fail(key, `expected ${wanted}, found ${shown(value)}`);
    }
    if (value < min || value > max) this.fail(key, `expected ${wanted} from ${min} to ${max}, found ${value}`);
    return value;
  }

  #pathOf(key: string): string {
    return this.path === '' || key === '' ? this.path + key : `${this.path}.${key}`;
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? 'a list or a map' : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

import { parseClock } from './clock.ts';
import { expectation, formatValue, isQuantity } from './describe.ts';
import type { Mark } from './mark.ts';
import { suggest } from './nearest.ts';
import type { Parameter, Weighted } from './parameter.ts';
import { type Parsed, parseQuantity } from './quantity.ts';
import { found, type Place, type Raw } from './raw.ts';
import { type Pair, parseLimit, parseMix, parseProfile, parseSkew } from './structured.ts';

/** What reading a value takes from the scenario around it. */
export interface ReadContext {
  report(place: Place, message: string): void;
  /** Notes a value that was not written but filled in. */
  assume(path: string, value: string, evidence: { readonly tag: Parameter['tag']; readonly source: string }): void;
  /** Whether the name may stand there; reports it if not. */
  name(name: string, parameter: Parameter, path: string, place: Place): boolean;
  /** A mark; undefined after a report. */
  mark(raw: Raw, path: string): Mark | undefined;
}

/** Says that something is part of the language, but not of this version. */
export const NOT_YET = 'not supported yet in this version';

/**
 * Reads one value of any type but map and entries.
 * @returns the value in its canonical form; undefined after an issue was reported
 */
export function readValue(raw: Raw, parameter: Parameter, path: string, context: ReadContext): unknown {
  if (parameter.type === 'mark') return context.mark(raw, path);
  if (parameter.type === 'name' || parameter.type === 'names') return readNames(raw, parameter, path, context);
  const parsed = parse(raw, parameter);
  if ('value' in parsed) {
    const outside = outOfRange(parsed.value, parameter);
    if (outside === null) return parameter.floorTo === undefined ? parsed.value : floorTo(parsed.value as number, parameter.floorTo);
    context.report(raw.place, `${path}: ${found(raw)} ${outside}${meantBinary(raw, parameter)}`);
    return undefined;
  }
  const reason = parsed.error === '' ? '' : `: ${parsed.error}`;
  context.report(
    raw.place,
    parsed.error.startsWith(NOT_YET)
      ? `${path}: ${found(raw)} is ${parsed.error}`
      : `${path}: expected ${expectation(parameter)}, found ${found(raw)}${reason}`,
  );
  return undefined;
}

/** The type is told from the value alone, without names and marks. */
function parse(raw: Raw, parameter: Parameter): Parsed<unknown> {
  const { type } = parameter;
  if (type === 'mix' && raw.is === 'map') return withPairs(raw, parseMix);
  if (type === 'profile') return raw.is === 'map' ? withPairs(raw, parseProfile) : { error: '' };
  if (raw.is !== 'scalar') return { error: '' };
  const text = raw.text.trim();
  if (isQuantity(type)) return parseQuantity(text, type);
  switch (type) {
    case 'word':
      return parseWord(text, parameter);
    case 'amount':
      return text === 'all' ? { value: 'all' } : parseQuantity(text, 'size');
    case 'mix': {
      const size = parseQuantity(text, 'size');
      return 'error' in size ? size : { value: [{ value: size.value, weight: 1 }] };
    }
    case 'skew':
      return parseSkew(text);
    case 'clock':
      return parseClock(text);
    case 'limit':
      return parseLimit(text);
    default:
      return parseText(text, parameter);
  }
}

function withPairs<T>(raw: Raw & { is: 'map' }, read: (pairs: readonly Pair[]) => Parsed<T>): Parsed<T> {
  const pairs: Pair[] = [];
  for (const { key, value } of raw.entries) {
    if (value.is !== 'scalar') return { error: `\`${key}\` has ${found(value)}` };
    pairs.push([key, value.text]);
  }
  return read(pairs);
}

function parseWord(text: string, parameter: Parameter): Parsed<string> {
  const words = parameter.words ?? [];
  if (words.includes(text)) return { value: text };
  if (parameter.later !== undefined && new RegExp(parameter.later).test(text)) return { error: NOT_YET };
  const meant = suggest(text, words);
  return { error: meant.startsWith('did') ? meant : '' };
}

function parseText(text: string, parameter: Parameter): Parsed<string> {
  if (text === '') return { error: '' };
  if (text.length > 10_000) return { error: 'it is longer than 10,000 characters' };
  if (parameter.pattern === undefined || new RegExp(parameter.pattern).test(text)) return { value: text };
  return { error: `it must look like ${parameter.example ?? parameter.default ?? parameter.pattern}` };
}

function outOfRange(value: unknown, parameter: Parameter): string | null {
  const { range, multiple, type } = parameter;
  const numbers = type === 'mix' ? (value as readonly Weighted[]).map((part) => part.value) : typeof value === 'number' ? [value] : [];
  const unit = type === 'mix' || type === 'amount' ? 'size' : type;
  for (const number of numbers) {
    if (range !== undefined && number < range[0]) return `is below ${formatValue(range[0], unit)}, the least allowed`;
    if (range !== undefined && number > range[1]) return `is above ${formatValue(range[1], unit)}, the most allowed`;
    if (multiple !== undefined && number % multiple !== 0) return `is not a multiple of ${formatValue(multiple, unit)}`;
  }
  return null;
}

/** Sizes in powers of ten are rarely whole blocks. */
function meantBinary(raw: Raw, { multiple = 1 }: Parameter): string {
  const [, number, prefix] = (raw.is === 'scalar' && /^(\d+)\s*([kMGT])B$/.exec(raw.text.trim())) || [];
  const bytes = Number(number) * { k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[(prefix ?? 'k') as 'k'];
  return prefix === undefined || bytes % multiple === 0 ? '' : `: did you mean ${number} ${prefix.toUpperCase()}iB?`;
}

function floorTo(value: number, multiple: number): number {
  return value - (value % multiple);
}

function readNames(raw: Raw, parameter: Parameter, path: string, context: ReadContext): unknown {
  const items = raw.is === 'list' && parameter.type === 'names' ? raw.items : [raw];
  const names: string[] = [];
  let wrong = false;
  for (const item of items) {
    if (item.is !== 'scalar' || item.text === '') {
      context.report(item.place, `${path}: expected ${expectation(parameter)}, found ${found(item)}`);
      wrong = true;
    } else if (names.includes(item.text)) {
      context.report(item.place, `${path}: \`${item.text}\` is there twice`);
      wrong = true;
    } else if (context.name(item.text, parameter, path, item.place)) names.push(item.text);
    else wrong = true;
  }
  if (wrong) return undefined;
  if (parameter.type === 'name') return names[0];
  const least = parameter.atLeast ?? 1;
  if (names.length >= least) return names;
  context.report(raw.place, `${path}: at least ${least} ${least === 1 ? 'name is' : 'names are'} needed`);
  return undefined;
}

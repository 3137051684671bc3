import { formatClock } from './clock.ts';
import { formatQuantity } from './format.ts';
import type { ClockTime, Limit, Parameter, ParameterType, QuantityType, Skew, TimeOfDay, Weighted } from './parameter.ts';
import { UNITS, WRITTEN } from './units.ts';

/** How a value of each type that is not a quantity is written. */
const OTHERS: { readonly [T in Exclude<ParameterType, QuantityType>]: { readonly name: string; readonly like: readonly string[] } } = {
  word: { name: 'a word', like: [] },
  text: { name: 'a text', like: [] },
  name: { name: 'a name', like: [] },
  names: { name: 'a name or a list of names', like: ['[east, west]'] },
  amount: { name: 'a size or all', like: ['1.5 TB', 'all'] },
  mix: { name: 'a size or a mix of sizes', like: ['8 KiB', '{4 KiB: 70 %, 64 KiB: 30 %}'] },
  skew: { name: 'a skew', like: ['80 % on 10 %'] },
  profile: { name: 'a map from times of day to fractions', like: ['{08:00: 100 %, 18:00: 20 %}'] },
  mark: { name: 'a mark', like: ['22:00', 'start + 10 min', 'dsa.done'] },
  clock: { name: 'a time', like: ['2026-01-14 09:00', '09:00'] },
  limit: { name: 'a limit', like: ['12 ms', '130 % of twin'] },
  map: { name: 'a map', like: [] },
  entries: { name: 'a map from names to maps', like: [] },
};

export function isQuantity(type: ParameterType): type is QuantityType {
  return type in UNITS;
}

/** Examples of how a value is written. */
export function likeOf({ type }: Parameter): readonly string[] {
  return (isQuantity(type) ? WRITTEN[type] : OTHERS[type]).like;
}

/** `a duration such as 8 ms or 8 us`, `one of: none, dcd`: what a message expects. */
export function expectation(parameter: Parameter): string {
  const { type, words = [] } = parameter;
  if (type === 'word') return `one of: ${words.join(', ')}`;
  const { name } = isQuantity(type) ? WRITTEN[type] : OTHERS[type];
  const like = likeOf(parameter);
  return like.length === 0 ? name : `${name} such as ${like.slice(0, 2).join(' or ')}`;
}

/** A value as text, as it could be written in a scenario: for assumptions and the reference. */
export function formatValue(value: unknown, type: ParameterType): string {
  if (isQuantity(type)) return formatQuantity(value as number, type);
  switch (type) {
    case 'names':
      return `[${(value as readonly string[]).join(', ')}]`;
    case 'amount':
      return value === 'all' ? 'all' : formatQuantity(value as number, 'size');
    case 'mix':
      return formatMix(value as readonly Weighted[]);
    case 'skew': {
      const { share, space } = value as Skew;
      return `${formatQuantity(share, 'fraction')} on ${formatQuantity(space, 'fraction')}`;
    }
    case 'profile': {
      const parts = (value as readonly TimeOfDay[]).map(
        ({ clock, fraction }) => `${formatClock({ day: null, clock })}: ${formatQuantity(fraction, 'fraction')}`,
      );
      return `{${parts.join(', ')}}`;
    }
    case 'clock':
      return formatClock(value as ClockTime);
    case 'limit':
      return formatLimit(value as Limit);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

function formatMix(mix: readonly Weighted[]): string {
  if (mix.length === 1) return formatQuantity(mix[0]!.value, 'size');
  return `{${mix.map(({ value, weight }) => `${formatQuantity(value, 'size')}: ${formatQuantity(weight, 'fraction')}`).join(', ')}}`;
}

function formatLimit(limit: Limit): string {
  return 'ofTwin' in limit ? `${formatQuantity(limit.ofTwin, 'fraction')} of twin` : formatQuantity(limit.value, limit.type);
}

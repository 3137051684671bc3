import type { QuantityType } from './parameter.ts';
import { explainUnit, UNITS, type Unit, WHOLE, WRITTEN } from './units.ts';

/** A value, or why there is none. */
export type Parsed<T> = { readonly value: T } | { readonly error: string };

const NUMBER = /^(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?/;

/**
 * Reads a quantity: `20 s`, `3 h 10 min`, `64 KiB`, `70 Mb/s`. Decimals are exact: the number is scaled in whole
 * numbers and rounded once at the end (to whole nanoseconds and bytes, halves up; otherwise to the nearest double).
 * @returns the value in the canonical unit of the type, or the reason why the text is none
 */
export function parseQuantity(text: string, type: QuantityType): Parsed<number> {
  const trimmed = text.trim();
  if (trimmed === '') return { error: 'nothing is written' };
  if (trimmed.includes('..')) return { error: 'a range of values is not supported yet in this version' };
  if (/^[-\u2212]\s*[\d.]/.test(trimmed)) return { error: 'it cannot be negative' };
  if (/\d[,_'\u2019]\d/.test(trimmed)) return { error: 'numbers are written without separators, the decimal sign is a point' };
  const parts = split(trimmed);
  if (parts === null) return { error: /^\d/.test(trimmed) ? 'it is not a number and a unit' : 'it does not begin with a number' };
  if (parts.length > 1 && type !== 'duration') return { error: 'only durations may be sums' };
  let sum = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const unit = unitOf(part, type);
    if ('error' in unit) return unit;
    if (unit.value.times >= last) return { error: 'in a sum the larger unit comes first, each once' };
    last = unit.value.times;
    const value = scale(part, unit.value, WHOLE.has(type) && type !== 'count');
    if ('error' in value) return value;
    sum += value.value;
  }
  return inRange(sum, type);
}

interface Part {
  readonly digits: string;
  /** Power of ten by which the digits are multiplied. */
  readonly exponent: number;
  readonly unit: string;
}

function split(text: string): Part[] | null {
  const parts: Part[] = [];
  let rest = text;
  while (rest !== '') {
    const number = NUMBER.exec(rest);
    if (number === null) return null;
    const [all, whole = '', decimals = '', exponent = '0'] = number;
    rest = rest.slice(all.length).trimStart();
    const unit = /^[^\d\s]\S*/.exec(rest)?.[0] ?? '';
    if (unit === '' && rest !== '') return null;
    rest = rest.slice(unit.length).trimStart();
    parts.push({ digits: whole + decimals, exponent: Number(exponent) - decimals.length, unit });
  }
  return parts;
}

function unitOf(part: Part, type: QuantityType): Parsed<Unit> {
  const units = UNITS[type];
  const unit = Object.hasOwn(units, part.unit) ? units[part.unit] : undefined;
  if (unit !== undefined) return { value: unit };
  if (part.unit !== '') return { error: explainUnit(part.unit, type) };
  if (Object.keys(units).length === 0) return { value: { times: 1 } };
  return { error: `a bare number: say which unit, e.g. ${examples(part, type)}` };
}

function examples(part: Part, type: QuantityType): string {
  const number = Number(`${part.digits}e${part.exponent}`);
  if (type === 'fraction' && number <= 1) return `${Number(`${part.digits}e${part.exponent + 2}`)} %`;
  const units = { ...WRITTEN, rate: { like: ['1 IOPS', '1 /s'] } }[type].like.slice(0, 2).map((like) => like.split(' ').at(-1));
  return units.map((unit) => `${number} ${unit}`).join(' or ');
}

function scale(part: Part, unit: Unit, whole: boolean): Parsed<number> {
  const digits = BigInt(part.digits) * BigInt(unit.times);
  const exponent = part.exponent + (unit.exponent ?? 0);
  if (!whole || exponent >= 0) return { value: Number(`${digits}e${exponent}`) / (unit.over ?? 1) };
  const divisor = 10n ** BigInt(-exponent);
  const rounded = (2n * digits + divisor) / (2n * divisor);
  if (rounded === 0n && digits > 0n) return { error: 'it is smaller than the smallest that can be told from 0' };
  return { value: Number(rounded) };
}

function inRange(value: number, type: QuantityType): Parsed<number> {
  if (!Number.isFinite(value)) return { error: 'it is too large' };
  if (!WHOLE.has(type)) return { value };
  if (type === 'count' && !Number.isInteger(value)) return { error: 'it must be whole' };
  if (Number.isSafeInteger(value)) return { value };
  return { error: type === 'duration' ? 'it is longer than 104 days, the exact range of the clock' : 'it is too large' };
}

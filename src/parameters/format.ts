import type { QuantityType } from './parameter.ts';
import { UNITS, WHOLE } from './units.ts';

/** Units that are tried for output, in order of preference. */
const SHOWN: { readonly [T in QuantityType]: readonly string[] } = {
  duration: ['d', 'h', 'min', 's', 'ms', 'us', 'ns'],
  size: ['TiB', 'GiB', 'MiB', 'KiB', 'TB', 'GB', 'MB', 'kB', 'blocks', 'cyl', 'B'],
  bandwidth: ['GB/s', 'MB/s', 'kB/s', 'B/s', 'GiB/s', 'MiB/s', 'KiB/s', 'Gb/s', 'Mb/s', 'kb/s'],
  rate: ['IOPS'],
  fraction: ['%'],
  distance: ['km', 'm'],
  speed: ['rpm'],
  count: [],
  number: [],
};

const ZERO: { readonly [type: string]: string } = { duration: 's', bandwidth: 'B/s' };

/** A longer number is not read: the value is rounded to four digits. */
const MAX_LENGTH = 6;

/**
 * A quantity for people: `1.5 GiB`, `62 km`, `3 h 10 min`. The unit is the one that needs the fewest
 * characters for the exact value; if that are more than six, the value is rounded to four digits. The same value always gives the same text, and the scenario check can read it.
 * @param value in the canonical unit of the type
 */
export function formatQuantity(value: number, type: QuantityType): string {
  if (!Number.isFinite(value)) return String(value);
  if (value < 0) return `-${formatQuantity(-value, type)}`;
  if (type === 'duration' && value >= 60e9 && value % 1e9 === 0) return clockParts(value / 1e9);
  const units = SHOWN[type];
  if (units.length === 0) return plain(value);
  if (value === 0) return `0 ${ZERO[type] ?? units.at(-1)}`;
  return shortest(value, type) ?? rounded(value, type);
}

/** The exact value in the unit that needs the fewest characters; undefined if that are too many. */
function shortest(value: number, type: QuantityType): string | undefined {
  const units = SHOWN[type];
  let best: string | undefined;
  let length = MAX_LENGTH + 1;
  for (const unit of units) {
    const scaled = inUnit(value, type, unit);
    if ((scaled < 1 && unit !== units.at(-1)) || (unit === 'blocks' && scaled === 1)) continue;
    const text = plain(scaled);
    if (text.length >= length || !sameAfterwards(value, Number(text), type, unit)) continue;
    best = `${text} ${unit}`;
    length = text.length;
  }
  return best;
}

function clockParts(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const) {
    const whole = Math.floor(rest / length);
    rest -= whole * length;
    if (whole > 0) parts.push(`${whole} ${unit}`);
  }
  return parts.join(' ');
}

function factorOf(type: QuantityType, unit: string): number {
  const { times, exponent = 0, over = 1 } = UNITS[type][unit]!;
  return Number(`${times}e${exponent}`) / over;
}

function inUnit(value: number, type: QuantityType, unit: string): number {
  const scaled = value / factorOf(type, unit);
  // 0.07 / 0.01 is 7.000000000000001: twelve digits are what a person can have meant.
  return Number(scaled.toPrecision(12));
}

function sameAfterwards(value: number, scaled: number, type: QuantityType, unit: string): boolean {
  const back = scaled * factorOf(type, unit);
  if (WHOLE.has(type)) return Math.round(back) === value;
  return Math.abs(back - value) <= value * 1e-12;
}

/** Without an exponent, without trailing zeros. */
function plain(value: number): string {
  if (value === 0) return '0';
  const text = String(value);
  if (!text.includes('e')) return text;
  return value >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(12).replace(/0+$/, '');
}

function rounded(value: number, type: QuantityType): string {
  if (type === 'duration' && value >= 60e9) return clockParts(Math.round(value / 1e9));
  const units = SHOWN[type].filter((unit) => !/i|^[kMG]?b|blocks|cyl/.test(unit) || unit === 'min');
  const unit = units.find((candidate) => inUnit(value, type, candidate) >= 1) ?? units.at(-1)!;
  return `${plain(Number(inUnit(value, type, unit).toPrecision(4)))} ${unit}`;
}

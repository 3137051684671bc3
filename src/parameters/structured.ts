import { parseClock } from './clock.ts';
import type { Limit, QuantityType, Skew, TimeOfDay, Weighted } from './parameter.ts';
import { type Parsed, parseQuantity } from './quantity.ts';
import { UNITS } from './units.ts';

/** A key and a value of a map, as texts. */
export type Pair = readonly [key: string, value: string];

/** Reads `80 % on 10 %`. */
export function parseSkew(text: string): Parsed<Skew> {
  const [share, space, ...rest] = text.split(/\s+on\s+/);
  if (share === undefined || space === undefined || rest.length > 0)
    return { error: 'write the share of the I/Os, `on`, the part of the space' };
  const parts = [parseQuantity(share, 'fraction'), parseQuantity(space, 'fraction')];
  for (const part of parts) if ('error' in part) return part;
  const [first, second] = parts.map((part) => (part as { value: number }).value) as [number, number];
  if (first <= 0 || first > 1 || second <= 0 || second >= 1)
    return { error: 'the share is above 0 % up to 100 %, the space between 0 % and 100 %' };
  return { value: { share: first, space: second } };
}

/** Reads the sizes of a mix with their shares; the shares must add up to 100 %. */
export function parseMix(pairs: readonly Pair[]): Parsed<readonly Weighted[]> {
  const mix: Weighted[] = [];
  for (const [key, text] of pairs) {
    const value = parseQuantity(key, 'size');
    if ('error' in value) return { error: `\`${key}\`: ${value.error}` };
    const weight = parseQuantity(text, 'fraction');
    if ('error' in weight) return { error: `\`${text}\`: ${weight.error}` };
    if (mix.some((other) => other.value === value.value)) return { error: `\`${key}\` is there twice` };
    if (weight.value > 0) mix.push({ value: value.value, weight: weight.value });
  }
  const sum = mix.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) > 1e-9) return { error: `the shares add up to ${Number((sum * 100).toPrecision(6))} %, not to 100 %` };
  return { value: mix };
}

/** Reads times of day with their fractions, sorted. */
export function parseProfile(pairs: readonly Pair[]): Parsed<readonly TimeOfDay[]> {
  const profile: TimeOfDay[] = [];
  for (const [key, text] of pairs) {
    const time = parseClock(key);
    if ('error' in time) return { error: `\`${key}\`: ${time.error}` };
    if (time.value.day !== null) return { error: `\`${key}\`: a time of day without a date` };
    const fraction = parseQuantity(text, 'fraction');
    if ('error' in fraction) return { error: `\`${text}\`: ${fraction.error}` };
    if (profile.some((other) => other.clock === time.value.clock)) return { error: `\`${key}\` is there twice` };
    profile.push({ clock: time.value.clock, fraction: fraction.value });
  }
  if (!profile.some(({ fraction }) => fraction > 0)) return { error: 'at least one fraction must be above 0 %' };
  return { value: profile.sort((a, b) => a.clock - b.clock) };
}

/** The types that a limit may have, told by the unit. */
const LIMITS: readonly QuantityType[] = ['duration', 'fraction', 'bandwidth', 'rate', 'size', 'number'];

/** Reads `12 ms`, `80 %`, `188 MB/s`, `130 % of twin`. */
export function parseLimit(text: string): Parsed<Limit> {
  const twin = /^(.*\S)\s+of\s+twin$/.exec(text.trim());
  if (twin !== null) {
    const factor = parseQuantity(twin[1]!, 'fraction');
    return 'error' in factor ? factor : { value: { ofTwin: factor.value } };
  }
  const unit = /[^\d.\s]\S*$/.exec(text.trim())?.[0] ?? '';
  const type = LIMITS.find((candidate) => Object.hasOwn(UNITS[candidate], unit)) ?? (unit === '' ? 'number' : 'duration');
  const value = parseQuantity(text, type);
  return 'error' in value ? value : { value: { value: value.value, type } };
}

import { flowText } from '../../parameters/flow.ts';
import { refuseName } from '../../parameters/name.ts';
import { found, type Place, type Raw, type RawMap } from '../../parameters/raw.ts';
import type { Setting } from '../overrides.ts';
import type { PointSettings } from './study.ts';

/** More points than this are no question any more. */
export const POINTS_AT_MOST = 500;

type Report = (place: Place, message: string) => void;

/** Named ways: `compare: {way: {path: value}}`. */
export function readCompare(block: Raw, place: Place, report: Report): PointSettings[] {
  const form = 'expected a map from ways to what each sets, such as {as-it-is: {}, faster: {links.wan.bandwidth: 1 Gb/s}}';
  if (!isFilled(block, `compare: ${form}`, place, report)) return [];
  if (block.entries.length > POINTS_AT_MOST) {
    report(place, `compare: ${block.entries.length} ways: ${POINTS_AT_MOST} points are the most allowed`);
    return [];
  }
  return block.entries.flatMap(({ key, place: at, value }) => {
    const refused = refuseName(key);
    if (refused !== null) report(at, `compare: \`${key}\` cannot be the name of a way: ${refused}`);
    // A way that sets nothing may be written without braces.
    const nothing = value.is === 'scalar' && value.text === '';
    if (!nothing && value.is !== 'map') {
      report(value.place, `compare.${key}: expected a map from paths to values, found ${found(value)}`);
      return [];
    }
    const settings =
      value.is === 'map' ? value.entries.map((entry): Setting => ({ path: entry.key, place: entry.place, value: entry.value })) : [];
    for (const one of settings) demandValue(one, report);
    return [{ name: key, settings }];
  });
}

/** All combinations: `vary: {path: [values]}`; the last path varies fastest. */
export function readVary(block: Raw, place: Place, report: Report): PointSettings[] {
  const form = 'expected a map from paths to lists of values, such as {links.wan.bandwidth: [500 Mb/s, 1 Gb/s]}';
  if (!isFilled(block, `vary: ${form}`, place, report)) return [];
  const choices = block.entries.map(({ key, place: at, value }) => choicesOf(key, at, value, report));
  const count = choices.reduce((product, values) => product * values.length, 1);
  if (count > POINTS_AT_MOST) {
    report(
      place,
      `vary: ${choices.map((values) => values.length).join(' x ')} combinations: ${POINTS_AT_MOST} points are the most allowed`,
    );
    return [];
  }
  let points: readonly Setting[][] = [[]];
  for (const values of choices) points = points.flatMap((before) => values.map((value) => [...before, value]));
  // What is the same for all tells no point apart.
  const telling = choices.some((values) => values.length > 1) ? choices.map((values) => values.length > 1) : choices.map(() => true);
  const nameOf = (settings: readonly Setting[]): string =>
    settings
      .filter((_, index) => telling[index])
      .map(({ value }) => flowText(value))
      .join(', ');
  return points.map((settings) => ({ name: nameOf(settings), settings }));
}

function choicesOf(path: string, place: Place, value: Raw, report: Report): Setting[] {
  if (value.is !== 'list' || value.items.length === 0) {
    report(
      value.place,
      `${path}: expected a list of values to try, such as [1, 2, 4], found ${value.is === 'list' ? 'an empty one' : found(value)}`,
    );
    return [];
  }
  const seen = new Set<string>();
  return value.items.map((item) => {
    const setting: Setting = { path, place: item.is === 'scalar' && item.text === '' ? place : item.place, value: item };
    demandValue(setting, report);
    const text = flowText(item);
    if (seen.has(text)) report(item.place, `${path}: ${found(item)} is listed twice`);
    seen.add(text);
    return { ...setting, place };
  });
}

function demandValue({ path, place, value }: Setting, report: Report): void {
  if (value.is === 'scalar' && value.text === '') report(place, `${path}: a value is missing`);
}

function isFilled(block: Raw, expected: string, place: Place, report: Report): block is RawMap {
  if (block.is === 'map' && block.entries.length > 0) return true;
  report(place, `${expected}, found ${block.is === 'map' ? 'an empty one' : found(block)}`);
  return false;
}

/**
 * What stands in a file, before anybody knows what it means: texts, lists and maps with their places. Numbers are
 * texts too: only the parameter that takes them says what they are.
 */

/** Where something stands: a stretch of one of the texts that were read. */
export interface Place {
  /** 0: the file. n: the n-th value set from outside. */
  readonly text: number;
  readonly start: number;
  readonly end: number;
}

interface RawScalar {
  readonly is: 'scalar';
  readonly text: string;
  readonly place: Place;
}
interface RawList {
  readonly is: 'list';
  readonly items: readonly Raw[];
  readonly place: Place;
}
export interface RawMap {
  readonly is: 'map';
  readonly entries: readonly RawEntry[];
  readonly place: Place;
}
export interface RawEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: Raw;
}
export type Raw = RawScalar | RawList | RawMap;

/** Something wrong, and where. */
export interface Issue {
  readonly place: Place;
  readonly message: string;
}

/** The value of a key; undefined if it is not there. */
export function entryOf(map: RawMap, key: string): RawEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** `a map`, `a list`, or the text in backquotes: for messages. */
export function found(raw: Raw): string {
  if (raw.is !== 'scalar') return `a ${raw.is}`;
  if (raw.text === '') return 'nothing';
  const line = raw.text.replace(/\s+/g, ' ').trim();
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}

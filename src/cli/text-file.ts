import { problemsOf } from '../scenario/problem.ts';
import type { Problem } from '../scenario/scenario.ts';

const EXPECTED = 'expected a text file in UTF-8';
/** What is looked at to tell UTF-16 from other data. */
const BEGINNING = 64;

/**
 * The text of a file, with its byte order mark if it has one.
 * @param name of the file, for messages
 * @returns the problem, at the first byte that is wrong, if it is no text in UTF-8
 */
export function decodeText(bytes: Uint8Array, name: string): { readonly text: string } | { readonly problem: Problem } {
  const encoding = utf16Of(bytes);
  if (encoding !== null) {
    const text = new TextDecoder(encoding).decode(bytes);
    return { problem: problemAt(0, `found UTF-16: ${saveAs('UTF-16')}`, { name, text }) };
  }
  const text = utf8Of(bytes, bytes.length, false);
  const nul = bytes.indexOf(0);
  if (text !== null && nul < 0) return { text };
  const right = text ?? longestRight(bytes);
  const at = text === null ? Buffer.byteLength(right) : bytes.length;
  if (nul >= 0 && nul < at) {
    const before = utf8Of(bytes, nul, true)!;
    const found = 'found a NUL character, which no text has: take it out, or name the file that was meant';
    return { problem: problemAt(before.length, found, { name, text: right }) };
  }
  const rest = Buffer.from(bytes.subarray(at)).toString('latin1');
  return { problem: problemAt(right.length, wrongByte(rest), { name, text: right + rest }) };
}

function problemAt(start: number, found: string, source: { readonly name: string; readonly text: string }): Problem {
  return problemsOf([{ place: { text: 0, start, end: start + 1 }, message: `${EXPECTED}, ${found}` }], [source])[0]!;
}

/** UTF-16 by its byte order mark or, without one, by the zeros between the characters of its first words. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const begin = bytes.subarray(0, Math.min(BEGINNING, bytes.length & ~1));
  if (begin.length < 4) return null;
  const zeros = (from: 0 | 1): boolean => begin.every((byte, at) => (byte === 0) === (at % 2 === from));
  if (zeros(1)) return 'utf-16le';
  return zeros(0) ? 'utf-16be' : null;
}

/** @returns null if the first bytes are not UTF-8 */
function utf8Of(bytes: Uint8Array, length: number, mayBreakOff: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), { stream: mayBreakOff });
  } catch {
    return null;
  }
}

/** The characters before the first byte that is wrong. */
function longestRight(bytes: Uint8Array): string {
  let [right, wrong] = [0, bytes.length + 1];
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    if (utf8Of(bytes, middle, true) === null) wrong = middle;
    else right = middle;
  }
  return utf8Of(bytes, right, true)!;
}

/** @param rest from the wrong byte on, as Latin-1 */
function wrongByte(rest: string): string {
  const code = rest.charCodeAt(0);
  const byte = `the byte ${code.toString(16).toUpperCase()}`;
  if (rest.includes('\0')) return `found ${byte} and binary data after it: name the file that was meant`;
  // Latin-1 has control characters from 80 to 9F, and Windows-1252 quotes and dashes.
  const meaning = code < 0xa0 ? '' : `, in Latin-1 ${rest[0]!}`;
  return `found ${byte}${meaning}: ${saveAs(code < 0xa0 ? 'WINDOWS-1252' : 'ISO-8859-1')}`;
}

function saveAs(from: string): string {
  return `save it as UTF-8 (in an editor, or by iconv -f ${from} -t UTF-8)`;
}

import { describe, expect, test } from 'vitest';
import { decodeText } from './text-file.ts';

const SCENARIO = 'scenario: x\nquestion: "Größe?"\nrun: {to: start + 1 h}\n';
const ADVICE = 'save it as UTF-8 (in an editor, or by iconv -f';

function problemOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes, 'a.yaml');
  if ('text' in decoded) return `text: ${decoded.text}`;
  const { file, line, column, message } = decoded.problem;
  return `${file}:${line}:${column} ${message}`;
}

/** Bytes of a text in UTF-16 with the higher byte first. */
function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('bytes that are no text in UTF-8', () => {
  test.each([
    [
      'UTF-16 with its mark',
      Buffer.from(`\ufeff${SCENARIO}`, 'utf16le'),
      `a.yaml:1:1 expected a text file in UTF-8, found UTF-16: ${ADVICE} UTF-16`,
    ],
    ['the other UTF-16 with its mark', bigEndian(`\ufeff${SCENARIO}`), 'a.yaml:1:1 expected a text file in UTF-8, found UTF-16: '],
    ['UTF-16 without', Buffer.from(SCENARIO, 'utf16le'), 'a.yaml:1:1 expected a text file in UTF-8, found UTF-16: '],
    ['the other UTF-16 without', bigEndian(SCENARIO), 'a.yaml:1:1 expected a text file in UTF-8, found UTF-16: '],
    [
      'Latin-1',
      Buffer.from(SCENARIO, 'latin1'),
      `a.yaml:2:14 expected a text file in UTF-8, found the byte F6, in Latin-1 ö: ${ADVICE} ISO-8859-1`,
    ],
    [
      'a dash of Windows',
      Buffer.from('a: 1 \x96 2', 'latin1'),
      `a.yaml:1:6 expected a text file in UTF-8, found the byte 96: ${ADVICE} WINDOWS-1252`,
    ],
    [
      'columns count characters, not bytes, those of the right ones before it',
      Buffer.concat([Buffer.from('a: "öäü€😀" # '), Buffer.from([0xe9])]),
      'a.yaml:1:15 expected a text file in UTF-8, found the byte E9, in Latin-1 é',
    ],
    [
      'a character that breaks off at the end',
      Buffer.from('a: ö').subarray(0, 4),
      'a.yaml:1:4 expected a text file in UTF-8, found the byte C3',
    ],
    [
      'NUL',
      Buffer.from('a: ö\nb: \0\n'),
      'a.yaml:2:4 expected a text file in UTF-8, found a NUL character, which no text has: take it out',
    ],
    ['NUL before another wrong byte', Buffer.from('a\0b\xe9', 'latin1'), 'a.yaml:1:2 expected a text file in UTF-8, found a NUL'],
    [
      'NUL after another wrong byte',
      Buffer.from('a\xe9b\0', 'latin1'),
      'a.yaml:1:2 expected a text file in UTF-8, found the byte E9 and binary data after it: name the file that was meant',
    ],
  ])('%s', (_what, bytes, message) => {
    expect(problemOf(bytes)).toContain(message);
  });

  test('the line is shown as it was meant', () => {
    const decoded = decodeText(Buffer.from(SCENARIO, 'latin1'), 'a.yaml');
    expect('problem' in decoded && decoded.problem.frame.split('\n').slice(1, 3)).toEqual([
      '> 2 | question: "Größe?"',
      '    |              ^',
    ]);
  });

  test('text is text, with its mark', () => {
    for (const text of ['', '\ufeff', 'a', 'ab', SCENARIO, `\ufeff${SCENARIO}`, '日本語\n'])
      expect(problemOf(Buffer.from(text))).toBe(`text: ${text}`);
  });
});

import { describe, expect, test } from 'vitest';
import { kindOfFile, neitherKind } from './kind-of-file.ts';

describe('what a file is meant to be', () => {
  test.each([
    ['scenario: x\nrun: {to: 1 h}\n', 'scenario'],
    ['scenario: x\n', 'scenario'],
    ['hosts: {}\n', 'scenario'],
    ['scenario: x.yaml\nhosts: {}\n', 'scenario'],
    ['scenario: x\nrun: {to: 1 h}\ncompare: {a: {}}\n', 'scenario'],
    ['study: x\n', 'study'],
    ['study: x\nrun: {to: 1 h}\n', 'study'],
    ['scenario: x\nvary: {a: [1]}\n', 'study'],
    ['compare: {a: {}}\n', 'study'],
    // Neither study, compare nor vary: by its other words, by the file that it names, by a misspelt word.
    ['scenario: x\nreplications: 5\n', 'study'],
    ['scenario: x\nseek: {a: b}\n', 'study'],
    ['\ufeffscenario: ../x.YAML\n', 'study'],
    ['scenario: x\ncomparison: {a: {}}\n', 'study'],
    ['question: why?\n', null],
    ['report: {author: me}\n', null],
    ['name: x\nsteps: [1]\n', null],
    ['', null],
    ['- a\n', null],
  ])('%j: %s', (text, kind) => {
    expect(kindOfFile(text)).toBe(kind);
  });
});

describe('a file that is neither scenario nor study', () => {
  const shown = (text: string): string[] => neitherKind(text, 'a.yaml').map(({ line, column, message }) => `${line}:${column} ${message}`);

  test('is told what either needs, and which words are nearly right', () => {
    expect(shown('# mine\nsenario: x\nsteps: [1]\nrnu: {to: 1 h}\n')).toEqual([
      '2:1 neither a scenario nor a study: a scenario has `scenario: name` and `run: {to: mark}`, a study has `study: name`, `scenario: file` and one of `compare` and `vary`',
      '2:1 unknown word `senario`: did you mean scenario?',
      '4:1 unknown word `rnu`: did you mean run?',
    ]);
  });

  test('is not one that is empty or no map, nor a scenario or study with mistakes', () => {
    for (const text of ['', '# x\n', '- a\n', 'hello\n', 'scenario: x\nfoo: 1\n', 'study: x\n']) expect(shown(text)).toEqual([]);
  });
});

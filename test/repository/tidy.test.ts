import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

/** Layers from the bottom up: a file may import from its own layer and from those below. */
const LAYERS = [
  ['parameters', 'kernel'],
  ['statistics'],
  ['storage'],
  ['devices'],
  ['copy'],
  ['audit'],
  ['metrics'],
  ['scenario'],
  ['simulation'],
  ['study'],
  ['report'],
  ['cli'],
];

/** What may not be used in the model, and what to use instead. */
const BANNED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bMath\.random\b/, 'a named stream of RandomStreams (src/kernel/random.ts)'],
  [/\bDate\b(?!')/, 'kernel.now'],
  [/\bperformance\.now\b|\bprocess\.hrtime\b/, 'kernel.now'],
  [/\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b/, 'kernel.after'],
  [/\basync\b|\bawait\b|\bPromise\b/, 'a step machine or a generator process'],
  [/\blocaleCompare\b|\btoLocale\w+/, 'comparison with < and >'],
  [
    /\bMath\.(pow|exp|expm1|log|log1p|log2|log10|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|cbrt|hypot)\b|\*\*(?![/*])/,
    'src/kernel/elementary.ts',
  ],
];
const MODEL = ['kernel', 'statistics', 'storage', 'devices', 'copy', 'audit', 'metrics', 'simulation', 'study'];

/** Files that read catalogues or traces from the disk; the rest of the model runs in a browser too. */
const MAY_READ_FILES = ['src/devices/load-catalogue.ts', 'src/devices/disk/catalog.ts', 'src/simulation/trace-files.ts'];

const CAP = 250;
const CAP_OF_MODELS = 300;
const MEDIAN = 90;
const FUNCTION_CAP = 60;

const files = sourceFiles('src');
// Helpers of tests live in folders named testing.
const code = files.filter(({ path }) => !path.endsWith('.test.ts') && !path.includes('/testing/'));
const folderOf = (path: string): string => path.split('/')[1] ?? '';
const layerOf = (path: string): number => LAYERS.findIndex((layer) => layer.includes(folderOf(path)));
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

function longFunctions(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const [first, last] = [lineOf(node.getStart()), lineOf(node.getEnd())];
    if (ts.isFunctionLike(node) && 'body' in node && last - first + 1 > FUNCTION_CAP)
      found.push(`${path}:${first}: ${last - first + 1} lines`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the repository is tidy', () => {
  it('knows every folder of src as a layer', () => {
    expect(code.length).toBeGreaterThan(50);
    expect(code.filter(({ path }) => layerOf(path) < 0).map(({ path }) => path)).toEqual([]);
  });

  it('imports point downwards only', () => {
    const upwards = code.flatMap(({ path, imports }) =>
      imports
        .filter((target) => layerOf(target) > layerOf(path) || (layerOf(target) === layerOf(path) && folderOf(target) !== folderOf(path)))
        .map((target) => `${path} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it('no banned call in the model', () => {
    const found = code
      .filter(({ path }) => MODEL.includes(folderOf(path)))
      .flatMap(({ path, text }) =>
        BANNED.filter(([pattern]) => pattern.test(withoutComments(text))).map(
          ([pattern, instead]) => `${path}: ${pattern} - use ${instead}`,
        ),
      );
    expect(found).toEqual([]);
  });

  it('the model imports nothing of Node, save where files are read', () => {
    const found = code
      .filter(({ path, text }) => MODEL.includes(folderOf(path)) && !MAY_READ_FILES.includes(path) && /from 'node:/.test(text))
      .map(({ path }) => path);
    expect(found).toEqual([]);
  });

  it(`no file is longer than ${CAP} lines (models ${CAP_OF_MODELS}), the median is at most ${MEDIAN}`, () => {
    const long = code.filter(({ path, lines }) => lines.length > (path.startsWith('src/copy/models/') ? CAP_OF_MODELS : CAP));
    expect(long.map(({ path, lines }) => `${path}: ${lines.length}`)).toEqual([]);
    const lengths = code.map(({ lines }) => lines.length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(MEDIAN);
  });

  it(`no function is longer than ${FUNCTION_CAP} lines`, () => {
    expect(code.flatMap(({ path, text }) => longFunctions(path, text))).toEqual([]);
  });

  it('no unfinished marks, no skipped or focused tests without a reason', () => {
    const marks = /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(only|todo)\b/;
    const all = [...files, ...sourceFiles('test')].filter(({ path }) => path !== 'test/repository/tidy.test.ts');
    expect(all.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './source-files.ts';

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

const FOLDER = join(ROOT, 'notebooks');
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.ipynb'));
const cellsOf = (name: string): readonly Cell[] => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')).cells;

/** Runs cells as a notebook does: what the last line of a cell is, is shown; pictures must be XML. */
const HARNESS = `
import ast, json, sys, xml.etree.ElementTree
scope = {}
for source in json.load(open(sys.argv[1], encoding='utf-8')):
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), 'cell', 'exec'), scope)
    shown = None if last is None else eval(compile(ast.Expression(last.value), 'cell', 'eval'), scope)
    if hasattr(shown, '_repr_svg_'):
        root = xml.etree.ElementTree.fromstring(shown._repr_svg_())
        print('picture of', len(root), 'parts')
`;

const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import ast']).status === 0);

describe.each(NAMES)('notebooks/%s', (name) => {
  it('is a notebook without results in it', () => {
    const cells = cellsOf(name);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    for (const { cell_type, outputs, execution_count, source } of cells) {
      expect(source.length).toBeGreaterThan(0);
      if (cell_type === 'code') expect({ outputs, execution_count }).toEqual({ outputs: [], execution_count: null });
    }
  });

  describe('its cells', () => {
    let root: string;
    const copyfence = (...words: string[]) => execFileSync(process.execPath, [join(ROOT, 'bin/copyfence.js'), ...words], { stdio: 'pipe' });
    const shown = (run: string, study: string) => {
      const cells = cellsOf(name).filter(({ cell_type }) => cell_type === 'code');
      writeFileSync(join(root, 'cells.json'), JSON.stringify(cells.map(({ source }) => source.join(''))));
      const env = { ...process.env, COPYFENCE_RUN: join(root, run), COPYFENCE_STUDY: join(root, study) };
      return spawnSync(python!, ['-c', HARNESS, join(root, 'cells.json')], { env, encoding: 'utf8', cwd: FOLDER });
    };

    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), 'copyfence-'));
      const scenario = join(ROOT, 'scenarios/naive-mirror.yaml');
      copyfence('run', scenario, '--replications', '1', '--quiet', '--out', join(root, 'run'));
      const study = `study: rates\nscenario: ${scenario}\nreplications: 2\nvary: {workloads.orders.rate: [2 IOPS, 20 IOPS]}\n`;
      writeFileSync(join(root, 'rates.study.yaml'), study);
      copyfence('study', join(root, 'rates.study.yaml'), '--quiet', '--out', join(root, 'study'));
    }, 60_000);
    afterAll(() => rmSync(root, { recursive: true }));

    // Without Python nobody opens a Python notebook on this machine either.
    it.skipIf(python === undefined)('read a run and a study, and draw them', () => {
      const { status, stdout, stderr } = shown('run', 'study');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^workload +phase +mean +twin/);
      expect(stdout).toMatch(/\norders +during +\d+\.\d\d +\d+\.\d\d/);
      expect(stdout).toMatch(/pair\.duration\.total in min, against workloads\.orders\.rate\n +2 .*\n +20 /);
      expect(stdout.match(/picture of \d\d+ parts/g)).toHaveLength(2);
    });

    it.skipIf(python === undefined)('say what is missing', () => {
      expect(shown('nothing', 'study').stderr).toContain('summary.csv is not there: run Copyfence first');
    });
  });
});

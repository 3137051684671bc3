import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './source-files.ts';

const named = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
const page = readFileSync(join(ROOT, 'docs/scenarios.md'), 'utf8');
const listed = (folder: string, ending: string): string[] =>
  [...page.matchAll(/^\| \[([^\]]+)\]\(\.\.\/(\S+)\) \|/gm)]
    .filter(([, name, path]) => path === `${folder}/${name}${ending}`)
    .map(([, name]) => name!)
    .sort();

describe('shipped scenarios', () => {
  it('stand in docs/scenarios.md, and so do studies', () => {
    expect(listed('scenarios', '.yaml')).toEqual(named('scenarios', '.yaml'));
    expect(listed('scenarios/studies', '.study.yaml')).toEqual(named('scenarios/studies', '.study.yaml'));
  });

  it('have a fingerprint, in the order of their names', () => {
    const lines = readFileSync(join(ROOT, 'test/fingerprints.txt'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/ [0-9a-f]{16}$/, ''))).toEqual(named('scenarios', '.yaml'));
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { models } from '../../src/copy/models/index.ts';
import { driveNames } from '../../src/devices/disk/catalog.ts';
import { loadCatalogue } from '../../src/devices/load-catalogue.ts';
import { readStudy } from '../../src/scenario/study/read-study.ts';
import { parsed } from '../helpers/scenarios.ts';
import { ROOT } from './source-files.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

const snippets = (language: string): { page: string; text: string }[] =>
  PAGES.flatMap((page) =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => ({
      page,
      text: text!,
    })),
  );

/** A whole scenario around a piece of one: what the pages take for granted. */
const AROUND = `
scenario: snippet
run: {from: 07:00, to: 23:00}
arrays:
  hsj-east: {preset: hsj50, site: east}
  hsj-west: {preset: hsj50, site: west}
links:
  isl: {preset: fddi, between: [east, west]}
hosts:
  vms: {preset: openvms-7.3, site: east}
volumes:
  dga-east: {pool: hsj-east}
  dga-west: {pool: hsj-west}
`;
const PARTS: readonly (readonly [block: string, text: string])[] = [
  ['workloads', 'workloads:\n  web: {host: vms, volumes: dsa, rate: 4 IOPS}\n  batch: {host: vms, volumes: dsa, streams: 1, work: 1 MB}\n'],
  ['copies', 'copies:\n  dsa: {kind: shadow-set, members: [dga-east, dga-west]}\n'],
  ['timeline', 'timeline:\n  remount: {at: 09:30, do: mount dsa, member: dga-west}\n'],
];

/** A study is taken to stand among the shipped ones. */
function problemsOfStudy(text: string, page: string): readonly string[] {
  const load = (file: string) => ({ file, text: readFileSync(join(ROOT, 'scenarios/studies', file), 'utf8') });
  const read = readStudy(text, { file: page, set: [], models, catalogue: loadCatalogue(driveNames()), load });
  return 'problems' in read ? read.problems.map(({ message }) => message) : [];
}

describe('snippets in the documentation', () => {
  for (const [index, { page, text }] of snippets('yaml').entries()) {
    it(`${page}, scenario ${index + 1} is right`, () => {
      const blocks = Object.keys(parse(text) as object);
      if (blocks.includes('study')) return expect(problemsOfStudy(text, page)).toEqual([]);
      // The language wants its blocks in order: a piece stands where it belongs.
      const whole = blocks.includes('scenario')
        ? text
        : AROUND +
          PARTS.map(([block, part]) => (blocks.includes(block) ? text : part)).join('') +
          (PARTS.some(([block]) => blocks.includes(block)) ? '' : text);
      expect(parsed(whole, page).scenario).toBeTruthy();
    });
  }

  const folder = mkdtempSync(join(tmpdir(), 'copyfence-'));
  beforeAll(() => symlinkSync(join(ROOT, 'scenarios'), join(folder, 'scenarios')));
  afterAll(() => rmSync(folder, { recursive: true }));
  const commands = snippets('sh').flatMap(({ page, text }) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('npx copyfence '))
      .map((line) => ({ page, line })),
  );
  for (const { page, line } of commands) {
    it(`${page}: ${line}`, () => {
      const args = line.slice('npx copyfence '.length).split(' ');
      // Throws for every exit code but 0.
      expect(() => execFileSync(process.execPath, [join(ROOT, 'bin/copyfence.js'), ...args], { cwd: folder, stdio: 'pipe' })).not.toThrow();
    });
  }

  it('there are some', () => {
    expect(snippets('yaml').length).toBeGreaterThan(3);
    expect(commands.length).toBeGreaterThan(3);
  });
});

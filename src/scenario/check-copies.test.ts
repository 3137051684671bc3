import { expect, test } from 'vitest';
import { models } from '../copy/models/index.ts';
import { driveNames } from '../devices/disk/catalog.ts';
import { loadCatalogue } from '../devices/load-catalogue.ts';
import { readScenario } from './read.ts';

const catalogue = loadCatalogue(driveNames());

/** What is wrong with a scenario in which some lines are replaced. */
function wrong(replaced: { readonly [line: string]: string } = {}): string[] {
  const lines = {
    arrays: 'ds: {preset: ds8300, pools: {p: {raid: raid5 7+1}}}, xp: {preset: xp24000}, plain: {drive: rz26}',
    hosts: 'db: {preset: linux}',
    volumes:
      'prod: {size: 10 GiB, pool: ds.p}, flash: {size: 10 GiB, pool: ds.p}, small: {size: 1 GiB, pool: ds.p}, far: {size: 10 GiB, pool: xp}, dua: {pool: plain}',
    workloads: 'load: {volumes: prod, rate: 1 IOPS}',
    copies: 'fc: {kind: flashcopy, source: prod, target: flash}',
    ...replaced,
  };
  const blocks = Object.entries(lines).map(([block, entries]) => `${block}: {${entries}}`);
  const result = readScenario(['scenario: s', 'run: {to: start + 1 s}', ...blocks].join('\n'), { file: 's', models, catalogue });
  return 'problems' in result ? result.problems.map(({ message }) => message) : [];
}

test.each<[string, { readonly [line: string]: string }, string[]]>([
  ['nothing', {}, []],
  [
    'a FlashCopy of drives',
    { copies: 'fc: {kind: flashcopy, source: dua, target: flash}' },
    ['copies.fc: dua lies in plain, an array without `cache`: no place for a flashcopy'],
  ],
  [
    'a shadow set in an array with a cache',
    { copies: 'dsa: {kind: shadow-set, members: prod}' },
    ['copies.dsa: prod lies in ds, an array with `cache`: no place for a shadow-set'],
  ],
  ['two arrays', { copies: 'fc: {kind: flashcopy, source: prod, target: far}' }, ['copies.fc: prod and far lie in different arrays']],
  [
    'a target that is too small',
    { copies: 'fc: {kind: flashcopy, source: prod, target: small}' },
    ['copies.fc: small is smaller than prod'],
  ],
  [
    'one volume twice',
    { copies: 'fc: {kind: flashcopy, source: prod, target: prod}' },
    ['copies.fc: source and target are the same volume'],
  ],
  [
    'a workload on the copy',
    { workloads: 'load: {volumes: fc, rate: 1 IOPS}' },
    ['workloads.load.volumes: hosts do not use fc, a flashcopy, but its volumes'],
  ],
])('%s', (_what, replaced, messages) => {
  expect(wrong(replaced)).toEqual(messages);
});

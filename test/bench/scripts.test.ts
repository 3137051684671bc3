import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (script: string, ...args: string[]): string =>
  execFileSync(process.execPath, [`bench/${script}`, ...args], { cwd: root, encoding: 'utf8' });

/** What they count, not how long it takes. */
it('the benchmark of journal writes counts the events of a write', () => {
  expect(run('journal-write.mjs', '500')).toMatch(/plain write +\d+ ns, 1\.\d\d events\n +journal write +\d+ ns, [3-4]\.\d\d events/);
}, 60_000);

it('the benchmark of FlashCopy writes counts 9 disk operations for 4', () => {
  const lines = run('flashcopy-write.mjs', '500');
  expect(lines).toMatch(/plain write.* 4\.00 disk operations/);
  expect(lines).toMatch(/NOCOPY.* 9\.00 disk operations/);
}, 60_000);

it('the benchmark of whole simulations comes near the number of disk I/Os that it was asked for', () => {
  const [{ diskIos, events }] = JSON.parse(run('measure-simulation.mjs', 'closed', 'scenarios/data/afternoon.vscsi.gz', '20000'));
  expect(Math.abs(diskIos - 20_000)).toBeLessThan(400);
  expect(events / diskIos).toBeCloseTo(7, 0);
}, 60_000);

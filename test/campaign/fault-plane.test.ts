import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/simulation/assemble.ts';
import { leftBehind, miscounted } from '../../src/study/faults/checks.ts';
import { parsed } from '../helpers/scenarios.ts';

/**
 * One kind of component fails for three seconds in the middle of a steady load, and nothing else happens. What is under
 * way there fails, is tried again, or is reported; in the end every I/O is accounted for, and nothing is left.
 */
const HARDWARE = `
arrays:
  hsj-a: {command_time: 0.3 ms, drive: rz26, site: east}
  hsj-b: {command_time: 0.3 ms, drive: rz26, site: west}
  box: {cache: 8 MiB, nvs: 1 MiB, destage_age: 50 ms, drive: rz26, site: west}
  ds: {cache: 2 MiB, nvs: 1 MiB, destage_age: 50 ms, drive: rz26, site: west, pools: {p: {raid: raid5 3+1}}}
links:
  isl: {between: [east, west], bandwidth: 10 MB/s, latency: 1 ms}
  spare: {between: [east, west], bandwidth: 10 MB/s, latency: 2 ms}
hosts:
  anna: {system: openvms, site: east, shadow_mbr_tmo: 10 s}
  bert: {system: openvms, site: west, shadow_mbr_tmo: 10 s}
volumes:
  near: {size: 4 MiB, pool: hsj-a}
  far: {size: 4 MiB, pool: hsj-b}
  cached: {size: 4 MiB, pool: box}
  safe: {size: 8 MiB, pool: ds.p}
  one: {size: 2 MiB, pool: hsj-a}
  two: {size: 2 MiB, pool: hsj-b}
`;

interface Outcome {
  issued: number;
  completed: number;
  failed: number;
  aborted: number;
  retries: number;
  missed: number;
}

/** @param retries of the workload, 100 ms apart @returns the counts of the workload */
function faulty(fault: string, volumes: string, { host = 'anna', retries = 0, more = '', verb = 'fail' } = {}): Outcome {
  const text = `
scenario: fault
run: {to: start + 30 s, replications: 1}
${HARDWARE}
workloads:
  load: {host: ${host}, volumes: ${volumes}, clients: 6, think_time: 20 ms, retries: ${retries}, retry_delay: 100 ms, active: {to: start + 9 s}${more}}
copies:
  dsa: {kind: shadow-set, members: [one, two]}
timeline:
  fault: {at: start + 3 s, do: ${verb} ${fault}, for: 3 s${verb === 'degrade' ? ', speed: 5 %' : ''}}
`;
  const assembly = assemble(parsed(text, 'fault.yaml'), { replication: 1, audit: true, baseDir: '' });
  assembly.begin();
  for (let at = 1; at <= 30; at++) {
    assembly.kernel.run(at * 1e9);
    expect(miscounted(assembly), `at ${at} s`).toEqual([]);
  }
  assembly.oracle!.end();
  expect(assembly.oracle!.violations).toEqual([]);
  expect(leftBehind(assembly)).toEqual([]);
  const [first, undone] = verb === 'fail' ? ['fail', 'repair'] : ['degrade', 'restored'];
  const rows = assembly.chronicle.rows.filter(({ event }) => event === first || event === undone);
  expect(rows.map(({ event, time_s }) => [event, time_s]).slice(0, 1)).toEqual([[first, 3]]);
  expect(rows.filter(({ event }) => event === undone).length).toBe(rows.length / 2);
  return assembly.workloads.counts()[0]!.counts;
}

describe('faults of each kind of component', () => {
  it('a disk: I/Os fail without retries, and with enough of them none does', () => {
    const without = faulty('near', 'near');
    expect(without.failed).toBeGreaterThan(10);
    expect(without.aborted).toBe(0);
    const patient = faulty('near', 'near', { retries: 40 });
    expect(patient).toMatchObject({ failed: 0, aborted: 0 });
    expect(patient.retries).toBeGreaterThan(6 * 20);
  });

  it('an array: its disks are out of reach; those of another one are not', () => {
    expect(faulty('hsj-a', 'near').failed).toBeGreaterThan(10);
    expect(faulty('hsj-b', 'near')).toMatchObject({ failed: 0, retries: 0 });
  });

  it('an array with a cache: what was acknowledged is there when it is back', () => {
    const { failed, completed } = faulty('box', 'cached', { more: ', read: 20 %, skew: 90 % on 5 %' });
    expect(failed).toBeGreaterThan(10);
    expect(completed).toBeGreaterThan(500);
  });

  it('a site with a box in it: I/Os in flight in the box fail, and with retries all end well', () => {
    const { failed, completed, aborted } = faulty('west', 'safe', { more: ', read: 30 %' });
    expect(failed).toBeGreaterThan(10);
    expect(completed).toBeGreaterThan(100);
    expect(aborted).toBe(0);
    expect(faulty('west', 'safe', { retries: 40, more: ', read: 30 %' })).toMatchObject({ failed: 0, aborted: 0 });
  });

  it('a drive of a rank: the others do its work; the whole rank: reads fail, writes end in NVS until it is full', () => {
    expect(faulty('ds.p.1.drive-2', 'safe')).toMatchObject({ failed: 0, aborted: 0, retries: 0 });
    expect(faulty('ds.p.1', 'safe', { more: ', read: 100 %' }).failed).toBeGreaterThan(10);
    const written = faulty('ds.p.1', 'safe', { more: ', read: 0 %' });
    expect(written).toMatchObject({ failed: 0, aborted: 0 });
    expect(written.completed).toBeLessThan(faulty('ds.p.1.drive-2', 'safe', { more: ', read: 0 %' }).completed);
  });

  it.each(['isl', 'hsj-b', 'far', 'anna', 'west'])('%s slow: no I/O fails, fewer are done', (subject) => {
    const slow = faulty(subject, 'far', { verb: 'degrade' });
    expect(slow.completed).toBeLessThan(faulty('box', 'far').completed);
    expect(slow).toMatchObject({ failed: 0, aborted: 0, retries: 0 });
  });

  it('a link: I/Os take the other one', () => {
    expect(faulty('isl', 'far')).toMatchObject({ failed: 0, aborted: 0 });
    expect(faulty('spare', 'far')).toMatchObject({ failed: 0, retries: 0 });
  });

  it('a node: what it has under way is aborted, its clients wait for it; the other node goes on', () => {
    const waiting = faulty('anna', 'near');
    expect(waiting.aborted).toBeGreaterThan(0);
    expect(waiting.aborted).toBeLessThanOrEqual(6);
    expect(waiting.failed).toBe(0);
    expect(faulty('bert', 'near')).toMatchObject({ failed: 0, aborted: 0, missed: 0 });
  });

  it('a site: everything in it', () => {
    expect(faulty('west', 'far').failed).toBeGreaterThan(10);
    expect(faulty('west', 'far', { host: 'bert' }).aborted).toBeGreaterThan(0);
    expect(faulty('west', 'near')).toMatchObject({ failed: 0, aborted: 0 });
  });

  it('a member of a shadow set out of reach: hosts wait in mount verification, none fails', () => {
    const { failed, completed } = faulty('hsj-b', 'dsa');
    expect(failed).toBe(0);
    expect(completed).toBeGreaterThan(100);
  });
});

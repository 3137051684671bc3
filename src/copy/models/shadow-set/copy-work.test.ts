import { describe, expect, it } from 'vitest';
import { Bench } from './testing/bench.ts';
import type { NodeOptions } from './testing/simple-cluster.ts';
import type { DiskOptions } from './testing/simple-disk.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const disk: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64, blocks: 100 * RANGE };

/** Several sets of one pair of disks each: one-1 and new-1, and so on. */
function sets(count: number, nodes: { readonly [name: string]: NodeOptions }): Bench {
  const disks: { [name: string]: DiskOptions } = {};
  for (const name of ['one', 'new']) for (let i = 1; i <= count; i++) disks[count === 1 ? name : `${name}-${i}`] = disk;
  const bench = new Bench({ disks, nodes });
  bench.add('dsa', ['one']);
  return bench;
}

/** Who began the copy of which set, and when in s. */
function begun(bench: Bench): string[] {
  return bench.cluster.lines
    .filter(({ event }) => event === 'copy-begun')
    .map(({ at, subject, cause }) => `${subject} on ${cause.split(' ')[0]} at ${at / 1e9}`);
}

describe('the election of the managing node', () => {
  it('goes to the node with the shorter delay', () => {
    const bench = sets(1, { a: { shadow_rec_dly: 30 * SECOND }, b: {} });
    bench.mount('dsa', 'new', { similar: 1 });
    bench.run();
    expect(begun(bench)).toEqual(['dsa on b at 20']);
  });

  it('counts SHADOW_PSM_RDLY for every served member, target or not', () => {
    const bench = sets(1, { a: {}, b: { shadow_rec_dly: 75 * SECOND } });
    for (const served of bench.cluster.disks) bench.cluster.node('a').serve(served);
    bench.mount('dsa', 'new', { similar: 1 });
    bench.run();
    expect(begun(bench)).toEqual(['dsa on b at 75']);
  });

  it('at one instant goes to the first node of the scenario', () => {
    const bench = sets(1, { b: {}, a: {} });
    bench.mount('dsa', 'new', { similar: 1 });
    bench.run();
    expect(begun(bench)).toEqual(['dsa on b at 20']);
  });

  it('at one instant goes to the first node, too, if that one began to wait later', () => {
    const bench = sets(1, { a: { shadow_rec_dly: 10 * SECOND }, b: {} });
    bench.at(0, () => bench.fail('a'));
    bench.mount('dsa', 'new', { similar: 1 });
    bench.at(10 * SECOND, () => bench.repair('a'));
    bench.run();
    expect(begun(bench)).toEqual(['dsa on a at 20']);
  });

  it('leaves out nodes that may not copy, are down, or do not reach a member', () => {
    const bench = sets(1, { a: { shadow_max_copy: 0 }, b: {}, c: {}, d: { shadow_rec_dly: 60 * SECOND } });
    bench.at(0, () => bench.fail('b', 'c>new'));
    bench.mount('dsa', 'new', { similar: 1 });
    bench.at(70 * SECOND, () => bench.repair('c>new'));
    bench.run();
    expect(begun(bench)).toEqual(['dsa on d at 60']);
  });
});

describe('SHADOW_MAX_COPY', () => {
  // V13. Five sets, 200 ms each; two threads on a, one on b.
  it('limits the copies of all sets on a node; the next begins when a thread is free', () => {
    const bench = sets(5, { a: { shadow_max_copy: 2 }, b: { shadow_max_copy: 1 } });
    bench.mount('dsa', 'new', { similar: 1 });
    bench.run();
    expect(begun(bench)).toEqual(['dsa-1 on a at 20', 'dsa-2 on a at 20', 'dsa-3 on b at 20', 'dsa-4 on a at 20.2', 'dsa-5 on a at 20.2']);
    expect(bench.gauge('dsa', 'full_members')).toBe(2);
  });

  it('serves the set with the highest priority first, 0 never', () => {
    const bench = sets(4, { a: { shadow_max_copy: 1 } });
    bench.mount('dsa', 'new', { similar: 1 });
    bench.shadowing.perform('dsa-3', 'set_shadow', { priority: 9000 });
    bench.shadowing.perform('dsa-1', 'set_shadow', { priority: 10 });
    bench.shadowing.perform('dsa-2', 'set_shadow', { priority: 0 });
    bench.run();
    expect(begun(bench)).toEqual(['dsa-3 on a at 20', 'dsa-4 on a at 20.2', 'dsa-1 on a at 20.4']);
    expect(bench.shadowing.statesOf('dsa')).toEqual(['SteadyState', 'CopyPending', 'SteadyState', 'SteadyState']);
    expect(bench.shadowing.explain('dsa-2')).toContain('waits for a node with a free copy thread');
  });

  it('frees the thread of a copy whose target is taken away', () => {
    const bench = sets(2, { a: { shadow_max_copy: 1 } });
    bench.mount('dsa', 'new', { similar: 1 });
    bench.at(20.1005 * SECOND, () => bench.shadowing.perform('dsa-1', 'dismount', { member: ['new-1'] }));
    bench.run();
    expect(begun(bench)).toEqual(['dsa-1 on a at 20', 'dsa-2 on a at 20.101']);
    expect(bench.shadowing.statesOf('dsa')).toEqual(['SteadyState', 'SteadyState']);
  });
});

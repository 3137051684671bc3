import { chai, expect, test } from 'vitest';

chai.config.truncateThreshold = 0;

import { around, problemsOf, shown } from './testing/broken.ts';

test('all problems at once, in the order of their places, those from outside last', () => {
  const text = around('hosts: {h: {nodes: x, cpu: 1 s}}\nvolumes: {v: {pool: nowhere}}\nphases: {p: {from: start}}');
  expect(shown(text, ['run.seed=x'])).toEqual([
    '3:20 hosts.h.nodes: expected a whole number such as 12, found `x`: it does not begin with a number',
    '3:23 hosts.h: unknown word `cpu`: known: site, nodes, system, version, processors, cpu_per_io, memory_bandwidth, queue_depth, served, cpu_per_served_io, shadow_max_copy, shadow_rec_dly, shadow_psm_rdly, shadow_mbr_tmo, preset',
    '4:21 volumes.v.pool: expected a pool or an array, found `nowhere`: there is none',
    '5:10 phases.p: `to` is missing: a mark such as 22:00 or start + 10 min',
    '1:10 run.seed: expected a whole number such as 12, found `x`: it does not begin with a number',
  ]);
});

test('no problem follows from another: what is wrong is not judged twice', () => {
  const text = around(`arrays: {box: {preset: hsc90}}\nhosts: {db: {preset: vms, shadow_max_copy: 2}}
volumes: {v: {pool: box}}
copies: {set: {kind: nonsense, members: v}}
timeline: {t: {at: set.ANY, do: whatever set, option: 3}}
objectives: {o: {measure: db.utilisation.mean, in: set.ANY, at_most: 5 %}}`);
  expect(problemsOf(text).map(({ line }) => line)).toEqual([3, 4, 6]);
});

test('no time of day is judged if the start of the run is wrong', () => {
  const text = 'scenario: x\nrun: {from: 2026-13-14 09:00, to: 17:00}\nphases: {p: {from: 2026-01-14 10:00, to: [daily 11:00, end]}}';
  expect(problemsOf(text).map(({ line }) => line)).toEqual([2]);
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { VolumeShadowing } from '../copy/models/shadow-set/volume-shadowing.ts';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';

/** A set whose members differ in size; a third, smaller disk is refused. */
const unequal = pairOf(
  `  d3: {size: 2 MB, pool: box}
  d4: {size: 8 MB, pool: box}
workloads: {load: {host: vms, volumes: s, rate: 20 IOPS}}
copies: {s: {kind: shadow-set, members: [d1, d4]}}
timeline:
  small: {at: 00:01, do: mount s, member: d3}
  add: {at: 00:02, do: mount s, member: d2}
`,
  's.done + 1 min',
);

describe('the size of a shadow set that hosts see', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is that of its smallest member, through a whole run', () => {
    const outcome = run(scenarioOf(unequal), { audit: true });
    expect(outcome.violations).toEqual([]);
    expect(outcome.events.find(({ event }) => event === 'mount refused')?.cause).toMatch(/^d3 has 3906 blocks, fewer than the 7812 of s$/);
  });

  it.each<[string, number]>([
    ['from the start', 0],
    ['when a member is added', 1],
  ])('is found to be wrong %s: V15 alone', (_when, adds) => {
    let mounts = 0;
    const { perform, presents } = VolumeShadowing.prototype;
    vi.spyOn(VolumeShadowing.prototype, 'perform').mockImplementation(function (this: VolumeShadowing, name, verb, options) {
      perform.call(this, name, verb, options);
      mounts++;
    });
    vi.spyOn(VolumeShadowing.prototype, 'presents').mockImplementation(function (this: VolumeShadowing, name, node) {
      const units = presents.call(this, name, node);
      if (mounts < adds) return units;
      const resized = (unit: (typeof units)[number]) => ({
        blocks: { value: unit.blocks - 4 },
        submit: { value: unit.submit.bind(unit) },
        advance: { value: unit.advance.bind(unit) },
      });
      return units.map((unit) => Object.create(unit, resized(unit)));
    });
    const { violations } = run(scenarioOf(unequal), { audit: true });
    expect(violations.length).toBeGreaterThan(0);
    for (const text of violations) expect(text).toContain('V15');
  });
});

import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { measurable, wrongMeasure } from './measurable.ts';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';

const set = pairOf(
  `workloads:
  load: {host: vms, volumes: s, rate: 20 IOPS}
  job: {host: vms, volumes: s, streams: 1, work: 1 MiB}
copies: {s: {kind: shadow-set, members: d1}}
timeline: {add: {at: 00:01, do: mount s, member: d2}}
phases: {copy: {from: add, to: s.done}}
`,
  's.done + 1 min',
);

const boxes = `run: {to: start + 1 min, replications: 1}
arrays:
  main: {cache: 256 MiB, nvs: 32 MiB, pools: {r5: {raid: raid5 3+1, drive: fc-15k-146gb}}}
  far:  {cache: 256 MiB, nvs: 32 MiB, pools: {r5: {raid: raid5 3+1, drive: fc-15k-146gb}}}
links:
  wan: {preset: fcip, between: [main, far], distance: 50 km, bandwidth: 50 Mb/s}
  san: {preset: fc-4g, between: [db, main]}
hosts: {db: {preset: hpux}}
volumes:
  prod:   {count: 2, size: 100 MB, pool: main.r5}
  flash:  {count: 2, size: 100 MB, pool: main.r5}
  mirror: {count: 2, size: 100 MB, pool: far.r5}
workloads: {posting: {host: db, volumes: prod, rate: 50 IOPS, read: 50 %}}
copies:
  remote: {kind: journal, source: prod, target: mirror, journal: 100 MB, begins: {state: PAIR}}
  nightly: {kind: flashcopy, source: prod, target: flash, mode: copy}
timeline:
  take: {at: 00:00:10, do: establish nightly}
`;

describe('what can be measured of a scenario', () => {
  it.each([
    ['a shadow set', set],
    ['boxes with a journal and a FlashCopy', boxes],
  ])('is all that is measured in its run: %s', (_what, text) => {
    const scenario = scenarioOf(text);
    const known = measurable(assemble(scenario, { replication: 1, audit: false, baseDir: '' }));
    const { figures } = run(scenario);
    expect(figures.length).toBeGreaterThan(100);
    expect(figures.flatMap((figure) => wrongMeasure(figure, known) ?? [])).toEqual([]);
  });

  it('has one unit for the rate of a copy', () => {
    const known = measurable(assemble(scenarioOf(set), { replication: 1, audit: false, baseDir: '' }));
    expect(Object.fromEntries(known.get('s')!.get('copy_rate')!)).toEqual({ last: 'MB/s', mean: 'MB/s' });
  });
});

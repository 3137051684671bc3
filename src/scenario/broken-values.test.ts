import { chai, describe, expect, test } from 'vitest';

chai.config.truncateThreshold = 0;

import { around, BOX, problemsOf, shown } from './testing/broken.ts';
import { smallestText } from './testing/scenarios.ts';

describe('values', () => {
  const host = (words: string): string => around(`hosts: {h: {${words}}}`);
  const load = (words: string): string => around(`${BOX}workloads: {l: {host: db, volumes: v, ${words}}}`);
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    [
      'a bare number',
      host('cpu_per_io: 8'),
      '3:25 hosts.h.cpu_per_io: expected a duration such as 8 ms or 8 us, found `8`: a bare number: say which unit, e.g. 8 ms or 8 us',
    ],
    [
      'an ambiguous unit',
      load('rate: 1 IOPS, size: 8 KB'),
      '6:59 workloads.l.size: expected a size or a mix of sizes such as 8 KiB or {4 KiB: 70 %, 64 KiB: 30 %}, found `8 KB`: KB may be 1000 or 1024 bytes: write kB or KiB',
    ],
    [
      'bits for bytes',
      around('links: {l: {between: [east, west], bandwidth: 70 Mbps}}\nhosts: {a: {site: east}, b: {site: west}}'),
      '3:47 links.l.bandwidth: expected a bandwidth such as 16 MB/s or 70 Mb/s, found `70 Mbps`: unknown unit Mbps: did you mean Mb/s?',
    ],
    [
      'a unit of something else',
      host('memory_bandwidth: 1 GB'),
      '3:31 hosts.h.memory_bandwidth: expected a bandwidth such as 16 MB/s or 70 Mb/s, found `1 GB`: GB is the unit of a size',
    ],
    [
      'negative',
      host('cpu_per_io: -5 us'),
      '3:25 hosts.h.cpu_per_io: expected a duration such as 8 ms or 8 us, found `-5 us`: it cannot be negative',
    ],
    [
      'not a number',
      host('nodes: NaN'),
      '3:20 hosts.h.nodes: expected a whole number such as 12, found `NaN`: it does not begin with a number',
    ],
    ['not whole', host('nodes: 1.5'), '3:20 hosts.h.nodes: expected a whole number such as 12, found `1.5`: it must be whole'],
    ['too many', host('nodes: 97'), '3:20 hosts.h.nodes: `97` is above 96, the most allowed'],
    ['too few', host('nodes: 0'), '3:20 hosts.h.nodes: `0` is below 1, the least allowed'],
    [
      'too long for the clock',
      'scenario: x\nrun: {to: 17:00, give_up: 200 d}',
      '2:27 run.give_up: expected a duration such as 8 ms or 8 us, found `200 d`: it is longer than 104 days, the exact range of the clock',
    ],
    ['a list for a number', host('nodes: [2]'), '3:20 hosts.h.nodes: expected a whole number such as 12, found a list'],
    ['a map for a number', host('nodes: {a: 2}'), '3:20 hosts.h.nodes: expected a whole number such as 12, found a map'],
    ['a misspelt word', host('served: al'), '3:21 hosts.h.served: expected one of: none, all, found `al`: did you mean all?'],
    [
      'a version in no form',
      host('system: openvms, version: eight'),
      '3:39 hosts.h.version: expected a text, found `eight`: it must look like 8.4',
    ],
    ['a word for other systems', host('shadow_max_copy: 4'), '3:13 hosts.h.shadow_max_copy: it applies only with system: openvms'],
    ['stride without strided access', load('rate: 1 IOPS, stride: 1 MiB'), '6:53 workloads.l.stride: it applies only with access: strided'],
    [
      'think time without clients',
      load('rate: 1 IOPS, think_time: 1 s'),
      '6:53 workloads.l.think_time: it applies only together with clients',
    ],
    ['sizes with a trace', load('trace: {file: a}, size: 8 KiB'), '6:57 workloads.l.size: it applies only without trace'],
    [
      'an I/O of a size in powers of ten',
      load('rate: 1 IOPS, size: 8 kB'),
      '6:59 workloads.l.size: `8 kB` is not a multiple of 512 B: did you mean 8 KiB?',
    ],
    [
      'a number of another form',
      load('rate: 1e300 IOPS'),
      '6:45 workloads.l.rate: expected a rate such as 350 IOPS or 40 /min, found `1e300 IOPS`: it is not a number and a unit',
    ],
    ['an I/O of odd size', load('rate: 1 IOPS, size: 1000 B'), '6:59 workloads.l.size: `1000 B` is not a multiple of 512 B'],
    [
      'a mix that does not add up',
      load('rate: 1 IOPS, size: {4 KiB: 70 %, 8 KiB: 20 %}'),
      '6:59 workloads.l.size: expected a size or a mix of sizes such as 8 KiB or {4 KiB: 70 %, 64 KiB: 30 %}, found a map: the shares add up to 90 %, not to 100 %',
    ],
    [
      'a skew in no form',
      load('rate: 1 IOPS, skew: 80/20'),
      '6:59 workloads.l.skew: expected a skew such as 80 % on 10 %, found `80/20`: write the share of the I/Os, `on`, the part of the space',
    ],
    [
      'a profile with a wrong time',
      load('rate: 1 IOPS, time_of_day: {25:00: 10 %}'),
      '6:66 workloads.l.time_of_day: expected a map from times of day to fractions such as {08:00: 100 %, 18:00: 20 %}, found a map: `25:00`: there is no such time of day (00:00 to 23:59)',
    ],
    ['an unknown word in a map', load('trace: {file: a, loop: 2}'), '6:56 workloads.l.trace: unknown word `loop`: did you mean loops?'],
    ['a map that is a text', load('trace: a.vscsi'), '6:46 workloads.l.trace: expected a map, found `a.vscsi`'],
    ['a word missing in a map', load('trace: {loops: 2}'), '6:39 workloads.l.trace: `file` is missing: a text'],
    [
      'no such day',
      'scenario: x\nrun: {from: 2026-02-29 00:00, to: 17:00}',
      '2:13 run.from: expected a time such as 2026-01-14 09:00 or 09:00, found `2026-02-29 00:00`: there is no such day',
    ],
  ];
  test.each(cases)('%s', (_what, text, problem) => {
    expect(shown(text).join('\n')).toBe(problem);
  });
});

describe('values set from outside', () => {
  const cases: readonly (readonly [setting: string, problem: string])[] = [
    ['run.to', '1:1 a value is set by path=value, such as links.wan.bandwidth=1 Gb/s'],
    ['run.seeed=1', '1:1 run: unknown word `seeed`: did you mean seed?'],
    ['runn.seed=1', '1:1 runn.seed: no such path: known: scenario, run.to'],
    ['links.wan.bandwidth=1 Gb/s', '1:1 links.wan.bandwidth: no such path: known: scenario, run.to'],
    ['run.seed=', '1:1 run.seed: a value must follow the equals sign'],
    ['run.seed=one', '1:10 run.seed: expected a whole number such as 12, found `one`: it does not begin with a number'],
    ['run.to.x=1', '1:1 run.to is not a map: it has no x'],
    ['run.to=[', '1:9 not YAML: flow sequence must end with a ]'],
    ['run.=1', '1:1 run: a word is missing after the dot'],
  ];
  test.each(cases)('%s', (setting, problem) => {
    const [first] = problemsOf(smallestText, [setting]);
    expect(`${first?.line}:${first?.column} ${first?.message}`).toBe(problem);
    expect(first?.file).toBe('--set');
  });

  test('the nearest path', () => {
    expect(shown(around('hosts: {app: {nodes: 2}}'), ['hosts.ap.nodes=3'])).toEqual([
      '1:1 hosts.ap.nodes: no such path: did you mean hosts.app.nodes?',
    ]);
  });
});

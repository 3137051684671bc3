import { chai, describe, expect, test } from 'vitest';

chai.config.truncateThreshold = 0;

import { readScenario } from './read.ts';
import type { Problem } from './scenario.ts';
import { catalogue } from './testing/catalogue.ts';
import { models } from './testing/models.ts';
import { smallestText } from './testing/scenarios.ts';

function problemsOf(text: string, set: readonly string[] = []): readonly Problem[] {
  const result = readScenario(text, { file: 'test.yaml', set, models, catalogue });
  return 'problems' in result ? result.problems : [];
}

function shown(text: string, set?: readonly string[]): string[] {
  return problemsOf(text, set).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** The scenario around what is wrong, which begins on line 3. */
function around(wrong: string): string {
  return `scenario: broken\nrun: {from: 2026-01-14 09:00, to: 17:00}\n${wrong}`;
}

const BOX = 'arrays: {box: {drive: rz26}}\nhosts: {db: {}, app: {}}\nvolumes: {v: {pool: box}, w: {pool: box}}\n';
const COPY = `${BOX}copies: {set: {kind: shadow-set, members: v}}\n`;
const mark = 'expected a mark such as 22:00, start + 10 min or dsa.done, found';

describe('the file', () => {
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    ['empty', '', '1:1 the file is empty: a scenario begins with `scenario: name`'],
    ['only a comment', '# nothing\n', '1:1 the file is empty: a scenario begins with `scenario: name`'],
    ['a text', 'hello', '1:1 expected a map of blocks, found `hello`: a scenario begins with `scenario: name`'],
    ['a list', '- a\n- b\n', '1:1 expected a map of blocks, found a list: a scenario begins with `scenario: name`'],
    ['binary', 'scenario: x\u0000y', '1:12 not a text in UTF-8: it has the character U+0000 here'],
    ['another encoding', 'scenario: caf\ufffd', '1:14 not a text in UTF-8: it has the character U+FFFD here'],
    [
      'huge',
      `scenario: x # ${'x'.repeat(1_000_000)}`,
      '1:1 the file has more than 1 million characters: large data belong into a file that it names',
    ],
    ['very deep', `scenario: ${'['.repeat(10_000)}`, '1:111 it is nested too deeply here'],
    ['very deep by dashes', `scenario:\n${'- '.repeat(5_000)}`, '2:1001 it is nested too deeply here'],
    ['very deep by indentation', `a:\n${' '.repeat(300)}b: 1`, '2:301 it is nested too deeply here'],
    ['a tab', 'scenario: x\nrun:\n\tto: 17:00\n', '3:1 a tab: YAML indents by spaces only'],
    [
      'an open bracket',
      'scenario: x\nrun: {to: 17:00\n',
      '3:1 not YAML: flow map in block collection must be sufficiently indented and end with a }',
    ],
    ['a colon too many', 'scenario: x: z\n', '1:11 not YAML: nested mappings are not allowed in compact mappings'],
    ['two documents', 'scenario: x\n---\nscenario: y\n', '2:1 a second document begins here: one file holds one document'],
    ['an anchor', 'scenario: &name x\n', '1:17 anchors and aliases (& and *) are not part of the language'],
    ['a tag', 'scenario: !!str x\n', '1:17 tags (!) are not part of the language'],
    ['a key that is a list', 'scenario: x\n? [a]\n: b\n', '2:3 a key must be a plain word'],
    ['a key twice', 'scenario: x\nscenario: z\n', '2:1 `scenario` is written twice in one map'],
  ];
  test.each(cases)('%s', (_what, text, problem) => {
    expect(shown(text).join('\n')).toBe(problem);
  });

  test('aliases that multiply are refused before they do', () => {
    const bomb = `a: &a [x, x]\n${Array.from({ length: 60 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}`;
    expect(new Set(problemsOf(bomb).map(({ message }) => message))).toEqual(
      new Set(['anchors and aliases (& and *) are not part of the language', 'and 81 more problems']),
    );
  });

  test('merge keys', () => {
    expect(shown(around('hosts: {a: {<<: {nodes: 2}}}'))[0]).toBe('3:13 merge keys (<<) are not part of the language');
  });

  test.each(['on', 'off', 'yes', 'no', 'true', 'False', 'Y', 'n'])('%s is a boolean in older YAML', (word) => {
    expect(shown(around(`hosts: {a: {served: ${word}}}`))).toEqual([
      `3:21 \`${word}\` is a truth value in older YAML: no word of the language is; a text goes into quotes`,
    ]);
    expect(shown(around(`hosts: {${word}: {}}`))).toHaveLength(1);
  });
});

describe('one thing wrong', () => {
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    ['an unknown block', around('host: {a: {}}'), '3:1 unknown block `host`: did you mean hosts?'],
    ['a block of a later version', around('facts: {a: {}}'), '3:1 `facts` is not supported yet in this version'],
    [
      'blocks out of order',
      around('hosts: {a: {}}\nquestion: why?'),
      '4:1 `question` stands after `hosts`: the order of blocks is scenario, question, run, arrays, links, hosts, volumes, workloads, copies, timeline, phases, facts, objectives, report',
    ],
    ['no name', 'run: {to: 17:00}', '1:1 `scenario` is missing: a scenario begins with `scenario: name`'],
    [
      'a name that is a path',
      'scenario: ../x\nrun: {to: 17:00}',
      '1:11 scenario: expected a name, found `../x`: a name begins with a letter and has letters, digits, - and _ only, 64 at most',
    ],
    [
      'a name that is nothing',
      'scenario: null\nrun: {to: 17:00}',
      '1:11 scenario: expected a name, found `null`: YAML reads it as nothing',
    ],
    [
      'an empty name',
      'scenario: ""\nrun: {to: 17:00}',
      '1:11 scenario: expected a name, found nothing: a name begins with a letter and has letters, digits, - and _ only, 64 at most',
    ],
    [
      'no name after the colon',
      'scenario:\nrun: {to: 17:00}',
      '1:10 scenario: expected a name, found nothing: a name begins with a letter and has letters, digits, - and _ only, 64 at most',
    ],
    ['no run', 'scenario: x\n', '1:1 run: the block is missing: say when the run ends, e.g. run: {to: start + 1 h}'],
    ['no end', 'scenario: x\nrun: {seed: 1}\n', '2:1 run: `to` is missing: When the run ends.'],
    ['a question that is a list', 'scenario: x\nquestion: [a]\nrun: {to: 17:00}', '2:11 question: expected a text, found a list'],
    ['a block that is a text', around('hosts: db'), '3:8 hosts: expected a map from names to maps, found `db`'],
    ['a block that is a list', around('hosts: [a, b]'), '3:8 hosts: expected a map from names to maps, found a list'],
    ['an entry without words', around('hosts:\n  db:\n'), '4:6 hosts.db: expected a map with the words of a host, found nothing'],
    [
      'a name that begins with a digit',
      around('hosts: {1st: {}}'),
      '3:9 hosts: `1st` cannot be a name: a name begins with a letter and has letters, digits, - and _ only, 64 at most',
    ],
    ['a reserved name', around('hosts: {end: {}}'), '3:9 hosts: `end` cannot be a name: it is a reserved word'],
    [
      'a name that every object has',
      around('hosts: {constructor: {}}'),
      '3:9 hosts: `constructor` cannot be a name: it is a reserved word',
    ],
    [
      'a name that no object should have',
      around('hosts: {__proto__: {}}'),
      '3:9 hosts: `__proto__` cannot be a name: a name begins with a letter and has letters, digits, - and _ only, 64 at most',
    ],
    [
      'a name in two blocks',
      around(`${BOX}phases: {db: {from: start, to: end}}`),
      '6:10 `db` is a host already: names are unique over all blocks',
    ],
    [
      'a name of an instance',
      around('hosts: {vms: {nodes: 2}, vms-2: {}}'),
      '3:26 `vms-2` is one of vms already: names are unique over all blocks',
    ],
    [
      'a site called like a host',
      around('hosts: {db: {site: app}, app: {}}'),
      '3:20 hosts.db.site: `app` cannot be a site: it is a host already: names are unique',
    ],
    [
      'an unknown word',
      around('links: {l: {betwen: [a, b], bandwidth: 1 MB/s}}\n'),
      '3:13 links.l: unknown word `betwen`: did you mean between?',
    ],
    [
      'a word of a later version',
      around('hosts: {a: {paths: 8 x ficon-4g}}'),
      '3:13 hosts.a: `paths` is not supported yet in this version',
    ],
    [
      'an unknown preset',
      around('hosts: {a: {preset: openvms-8.3}}'),
      '3:21 hosts.a.preset: expected a preset for hosts, found `openvms-8.3`: did you mean openvms-8.4?',
    ],
    [
      'RAID without a cache',
      around('arrays: {a: {drive: rz26, pools: {p: {raid: raid5 7+1}}}}'),
      '3:34 arrays.a.pools: p has RAID: that takes an array with `cache`',
    ],
    [
      'RAID that does not exist',
      around('arrays: {a: {pools: {p: {raid: raid10 4+3}}}}'),
      '3:32 arrays.a.pools.p.raid: expected a text, found `raid10 4+3`: it must look like raid5 7+1, raid6 6+2, raid10 4+4, raid1 1+1 or none',
    ],
    [
      'more NVS than half of the cache',
      around('arrays: {a: {cache: 100 MiB, nvs: 60 MiB}}'),
      '3:35 arrays.a.nvs: it is more than half of the cache',
    ],
    [
      'a volume that no group of the pool has room for',
      around('arrays: {a: {cache: 8 GiB, pools: {p: {groups: 1, drive: rz26, raid: raid5 2+1}}}}\nvolumes: {v: {pool: a.p, size: 3 GB}}'),
      '4:21 volumes.v.pool: a.p has no room for it: a volume lies on one group',
    ],
    [
      'a drive that does not exist',
      around('arrays: {a: {drive: rz62}}'),
      '3:21 arrays.a.drive: expected a drive of the catalogue, found `rz62`: did you mean rz26?',
    ],
    [
      'a range',
      around('workloads: {l: {volumes: v, rate: 1 IOPS, read: 60 % .. 70 %}}')
        .replace('workloads', `${BOX}workloads`)
        .replace('{volumes', '{host: db, volumes'),
      '6:59 workloads.l.read: expected a fraction such as 70 %, found `60 % .. 70 %`: a range of values is not supported yet in this version',
    ],
  ];
  test.each(cases)('%s', (_what, text, problem) => {
    expect(shown(text).join('\n')).toBe(problem);
  });
});

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

describe('names, marks, verbs', () => {
  const at = (words: string): string => around(`${COPY}timeline: {t: {${words}}}`);
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    [
      'a name that does not exist',
      around(`${BOX}copies: {set: {kind: shadow-set, members: vv}}`),
      '6:43 copies.set.members: expected a volume, found `vv`: known: v, w',
    ],
    [
      'a name of another block',
      around(`${BOX}copies: {set: {kind: shadow-set, members: db}}`),
      '6:43 copies.set.members: expected a volume, found `db`: it is a host',
    ],
    ['a name twice', around(`${BOX}copies: {set: {kind: shadow-set, members: [v, v]}}`), '6:47 copies.set.members: `v` is there twice'],
    ['no names', around(`${BOX}copies: {set: {kind: shadow-set, members: []}}`), '6:43 copies.set.members: at least 1 name is needed'],
    [
      'a link with one end',
      around(`${BOX}`.replace('hosts', 'links: {l: {between: db, bandwidth: 1 MB/s}}\nhosts')),
      '4:22 links.l.between: at least 2 names are needed',
    ],
    [
      'an unknown kind',
      around(`${BOX}copies: {set: {kind: shadowset, members: v}}`),
      '6:22 copies.set.kind: expected a kind of copy, found `shadowset`: did you mean shadow-set?',
    ],
    [
      'a kind of a later version',
      around(`${BOX}copies: {set: {kind: quickopc, from: v}}`),
      '6:22 copies.set.kind: `quickopc` is not supported yet in this version',
    ],
    ['no kind', around(`${BOX}copies: {set: {members: v}}`), '6:10 copies.set: `kind` is missing: one of shadow-set, pairs'],
    [
      'volumes that cannot be paired',
      around(`${BOX.replace('w: {pool', 'w: {count: 3, pool')}copies: {set: {kind: shadow-set, members: [v, w]}}`),
      '6:10 copies.set: volumes are paired by number, but v stands for 1 and w stands for 3',
    ],
    [
      'a pool that does not exist',
      around(BOX.replace('v: {pool: box', 'v: {pool: box.data')),
      '5:21 volumes.v.pool: expected a pool or an array, found `box.data`: known: box',
    ],
    [
      'an array with pools',
      around(BOX.replace('{drive: rz26}', '{pools: {a: {drive: rz26}, b: {}}}').replace('w: {pool: box', 'w: {pool: box.a')),
      '5:21 volumes.v.pool: box has pools: say which, box.a or box.b',
    ],
    [
      'a pool without drives',
      around(BOX.replace('{drive: rz26}', '{}').replace(', w: {pool: box}', '')),
      '5:21 volumes.v.pool: box has no drives: `drive` is missing in arrays.box',
    ],
    [
      'a volume larger than its drive',
      around(BOX.replace('v: {pool: box', 'v: {pool: box, size: 2 GB')),
      '5:32 volumes.v.size: it is more than a drive of rz26 holds, 1.05 GB: a volume lies on one drive',
    ],
    [
      'a pool with too few drives',
      around(BOX.replace('{drive: rz26}', '{drive: rz26, pools: {a: {groups: 1}}}').replaceAll('pool: box', 'pool: box.a')),
      '5:39 volumes.w.pool: box.a has 1 drive (groups) and 2 volumes: each takes a drive of its own',
    ],
    [
      'a workload without a shape',
      around(`${BOX}workloads: {l: {host: db, volumes: v}}`),
      '6:13 workloads.l: how much does it do? One of rate, clients, streams, trace is missing',
    ],
    [
      'a workload with two',
      around(`${BOX}workloads: {l: {host: db, volumes: v, rate: 1 IOPS, clients: 2}}`),
      '6:53 workloads.l: a workload has one shape: `clients` does not go with `rate`',
    ],
    [
      'a workload without a host',
      around(`${BOX}workloads: {l: {volumes: v, rate: 1 IOPS}}`),
      '6:13 workloads.l: `host` is missing: one of db, app',
    ],
    [
      'a mark that is no name',
      at('at: sett.done, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`sett.done\`: \`sett\` is no name: did you mean set?`,
    ],
    [
      'a state that the kind does not have',
      at('at: set.Copied, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`set.Copied\`: set has no state \`Copied\`: did you mean Copying?`,
    ],
    [
      'a copy without a state',
      at('at: set, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`set\`: set is a copy: say which instant, e.g. set.done`,
    ],
    [
      'a host for a mark',
      at('at: db, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`db\`: \`db\` is a host: marks are timeline entries, states of copies and ends of workloads`,
    ],
    [
      'a duration for a mark',
      at('at: 10 min, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`10 min\`: a duration is no instant: write \`start + 10 min\``,
    ],
    [
      'a sum of marks',
      at('at: start + set.done, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`start + set.done\`: after + comes a duration: it does not begin with a number`,
    ],
    [
      'a difference',
      at('at: set.done - 5 min, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`set.done - 5 min\`: a mark can only be moved later, by +`,
    ],
    [
      'no time of day',
      at('at: 24:30, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`24:30\`: there is no such time of day (00:00 to 23:59)`,
    ],
    [
      'a day without time',
      at('at: daily, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`daily\`: after daily comes a time of day: not a time of day`,
    ],
    [
      'before the start',
      at('at: 2026-01-14 08:00, do: mount set'),
      `7:20 timeline.t.at: ${mark} \`2026-01-14 08:00\`: it is before the start of the run, 2026-01-14 09:00`,
    ],
    ['an empty list of marks', at('at: [], do: mount set'), `7:20 timeline.t.at: ${mark} an empty list`],
    ['after the end', at('at: 18:00, do: mount set'), '7:20 timeline.t.at: 2026-01-14 18:00 is after the end of the run, 2026-01-14 17:00'],
    ['at the end', at('at: end + 1 s, do: mount set'), '7:20 timeline.t.at: nothing can be done at the end of the run'],
    ['an entry that waits for itself', at('at: [10:00, t], do: mount set'), '7:20 timeline.t.at: it waits for itself'],
    [
      'over without for',
      around(`${COPY}timeline: {t: {at: 10:00, do: mount set}, u: {at: t.over, do: mount set}}`),
      `7:51 timeline.u.at: ${mark} \`t.over\`: t has no \`for\`, so that it is never over`,
    ],
    [
      'the end of endless work',
      around(`${BOX}workloads: {l: {host: db, volumes: v, rate: 1 IOPS}}\ntimeline: {t: {at: l.end, do: fail db}}`),
      `7:20 timeline.t.at: ${mark} \`l.end\`: l has no \`work\`, so that it never ends`,
    ],
    ['no verb', at('at: 10:00'), '7:12 timeline.t: `do` is missing: a text'],
    ['no subject', at('at: 10:00, do: mount'), '7:31 timeline.t.do: expected a verb and a name such as fail west, found `mount`'],
    ['an unknown subject', at('at: 10:00, do: fail wets'), '7:31 timeline.t.do: `wets` is no name: known: box, db, app, v, w, set'],
    ['an unknown verb', at('at: 10:00, do: mont set'), '7:31 timeline.t.do: `mont` is no verb of a copy: did you mean mount?'],
    [
      'an event for a verb',
      at('at: 10:00, do: copy-completed set'),
      '7:31 timeline.t.do: `copy-completed` is no verb of a copy: known: mount, dismount',
    ],
    ['a degradation without a measure', at('at: 10:00, do: degrade db'), '7:12 timeline.t: `speed` is missing: a fraction such as 70 %'],
    [
      'a degradation to nothing',
      at('at: 10:00, do: degrade db, speed: 0 %'),
      '7:50 timeline.t.speed: `0 %` is below 0.1 %, the least allowed',
    ],
    [
      'for with a verb of a copy',
      at('at: 10:00, do: mount set, for: 1 h'),
      '7:42 timeline.t.for: nothing undoes `mount`: `for` goes with fail, degrade, start, stop',
    ],
    [
      'an option of another verb',
      at('at: 10:00, do: dismount set, member: w'),
      '7:45 timeline.t: unknown word `member`: known: at, do, for',
    ],
    [
      'a phase without an end',
      around('phases: {p: {from: start}}'),
      '3:10 phases.p: `to` is missing: a mark such as 22:00 or start + 10 min',
    ],
    ['a run that ends at its end', 'scenario: x\nrun: {to: end}', '2:11 run.to: the end of the run cannot be its own mark'],
    ['a run without length', 'scenario: x\nrun: {to: start}', '2:11 run.to: the run would end as it starts'],
    [
      'a date without a date at the start',
      'scenario: x\nrun: {to: 2026-01-14 09:00}',
      `2:11 run.to: ${mark} \`2026-01-14 09:00\`: run.from has no date, so that this day cannot be placed`,
    ],
  ];
  test.each(cases)('%s', (_what, text, problem) => {
    expect(shown(text).join('\n')).toBe(problem);
  });
});

describe('objectives', () => {
  const objective = (words: string): string => around(`${COPY}phases: {p: {from: start, to: end}}\nobjectives: {o: {${words}}}`);
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    ['nothing to hold', objective('chance: 95 %'), '8:14 objectives.o: an objective has a `mark` or a `measure`'],
    ['both', objective('mark: set.done, by: 10:00, measure: db.cpu.mean'), '8:45 objectives.o.measure: it applies only without mark'],
    ['no limit', objective('measure: db.utilisation.mean'), '8:14 objectives.o: `at_most` or `at_least` is missing'],
    [
      'a limit of a mark',
      objective('mark: set.done, by: 10:00, at_most: 5 s'),
      '8:45 objectives.o.at_most: it applies only together with measure',
    ],
    ['no time', objective('mark: set.done'), '8:14 objectives.o: `by` is missing: a mark such as 22:00 or start + 10 min'],
    [
      'a measure in no form',
      objective('measure: response_time, at_most: 5 ms'),
      '8:27 objectives.o.measure: expected subject.metric.statistic such as trading.response_time.p95, found `response_time`',
    ],
    [
      'a measure of nothing',
      objective('measure: dbb.utilisation.mean, at_most: 5 %'),
      '8:27 objectives.o.measure: `dbb` is nothing that is measured: did you mean db?',
    ],
    [
      'a statistic that is none',
      objective('measure: db.utilisation.p97, at_most: 5 %'),
      '8:27 objectives.o.measure: `p97` is no statistic: did you mean p90?',
    ],
    [
      'a phase that is none',
      objective('measure: db.utilisation.mean, in: q, at_most: 5 %'),
      '8:52 objectives.o.in: expected a phase or a state of a copy, found `q`: known: p',
    ],
    [
      'a limit without unit',
      objective('measure: db.response_time.mean, at_most: 5 parsec'),
      '8:59 objectives.o.at_most: expected a limit such as 12 ms or 130 % of twin, found `5 parsec`: unknown unit parsec: known are ns, us, ms, s, min, h, d',
    ],
    [
      'a chance that is certain',
      objective('mark: set.done, by: 10:00, chance: 100 %'),
      '8:53 objectives.o.chance: `100 %` is above 99.99 %, the most allowed',
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

describe('the code frame', () => {
  test('shows the line, one before, one after, and underlines the place', () => {
    const [problem] = problemsOf(around('hosts:\n  db: {nodes: many}\n  app: {}\n'));
    expect(problem?.frame).toBe(['  3 | hosts:', '> 4 |   db: {nodes: many}', '    |               ^^^^', '  5 |   app: {}'].join('\n'));
  });

  test('cuts long lines around the place, and control characters', () => {
    const [problem] = problemsOf(around(`hosts: {${' '.repeat(500)}db: {nodes: many}, app: {}}${' '.repeat(500)}`));
    const [, line = '', marks = ''] = problem!.frame.split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('many');
  });

  test('of a value set from outside', () => {
    expect(problemsOf(smallestText, ['run.seed=one'])[0]?.frame).toBe(['> 1 | run.seed=one', '    |          ^^^'].join('\n'));
  });
});

import { chai, describe, expect, test } from 'vitest';

chai.config.truncateThreshold = 0;

import { around, BOX, problemsOf, shown } from './testing/broken.ts';
import { smallestText } from './testing/scenarios.ts';

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
    [
      'a colon too many',
      'scenario: x\nquestion: Is it: so?\n',
      '2:11 not YAML: a second colon in one value: a text with a colon goes into quotes, a further word begins in the column of the others',
    ],
    [
      'a word too far right',
      'scenario: x\nrun:\n  seed: 1\n   to: 17:00\n',
      '3:9 not YAML: a second colon in one value: a text with a colon goes into quotes, a further word begins in the column of the others',
    ],
    ['a colon that is missing', 'scenario: x\nhosts\n  db: {}\n', '2:1 not YAML: a colon is missing after this word'],
    [
      'a text that begins like something else',
      'scenario: x\nquestion: @home?\n',
      '2:11 not YAML: a text that begins with this character goes into quotes',
    ],
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
      'no space after the colon',
      around('hosts: {a: {preset:linux}}'),
      '3:13 hosts.a: unknown word `preset:linux`: a space is missing after `preset:`',
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

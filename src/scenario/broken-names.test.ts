import { chai, describe, expect, test } from 'vitest';

chai.config.truncateThreshold = 0;

import { around, BOX, COPY, shown } from './testing/broken.ts';

const mark = 'expected a mark such as 22:00, start + 10 min or dsa.done, found';

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
    [
      'a phase after the end',
      around('phases: {p: {from: 17:00, to: 18:00}}'),
      '3:20 phases.p.from: the run is over at 2026-01-14 17:00: the phase never begins',
    ],
    [
      'a phase that ends before it begins',
      around('phases: {p: {from: 10:30, to: 10:10}, q: {from: daily 10:30, to: daily 10:10}, r: {from: start + 1 h, to: start + 2 h}}'),
      '3:31 phases.p.to: 2026-01-14 10:10 is not after 2026-01-14 10:30, when the phase begins',
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

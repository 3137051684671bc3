import { chai, describe, expect, test } from 'vitest';

chai.config.truncateThreshold = 0;

import { canonicalJson } from '../canonical.ts';
import { readScenario } from '../read.ts';
import { catalogue } from '../testing/catalogue.ts';
import { models } from '../testing/models.ts';
import type { Study } from './study.ts';
import { baseText, readAStudy } from './testing/studies.ts';

const HEAD = 'study: s\nscenario: base.yaml\n';

function studyOf(text: string, set: readonly string[] = []): Study {
  const read = readAStudy(text, { set });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.study;
}

function problemsOf(text: string, options: Parameters<typeof readAStudy>[1] = {}): string[] {
  const read = readAStudy(text, options);
  return 'problems' in read ? read.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`) : [];
}

describe('points', () => {
  test('of compare are the ways, in the order of the file', () => {
    const study = studyOf(`${HEAD}compare:\n  as-it-is:\n  b: {copies.dsa.similar: 20 %, timeline.add.at: [10:05, 10:10]}\n  a: {}\n`);
    expect(study.points.map(({ name, values }) => [name, values])).toEqual([
      ['as-it-is', {}],
      ['b', { 'copies.dsa.similar': '20 %', 'timeline.add.at': '[10:05, 10:10]' }],
      ['a', {}],
    ]);
    expect(study).toMatchObject({ study: 's', shape: 'compare', parameters: ['copies.dsa.similar', 'timeline.add.at'] });
  });

  test('of vary are all combinations, the last path varying fastest', () => {
    const study = studyOf(`${HEAD}vary:\n  copies.dsa.similar: [0 %, 50 %]\n  timeline.add.at: [daily 10:30, 11:00, "12:00"]\n`);
    expect(study.points.map(({ name }) => name)).toEqual([
      '0 %, daily 10:30',
      '0 %, 11:00',
      '0 %, 12:00',
      '50 %, daily 10:30',
      '50 %, 11:00',
      '50 %, 12:00',
    ]);
  });

  test('have the scenario with their values, as if they stood in the file', () => {
    const study = studyOf(`${HEAD}vary: {copies.dsa.similar: [10 %, 20 %], hosts.db.nodes: [2]}`);
    expect(study.points.map(({ scenario }) => scenario.copies['dsa']!.values['similar'])).toEqual([0.1, 0.2]);
    expect(study.points[1]!.scenario.hosts['db']!.instances).toEqual(['db-1', 'db-2']);
    expect(study.base.copies['dsa']!.values['similar']).toBe(0.1);
  });

  test('are the scenarios that --set would give, so that each can be run alone', () => {
    const study = studyOf(`${HEAD}replications: 4\nvary: {timeline.add.at: [[10:05, 10:10]]}`, ['run.seed=5']);
    const set = study.points[0]!.scenario.overrides.map(({ path, value }) => `${path}=${value}`);
    expect(set).toEqual(['run.seed=5', 'run.replications=4', 'timeline.add.at=[10:05, 10:10]']);
    const alone = readScenario(baseText, { file: 'base.yaml', set, models, catalogue });
    expect('scenario' in alone && canonicalJson(alone.scenario)).toBe(canonicalJson(study.points[0]!.scenario));
  });

  test('all have the seed and the replications of the study, and those from outside win', () => {
    const text = `${HEAD}replications: 4\nvary: {hosts.db.nodes: [1, 2]}`;
    expect(studyOf(text).points.map(({ scenario }) => scenario.run.replications)).toEqual([4, 4]);
    const set = ['run.replications=2', 'run.seed=9'];
    expect(studyOf(text, set).points.map(({ scenario: { run } }) => [run.replications, run.seed])).toEqual([
      [2, 9],
      [2, 9],
    ]);
  });
});

test('question and report stand in the study, or come from the scenario', () => {
  const silent = studyOf(`${HEAD}compare: {a: {}}`);
  expect(silent).toMatchObject({ question: 'How long?', report: { customer: 'a bank', date: '2026-02-02' } });
  const own = studyOf(`${HEAD}question: Which?\ncompare: {a: {}}\nreport: {date: 2026-05-11}`);
  expect(own).toMatchObject({ question: 'Which?', report: { customer: 'a bank', date: '2026-05-11' } });
});

test('the chart is a measure of the scenario', () => {
  const chartOf = (chart: string) => studyOf(`${HEAD}compare: {a: {}}\nchart: ${chart}`).chart;
  expect(chartOf('load.response_time.p99.9 in copying')).toEqual({
    subject: 'load',
    metric: 'response_time',
    statistic: 'p99.9',
    in: 'copying',
  });
  expect(chartOf('dsa.duration.total')).toEqual({ subject: 'dsa', metric: 'duration', statistic: 'total', in: null });
  expect(chartOf('load.response_time.of_twin_p95 in dsa.Copying')).toMatchObject({ statistic: 'of_twin_p95', in: 'dsa.Copying' });
});

describe('what is wrong is told with its place', () => {
  const name = 'a name begins with a letter and has letters, digits, - and _ only, 64 at most';
  const many = Array.from({ length: 30 }, (_, i) => i + 1).join(', ');
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    ['empty', '', '1:1 the file is empty: a study begins with `study: name`'],
    ['a list', '- a', '1:1 expected a map, found a list: a study begins with `study: name`'],
    ['a text', 'compare', '1:1 expected a map, found `compare`: a study begins with `study: name`'],
    ['not YAML', 'a: [', '1:5 not YAML: flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['an anchor', `${HEAD}compare: &x {a: {}}`, '3:13 anchors and aliases (& and *) are not part of the language'],
    ['no name', 'scenario: base.yaml\ncompare: {a: {}}', '1:1 `study` is missing: a study begins with `study: name`'],
    [
      'a name that is a path',
      'study: ../../x\nscenario: base.yaml\ncompare: {a: {}}',
      `1:8 study: expected a name, found \`../../x\`: ${name}`,
    ],
    ['no scenario', 'study: s\ncompare: {a: {}}', '1:1 `scenario` is missing: the file of the scenario, relative to the study'],
    ['a scenario that is a list', 'study: s\nscenario: [a]\ncompare: {a: {}}', '2:11 scenario: expected a text, found a list'],
    ['no such scenario', 'study: s\nscenario: nix.yaml\ncompare: {a: {}}', '2:11 scenario: nix.yaml: it does not exist'],
    [
      'the name of the scenario',
      'study: base\nscenario: base.yaml\ncompare: {a: {}}',
      '2:11 scenario: it is called base like the study: their results would lie in the same folder',
    ],
    [
      'nothing to compare',
      HEAD,
      '1:1 `compare` or `vary` is missing: what the study tries, compare: {way: {path: value}} or vary: {path: [value, value]}',
    ],
    ['both', `${HEAD}compare: {a: {}}\nvary: {hosts.db.nodes: [1]}`, '4:1 a study has one of `compare` and `vary`, not both'],
    ['an unknown word', `${HEAD}comapre: {}\ncompare: {a: {}}`, '3:1 unknown word `comapre`: did you mean compare?'],
    ['seek', `${HEAD}seek: {smallest: a.b}`, '3:1 `seek` is not supported yet in this version'],
    ['sensitivity', `${HEAD}sensitivity: {}`, '3:1 `sensitivity` is not supported yet in this version'],
    ['prices', `${HEAD}compare: {a: {}}\nprices: {}`, '4:1 `prices` is not supported yet in this version'],
    ['an empty question', `${HEAD}question:\ncompare: {a: {}}`, '3:10 question: expected a text, found nothing'],
    [
      'a report that is a text',
      `${HEAD}compare: {a: {}}\nreport: me`,
      '4:9 report: expected a map with customer, author and date, found `me`',
    ],
    [
      'an unknown word in the report',
      `${HEAD}compare: {a: {}}\nreport: {autor: me}`,
      '4:10 report: unknown word `autor`: did you mean author?',
    ],
    [
      'replications that are no number',
      `${HEAD}compare: {a: {}}\nreplications: many`,
      '4:15 replications: expected a whole number such as 12, found `many`: it does not begin with a number',
    ],
    ['no replications', `${HEAD}compare: {a: {}}\nreplications: 0`, '4:15 replications: `0` is below 1, the least allowed'],
    [
      'no ways',
      `${HEAD}compare: {}`,
      '3:1 compare: expected a map from ways to what each sets, such as {as-it-is: {}, faster: {links.wan.bandwidth: 1 Gb/s}}, found an empty one',
    ],
    ['a reserved way', `${HEAD}compare: {end: {}}`, '3:11 compare: `end` cannot be the name of a way: it is a reserved word'],
    ['a way that is a text', `${HEAD}compare: {a: 7}`, '3:14 compare.a: expected a map from paths to values, found `7`'],
    ['a way twice', `${HEAD}compare: {a: {}, a: {}}`, '3:18 `a` is written twice in one map'],
    ['a value missing', `${HEAD}compare: {a: {hosts.db.nodes: }}`, '3:15 hosts.db.nodes: a value is missing'],
    ['no list', `${HEAD}vary: {hosts.db.nodes: 2}`, '3:24 hosts.db.nodes: expected a list of values to try, such as [1, 2, 4], found `2`'],
    [
      'an empty list',
      `${HEAD}vary: {hosts.db.nodes: []}`,
      '3:24 hosts.db.nodes: expected a list of values to try, such as [1, 2, 4], found an empty one',
    ],
    ['a value twice', `${HEAD}vary: {hosts.db.nodes: [1, 2, 1]}`, '3:31 hosts.db.nodes: `1` is listed twice'],
    ['an empty value', `${HEAD}vary: {hosts.db.nodes: [1, ""]}`, '3:8 hosts.db.nodes: a value is missing'],
    [
      'too many points',
      `${HEAD}vary: {hosts.db.nodes: [${many}], run.give_up: [${many}]}`,
      '3:1 vary: 30 x 30 combinations: 500 points are the most allowed',
    ],
    ['no path', `${HEAD}vary: {run: [1]}`, '3:8 run: a path is the names down to a value, such as links.wan.bandwidth'],
    [
      'a seed for each point',
      `${HEAD}vary: {run.seed: [1, 2]}`,
      '3:8 run.seed: all points have the same random numbers, so that they can be compared: `--seed` sets it for all',
    ],
    [
      'replications for each point',
      `${HEAD}vary: {run.replications: [1, 2]}`,
      '3:8 run.replications: all points have the same number, so that they can be compared: `replications` sets it for all',
    ],
    [
      'a path inside another',
      `${HEAD}compare: {a: {hosts.db: {nodes: 3}, hosts.db.nodes: 2}}`,
      '3:37 hosts.db.nodes: it overlaps with hosts.db, which is set too',
    ],
    [
      'a path that does not exist',
      `${HEAD}vary: {workloads.lod.rate: [1 IOPS, 2 IOPS]}`,
      '3:8 in all 2 points: workloads.lod.rate: no such path: did you mean workloads.load.rate?',
    ],
    [
      'a word that does not exist',
      `${HEAD}compare: {a: {}, b: {copies.dsa.simlar: 5 %}}`,
      '3:22 in `b`: copies.dsa: unknown word `simlar`: did you mean similar?',
    ],
    [
      'a value that is wrong in several points',
      `${HEAD}vary: {copies.dsa.similar: [1 %, 2 %], workloads.load.rate: [10 IOPS, 20]}`,
      '3:71 in `1 %, 20` and `2 %, 20`: workloads.load.rate: expected a rate such as 350 IOPS or 40 /min, found `20`: a bare number: say which unit, e.g. 20 IOPS or 20 /s',
    ],
    [
      'a value that does harm elsewhere',
      `${HEAD}compare: {a: {}, b: {phases.copying: {from: start, to: dsa.Nowhere}}}`,
      '3:56 in `b`: phases.copying.to: expected a mark such as 22:00, start + 10 min or dsa.done, found `dsa.Nowhere`: dsa has no state `Nowhere`: known: SteadyState, Copying, done',
    ],
    [
      'a chart of nothing',
      `${HEAD}compare: {a: {}}\nchart: fast`,
      '4:8 chart: expected subject.metric.statistic such as trading.response_time.p95 in copying, found `fast`',
    ],
    [
      'a chart of nobody',
      `${HEAD}compare: {a: {}}\nchart: lod.response_time.p95`,
      '4:8 chart: `lod` is nothing that is measured: did you mean load?',
    ],
    [
      'a chart of another statistic',
      `${HEAD}compare: {a: {}}\nchart: load.response_time.men`,
      '4:8 chart: `men` is no statistic: did you mean mean?',
    ],
    [
      'a chart in no phase',
      `${HEAD}compare: {a: {}}\nchart: load.response_time.p95 in copyng`,
      '4:8 chart: expected a phase or a state of a copy after `in`, found `copyng`: did you mean copying?',
    ],
  ];
  test.each(cases)('%s', (_what, text, problem) => {
    expect(problemsOf(text).join('\n')).toBe(`a.study.yaml:${problem}`);
  });

  test('in the scenario, when a point sets what fits nowhere else', () => {
    expect(problemsOf(`${HEAD}compare: {a: {}, b: {copies.dsa.kind: pairs}}`)[0]).toBe(
      'base.yaml:8:10 in `b`: copies.dsa: `source` is missing: a name',
    );
  });

  test('in the scenario as it stands, once and not for each point', () => {
    const base = baseText.replace('rate: 20 IOPS', 'rate: 20');
    expect(problemsOf(`${HEAD}vary: {hosts.db.nodes: [1, 2]}`, { base })).toEqual([
      expect.stringMatching(/^base\.yaml:7:38 workloads\.load\.rate:/),
    ]);
  });

  test('in what is set from outside', () => {
    const text = `${HEAD}vary: {hosts.db.nodes: [1, 2]}`;
    expect(problemsOf(text, { set: ['hosts.db.noodes=2'] })).toEqual(['--set:1:1 hosts.db: unknown word `noodes`: did you mean nodes?']);
    expect(problemsOf(text, { set: ['hosts.db.nodes=2'] })).toEqual([
      'a.study.yaml:3:8 hosts.db.nodes: the study sets it for each point, and --set hosts.db.nodes for all of them',
    ]);
  });

  test('all at once, the study first, from top to bottom', () => {
    const text = `${HEAD}replications: x\ncompare: {a: {hosts.db.nodes: two}, b: {copies.dsa.kind: pairs}}\nprices: {}`;
    const places = problemsOf(text).map((problem) => problem.split(' ')[0]);
    expect(places.slice(0, 4)).toEqual(['a.study.yaml:3:15', 'a.study.yaml:4:31', 'a.study.yaml:5:1', 'base.yaml:8:10']);
  });
});

import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { formatProblem } from './problem.ts';
import { readScenario } from './read.ts';
import type { Scenario } from './scenario.ts';
import { catalogue } from './testing/catalogue.ts';
import { models } from './testing/models.ts';
import { clusterText, pairText, smallestText } from './testing/scenarios.ts';

function scenarioOf(text: string, set: readonly string[] = []): Scenario {
  const result = readScenario(text, { file: 'test.yaml', set, models, catalogue });
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.scenario;
}

const HOUR = 3600e9;

describe('a scenario that uses the whole language', () => {
  const scenario = scenarioOf(clusterText);

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
  });

  test('values are canonical', () => {
    expect(scenario.run).toEqual({
      // 2026-01-14 is day 20467: 56 years with 14 leap days are 20454 days, and 13 more.
      from: { day: 20_467, clock: 9 * HOUR },
      to: { is: 'time', ns: 17 * HOUR },
      give_up: 72 * HOUR,
      seed: 7,
      replications: 4,
      interval: 30e9,
    });
    expect(scenario.links['isl']!.values).toMatchObject({ bandwidth: 12_500_000, distance: 62_000, latency: 40_000, count: 2 });
    expect(scenario.hosts['vax']!.values.shadow_rec_dly).toBe(90e9);
    // 614,400 blocks of 512 bytes; 849,960 bytes of a cylinder rounded down to 1,660 blocks.
    expect(scenario.volumes['dgb']!.values.size).toBe(314_572_800);
    expect(scenario.volumes['page']!.values.size).toBe(849_920);
    expect(scenario.workloads['bursts']!.values.rate).toBe(0.5);
  });

  test('structured values', () => {
    expect(scenario.workloads['trading']!.values).toMatchObject({
      skew: { share: 0.8, space: 0.1 },
      time_of_day: [
        { clock: 8 * HOUR, fraction: 1 },
        { clock: 18 * HOUR, fraction: 0.2 },
      ],
    });
    expect(scenario.workloads['terminals']!.values).toMatchObject({
      size: [
        { value: 4096, weight: 0.7 },
        { value: 65_536, weight: 0.3 },
      ],
      // The run starts at 09:00: the next 07:30 is 22.5 hours later, the next 18:00 nine.
      active: { from: { is: 'daily', first: 22.5 * HOUR }, to: { is: 'daily', first: 9 * HOUR } },
    });
    expect(scenario.workloads['dump']!.values.work).toBe('all');
    expect(scenario.workloads['replay']!.values.trace).toMatchObject({ format: 'vscsi', loops: 3, time_scale: 0.5 });
  });

  test('presets, overrides of them, and defaults', () => {
    const { command_time, ports, pools } = scenario.arrays['hsj-b']!.values;
    expect({ command_time, ports }).toEqual({ command_time: 800_000, ports: 6 });
    expect(pools).toEqual({
      data: { groups: 14, raid: 'none', drive: 'rz26', discipline: 'c-look', command_queue: 64 },
      logs: { raid: 'none', drive: 'fast-one', command_queue: 64 },
    });
    expect(scenario.arrays['hsj-b']!.preset).toBe('hsj40');
    expect(scenario.links['isl']!.preset).toBeNull();
  });

  test('what does not apply has no value: a trace brings its sizes, a host without OpenVMS no shadowing', () => {
    const { replay } = scenario.workloads;
    expect([replay!.values.size, replay!.values.read, replay!.values.access]).toEqual([undefined, undefined, undefined]);
    expect(scenario.arrays['local']!.values.dcd_connections).toBeUndefined();
  });

  test('names that stand for several', () => {
    expect(scenario.hosts['vax']!.instances).toEqual(['vax-1', 'vax-2']);
    expect(scenario.hosts['alpha']!.instances).toEqual(['alpha']);
    expect(scenario.volumes['dga']!.instances).toHaveLength(12);
    expect(scenario.copies['dsa']!.instances.slice(0, 2)).toEqual(['dsa-1', 'dsa-2']);
    expect(scenario.sites).toEqual(['east', 'west']);
  });

  test('marks', () => {
    expect(scenario.timeline['add']!.at).toEqual({
      is: 'all',
      of: [
        { is: 'later', than: { is: 'over', entry: 'outage' }, by: 600e9 },
        { is: 'time', ns: 3.5 * HOUR },
      ],
    });
    expect(scenario.timeline['crash']!.at).toEqual({
      is: 'later',
      than: { is: 'later', than: { is: 'state', copy: 'dsa', state: 'Copying' }, by: 300e9 },
      by: 30e9,
    });
    expect(scenario.timeline['nightly']!.at).toEqual({ is: 'daily', first: 15.5 * HOUR });
    expect(scenario.timeline['disk']!.at).toEqual({ is: 'worked', workload: 'dump' });
    expect(scenario.phases['rest']).toEqual({ from: { is: 'done', copy: 'dsa' }, to: { is: 'end' } });
  });

  test('timeline entries: subject, block, duration, options', () => {
    expect(scenario.timeline['outage']).toMatchObject({ verb: 'fail', subject: 'west', block: 'sites', for: 11_400e9, options: {} });
    expect(scenario.timeline['add']).toMatchObject({
      verb: 'mount',
      subject: 'dsa',
      block: 'copies',
      for: null,
      options: { member: ['dgb'] },
    });
    expect(scenario.timeline['disk']).toMatchObject({ verb: 'fail', subject: 'dga-3', block: 'volumes' });
  });

  test('objectives', () => {
    expect(scenario.objectives['redundant']).toEqual({
      mark: { is: 'done', copy: 'dsa' },
      by: { is: 'time', ns: 6 * HOUR },
      after: { is: 'over', entry: 'outage' },
      chance: 0.95,
      text: 'by 15:00 after outage.over',
    });
    expect(scenario.objectives['users']).toMatchObject({
      in: 'copying',
      bound: 'at_most',
      limit: { ofTwin: 1.3 },
      text: 'at most 130 % of twin',
    });
    expect(scenario.objectives['state']).toMatchObject({
      measure: { subject: 'trading', metric: 'response_time', statistic: 'p99.9' },
      in: 'dsa.Copying',
      limit: { value: 120e6, type: 'duration' },
    });
    expect(scenario.objectives['pool']).toMatchObject({
      measure: { subject: 'hsj-b.data', metric: 'utilisation' },
      in: null,
      limit: { value: 0.8 },
    });
    expect(scenario.objectives['rate']).toMatchObject({ bound: 'at_least', limit: { value: 1_500_000, type: 'bandwidth' } });
  });

  test('everything that the author did not write is an assumption, with its source', () => {
    const of = (path: string) => scenario.assumptions.find((assumption) => assumption.path === path);
    expect(of('hosts.vax.shadow_psm_rdly')).toMatchObject({ value: '30 s', tag: 'D' });
    expect(of('arrays.hsc-a.command_time')).toMatchObject({ value: '1.25 ms', tag: 'C' });
    expect(of('copies.dsa.copy_range')).toMatchObject({ value: '127 blocks', tag: 'R' });
    expect(of('workloads.replay.trace.format')).toMatchObject({ value: 'vscsi' });
    expect(of('arrays.hsj-b.pools.data.raid')).toMatchObject({ value: 'none' });
    for (const written of ['hosts.vax.shadow_max_copy', 'arrays.hsj-b.command_time', 'copies.dsa.similar', 'run.seed'])
      expect(of(written)).toBeUndefined();
    expect(new Set(scenario.assumptions.map(({ path }) => path)).size).toBe(scenario.assumptions.length);
    for (const { source, tag } of scenario.assumptions) expect(source.length > 0 && 'SDPCRE'.includes(tag)).toBe(true);
  });
});

test('the smallest scenario', () => {
  const scenario = scenarioOf(smallestText);
  expect(scenario.run).toMatchObject({ from: { day: null, clock: 0 }, replications: 10, seed: 1, to: { is: 'later', by: HOUR } });
  expect(scenario.phases).toEqual({});
});

describe('what is filled in', () => {
  const scenario = scenarioOf(pairText);

  test('the only host', () => {
    expect(scenario.workloads['load']!.values.host).toBe('db');
    expect(scenario.assumptions.find(({ path }) => path === 'workloads.load.host')).toMatchObject({ value: 'db', tag: 'C' });
  });

  test('phases before, during and after the first verb and the last done', () => {
    const first = { is: 'first', of: ['first', 'second'].map((entry) => ({ is: 'entry', entry })) };
    const last = { is: 'all', of: ['go', 'again'].map((copy) => ({ is: 'done', copy })) };
    expect(scenario.phases).toEqual({
      before: { from: { is: 'time', ns: 0 }, to: first },
      during: { from: first, to: last },
      after: { from: last, to: { is: 'end' } },
    });
  });

  test('a clock time of the morning after', () => {
    expect(scenario.timeline['second']!.at).toEqual({ is: 'time', ns: 4 * HOUR });
  });
});

describe('values set from outside', () => {
  test('win over the file, presets and defaults, and are listed', () => {
    const set = [
      'links.isl.bandwidth=1 Gb/s',
      'hosts.vax.cpu_per_io=2 ms',
      'copies.dsa.copy_range=64 blocks',
      'run.replications=1',
      'arrays.hsj-b.pools.data.groups=20',
    ];
    const scenario = scenarioOf(clusterText, set);
    expect(scenario.links['isl']!.values.bandwidth).toBe(125_000_000);
    expect(scenario.hosts['vax']!.values.cpu_per_io).toBe(2_000_000);
    expect(scenario.copies['dsa']!.values['copy_range']).toBe(32_768);
    expect(scenario.run.replications).toBe(1);
    expect(scenario.arrays['hsj-b']!.values.pools!['data']!.groups).toBe(20);
    expect(scenario.overrides[0]).toEqual({ path: 'links.isl.bandwidth', value: '1 Gb/s' });
    expect(scenario.assumptions.some(({ path }) => path === 'copies.dsa.copy_range')).toBe(false);
  });

  test('lists, marks and maps', () => {
    const scenario = scenarioOf(clusterText, [
      'timeline.outage.at=10:00',
      'links.isl.between=[east, vax]',
      'workloads.dump.active={to: 23:00}',
    ]);
    expect(scenario.timeline['outage']!.at).toEqual({ is: 'time', ns: HOUR });
    expect(scenario.links['isl']!.values.between).toEqual(['east', 'vax']);
    expect(scenario.workloads['dump']!.values.active).toEqual({ to: { is: 'time', ns: 14 * HOUR } });
  });

  test('a block that the file does not have comes to its place', () => {
    expect(scenarioOf(smallestText, ['report.author=me', 'question=How long?']).question).toBe('How long?');
  });

  test('a value may contain an equals sign', () => {
    expect(scenarioOf(smallestText, ['question=a = b']).question).toBe('a = b');
  });
});

describe('canonical JSON', () => {
  test('does not depend on layout, comments, the order of words, or how a value is written', () => {
    const rewritten = pairText
      .replace('  from: 22:00\n  to: go.done + 1 h\n', '  to:   go.done + 60 min   # later\n  from: "22:00"\n')
      .replace('{drive: rz26, port_bandwidth: 100 MB/s}', '{port_bandwidth: 800 Mb/s, drive: rz26}');
    expect(canonicalJson(scenarioOf(rewritten))).toBe(canonicalJson(scenarioOf(pairText)));
  });

  test('a written default is the same scenario but for the assumption', () => {
    const { assumptions, ...written } = scenarioOf(smallestText.replace('{to', '{seed: 1, to'));
    const { assumptions: filled, ...rest } = scenarioOf(smallestText);
    expect(written).toEqual(rest);
    expect(filled.length).toBe(assumptions.length + 1);
  });
});

test('a byte order mark and Windows line ends do not matter', () => {
  expect(canonicalJson(scenarioOf(`\ufeff${clusterText.replaceAll('\n', '\r\n')}`))).toBe(canonicalJson(scenarioOf(clusterText)));
});

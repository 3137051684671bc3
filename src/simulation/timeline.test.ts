import { describe, expect, it } from 'vitest';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';

const sites = (timeline: string, more = ''): string => `
run: {to: start + 1 h}
arrays:
  east-box: {preset: scsi-jbod, drive: rz26, site: east}
  west-box: {preset: scsi-jbod, drive: rz26, site: west}
  own: {preset: scsi-jbod, drive: rz26, attached: vms-2}
links: {isl: {between: [east, west], bandwidth: 10 MB/s}}
hosts:
  vms: {preset: openvms-7.3, site: east, nodes: 2}
  lin: {preset: linux, site: west}
volumes:
  e: {pool: east-box}
  w: {pool: west-box, count: 2}
  o: {pool: own}
${more}
timeline:
${timeline}`;

/** The events of hardware as `600 fail w-1`. */
const events = (text: string): string[] =>
  run(scenarioOf(text))
    .events.filter(({ event }) => event === 'fail' || event === 'repair')
    .map(({ time_s, event, subject }) => `${time_s} ${event} ${subject}`);

describe('faults', () => {
  it('of an entry, of one of its instances, of a link', () => {
    expect(events(sites('  a: {at: 00:10, do: fail vms}\n  b: {at: 00:20, do: fail w-2}\n  c: {at: 00:30, do: fail isl}'))).toEqual([
      '600 fail vms-1',
      '600 fail vms-2',
      '1200 fail w-2',
      '1800 fail isl',
    ]);
  });

  it('of a site: with everything in it, what sits in its hosts included', () => {
    expect(events(sites('  a: {at: 00:10, do: fail east}'))).toEqual(
      ['vms-1', 'vms-2', 'east-box', 'own', 'e', 'o'].map((name) => `600 fail ${name}`),
    );
  });

  it('with `for` are undone in time; a repair by hand may come first', () => {
    expect(
      events(
        sites('  a: {at: 00:10, do: fail e, for: 5 min}\n  b: {at: 00:20, do: fail w-1, for: 5 min}\n  c: {at: 00:22, do: repair w-1}'),
      ),
    ).toEqual(['600 fail e', '900 repair e', '1200 fail w-1', '1320 repair w-1']);
  });

  it('undone repair only what they broke: a disk of a site that had failed before stays so', () => {
    const failed = events(sites('  a: {at: 00:05, do: fail w-1, for: 40 min}\n  b: {at: 00:10, do: fail west, for: 5 min}'));
    expect(failed.filter((line) => line.includes('w-'))).toEqual(['300 fail w-1', '600 fail w-2', '900 repair w-2', '2700 repair w-1']);
    expect(failed.filter((line) => line.includes('lin'))).toEqual(['600 fail lin', '900 repair lin']);
  });

  it('of what is down already, and repairs of what works, are no events', () => {
    expect(events(sites('  a: {at: 00:10, do: fail e}\n  b: {at: 00:20, do: fail e}\n  c: {at: 00:30, do: repair w}'))).toEqual([
      '600 fail e',
    ]);
  });

  it('repeat with their mark', () => {
    expect(events(sites('  a: {at: daily 00:10, do: fail e, for: 1 min}').replace('start + 1 h', 'start + 3 d'))).toHaveLength(6);
  });
});

describe('nodes that fail one after the other', () => {
  const load = (loss: string): string =>
    `workloads: {load: {host: vms, volumes: e, rate: 20 IOPS, arrivals: constant, node_loss: ${loss}, size: 4 KiB, read: 100 %}}`;
  const timeline = '  a: {at: 00:15, do: fail vms-1, for: 30 min}\n  b: {at: 00:30, do: fail vms-2, for: 30 min}';
  const phases =
    '\nphases: {both: {from: start, to: a}, one: {from: a, to: b}, down: {from: b, to: a.over}, back: {from: a.over, to: end}}';

  it('take their share of the arrivals with them, or leave it to the others', () => {
    const rates = (loss: string): number[] => {
      const { value } = run(scenarioOf(sites(timeline, load(loss)) + phases));
      return ['both', 'one', 'down', 'back'].map((phase) => value('load', 'completed', 'total', phase) / 900);
    };
    const near = (expected: readonly number[]): unknown[] => expected.map((rate) => expect.closeTo(rate, 0));
    expect(rates('wait')).toEqual(near([20, 10, 0, 10]));
    expect(rates('failover')).toEqual(near([20, 20, 0, 20]));
  });
});

describe('commands', () => {
  it('that are refused change nothing and leave the reason', () => {
    const { events: all, value } = run(
      scenarioOf(pairOf('copies: {m: {kind: naive-mirror, source: d1, target: d2}}\ntimeline: {halt: {at: 00:10, do: stop m}}')),
    );
    expect(all.map(({ time_s, subject, event }) => [time_s, subject, event])).toEqual([
      [600, 'm', 'stop'],
      [600, 'm', 'stop refused'],
    ]);
    expect(all[1]!.cause).toContain('Simplex');
    expect(value('m', 'duration', 'total')).toBe(0);
  });

  it('come after the mark of their entry: what they bring about at once comes later', () => {
    const text = pairOf(`copies: {m: {kind: naive-mirror, source: d1, target: d2}}
timeline: {go: {at: 00:10, do: start m}}
phases: {copying: {from: go, to: m.Copying}, rest: {from: m.Copying, to: end}}`);
    expect(run(scenarioOf(text)).phases.filter(({ phase }) => phase !== 'all')).toEqual([
      { phase: 'copying', from_s: 600, to_s: 600 },
      { phase: 'rest', from_s: 600, to_s: 3600 },
    ]);
  });
});

describe('workloads', () => {
  const load = (more: string): string => pairOf(`workloads: {load: {host: vms, volumes: d1, rate: 10 IOPS, arrivals: constant${more}}}\n`);
  const phases = 'phases: {a: {from: start, to: 00:10}, b: {from: 00:10, to: 00:20}, c: {from: 00:20, to: end}}';
  const rates = (text: string): number[] => {
    const { value } = run(scenarioOf(text));
    return (['a', 'b', 'c'] as const).map((phase) => value('load', 'completed', 'total', phase) / (phase === 'c' ? 2400 : 600));
  };

  it('work all the time, or when the timeline starts and stops them', () => {
    expect(rates(load('') + phases)).toEqual([expect.closeTo(10, 1), expect.closeTo(10, 1), expect.closeTo(10, 1)]);
    const started = 'timeline: {go: {at: 00:10, do: start load, for: 10 min}}\n';
    expect(rates(load('') + started + phases)).toEqual([0, expect.closeTo(10, 1), 0]);
    const stopped = 'timeline: {halt: {at: 00:10, do: stop load, for: 10 min}}\n';
    expect(rates(load('') + stopped + phases)).toEqual([expect.closeTo(10, 1), 0, expect.closeTo(10, 1)]);
  });

  it('work between their marks; between daily ones from the start if that lies within', () => {
    expect(rates(load(', active: {from: 00:10, to: 00:20}') + phases)).toEqual([0, expect.closeTo(10, 1), 0]);
    expect(rates(load(', active: {from: daily 20:00, to: daily 00:10}') + phases)).toEqual([expect.closeTo(10, 1), 0, 0]);
  });
});

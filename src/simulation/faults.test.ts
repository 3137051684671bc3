import { describe, expect, it } from 'vitest';
import { run, scenarioOf } from './testing/scenarios.ts';

const FAULTS = ['fail', 'repair', 'degrade', 'restored', 'rank state'];

/** What happens to hardware: `600 fail w-1`, changes with from and to. */
const events = (text: string): string[] =>
  run(scenarioOf(text))
    .events.filter(({ event }) => FAULTS.includes(event))
    .map(
      ({ time_s, event, subject, from, to }) =>
        `${time_s} ${event} ${subject}${event === 'fail' || event === 'repair' ? '' : `: ${from} to ${to}`}`,
    );

const boxes = (timeline: string): string => `
run: {to: start + 1 h, replications: 1}
arrays:
  ds: {cache: 64 MiB, nvs: 8 MiB, drive: rz26, site: east, pools: {online: {raid: raid5 3+1, groups: 2}, log: {raid: raid1 1+1}}}
  old: {preset: scsi-jbod, drive: rz26, site: east}
links: {isl: {between: [east, west], bandwidth: 10 MB/s}}
hosts: {vms: {preset: linux, site: west}}
volumes: {v: {size: 1 GB, pool: ds.online, count: 2}, log: {size: 100 MB, pool: ds.log}, d: {pool: old}}
timeline:
${timeline}`;

describe('drives and ranks of boxes', () => {
  it('fail and are repaired by name: the rank is degraded, then failed, and back', () => {
    const timeline =
      '  a: {at: 00:10, do: fail ds.online.2.drive-3}\n  b: {at: 00:20, do: fail ds.online.2.drive-1, for: 5 min}\n  c: {at: 00:30, do: repair ds.online.2}';
    expect(events(boxes(timeline))).toEqual([
      '600 fail ds.online.2.drive-3',
      '600 rank state ds.online.2: optimal to degraded',
      '1200 fail ds.online.2.drive-1',
      '1200 rank state ds.online.2: degraded to failed',
      '1500 repair ds.online.2.drive-1',
      '1500 rank state ds.online.2: failed to degraded',
      '1800 repair ds.online.2.drive-3',
      '1800 rank state ds.online.2: degraded to optimal',
    ]);
    expect(
      scenarioOf(boxes(timeline))
        .assumptions.filter(({ value }) => value === 'no rebuild')
        .map(({ path }) => path),
    ).toEqual(['timeline.b.do', 'timeline.c.do']);
  });

  it('a whole rank fails with all its drives', () => {
    expect(events(boxes('  a: {at: 00:10, do: fail ds.log.1}'))).toEqual([
      '600 fail ds.log.1.drive-1',
      '600 fail ds.log.1.drive-2',
      '600 rank state ds.log.1: optimal to failed',
    ]);
  });

  it('go on failing while their box has no power, and do not come back with it', () => {
    const timeline = '  a: {at: 00:10, do: fail ds, for: 20 min}\n  b: {at: 00:20, do: fail ds.log.1.drive-2}';
    expect(events(boxes(timeline))).toEqual([
      '600 fail ds',
      '1200 fail ds.log.1.drive-2',
      '1200 rank state ds.log.1: optimal to degraded',
      '1800 repair ds',
    ]);
  });

  it.each([
    ['ds.online.3', 'did you mean ds.online.1?'],
    ['ds.online.1.drive-5', 'did you mean ds.online.1.drive-1?'],
    ['ds.log.1.drive3', 'did you mean ds.log.1.drive-1?'],
    ['ds.onlin.1', 'did you mean ds.online.1?'],
    ['ds.log.01', 'did you mean ds.log.1?'],
    ['old.1', 'did you mean old?'],
  ])('%s is no name: %s', (name, meant) => {
    expect(() => scenarioOf(boxes(`  a: {at: 00:10, do: fail ${name}}`))).toThrow(`timeline.a.do: \`${name}\` is no name: ${meant}`);
  });
});

describe('degradations', () => {
  it('are undone by `for`, by `repair`, and not by a later one that is over; a failure leaves them', () => {
    const timeline = [
      '  a: {at: 00:10, do: degrade isl, speed: 25 %, for: 20 min}',
      '  b: {at: 00:20, do: degrade isl, speed: 12.5 %, for: 30 min}',
      '  c: {at: 00:05, do: degrade d, speed: 50 %}',
      '  e: {at: 00:15, do: fail d, for: 1 min}',
      '  f: {at: 00:40, do: repair d}',
    ];
    expect(events(boxes(timeline.join('\n')))).toEqual([
      '300 degrade d: 100 % to 50 %',
      '600 degrade isl: 100 % to 25 %',
      '900 fail d',
      '960 repair d',
      '1200 degrade isl: 25 % to 12.5 %',
      '2400 restored d: 50 % to 100 %',
      '3000 restored isl: 12.5 % to 100 %',
    ]);
  });

  it('of a site: everything in it', () => {
    const slow = events(boxes('  a: {at: 00:10, do: degrade east, speed: 50 %}'));
    expect(slow).toEqual(['600 degrade ds: 100 % to 50 %', '600 degrade old: 100 % to 50 %', '600 degrade d: 100 % to 50 %']);
  });

  // One I/O at a time on idle hardware: a service that takes s takes s / speed, so busy time per I/O grows by 1 / speed.
  const loaded = (timeline: string): string => `
run: {to: start + 20 min, replications: 1}
arrays: {box: {drive: rz26, command_time: 1 ms, port_bandwidth: 10 MB/s}}
links: {isl: {between: [vms, box], bandwidth: 4 MB/s, message_time: 0 ms, latency: 0.5 ms, sharing: shared}}
hosts: {vms: {cpu_per_io: 1 ms}}
volumes: {d: {pool: box}}
workloads: {load: {host: vms, volumes: d, rate: 2 IOPS, arrivals: constant, read: 100 %, size: 32 KiB}}
timeline: {slow: {at: 00:10, do: ${timeline}}}
phases: {before: {from: start, to: slow}, after: {from: slow, to: end}}`;
  const utilisations = (timeline: string, subject: string): number[] => {
    const { value } = run(scenarioOf(loaded(timeline)));
    return ['before', 'after'].map((phase) => value(subject, 'utilisation', 'mean', phase));
  };

  // 2 reads of 32 KiB a second: 32,768 B / 4 MB/s = 8.192 ms on the link, 1 ms of processor, 32,768 B / 10 MB/s on the channel.
  it.each([
    ['degrade isl, speed: 25 %', 'isl', 1.6384, 6.5536],
    ['degrade box, speed: 50 %', 'box.processor', 0.2, 0.4],
    ['degrade box, speed: 50 %', 'box.port', 0.65536, 1.31072],
    ['degrade vms, speed: 10 %', 'vms.cpu', 0.2, 2],
  ])('%s: utilisation of %s from %d %% to %d %%', (timeline, subject, before, after) => {
    const [one, other] = utilisations(timeline, subject);
    expect(one).toBeCloseTo(before, 2);
    expect(other).toBeCloseTo(after, 2);
  });

  it('of a disk: its services take as many times longer, the rest of the way takes as long as before', () => {
    const [one, other] = utilisations('degrade d, speed: 20 %', 'd');
    expect(other! / one!).toBeCloseTo(5, 1);
    const { value } = run(scenarioOf(loaded('degrade d, speed: 20 %')));
    const means = ['before', 'after'].map((phase) => value('load', 'response_time', 'mean', phase));
    // 2 I/Os a second, none waits: what the response grows by is what the disk is busy for longer.
    expect(means[1]! - means[0]!).toBeCloseTo(((other! - one!) / 100 / 2) * 1000, 0);
  });
});

import { describe, expect, it } from 'vitest';
import { checkBuild } from './check-build.ts';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';

const twoSites = (more: string): string => `
run: {to: start + 10 min}
arrays:
  a: {preset: scsi-jbod, drive: rz26, site: east}
  b: {preset: scsi-jbod, drive: rz26, site: west}
  own: {preset: scsi-jbod, drive: rz26, attached: lin}
${more.includes('isl') ? 'links: {isl: {between: [east, west], bandwidth: 10 MB/s}}' : ''}
hosts:
  vms: {preset: openvms-7.3, site: east, nodes: 2}
  lin: {preset: linux, site: east}
volumes:
  v: {pool: a}
  w: {pool: b}
  o: {pool: own}
${more}`;

const told = (text: string, ...set: string[]): string[] =>
  checkBuild(scenarioOf(text, ...set), '').map(({ path, message }) => `${path}: ${message}`);

describe('what cannot be built is told before the run', () => {
  it('hosts that do not reach their volumes, each with the place and the reason', () => {
    expect(told(twoSites('workloads: {load: {host: vms, volumes: [v, w, o], rate: 1 IOPS}}'))).toEqual(
      ['vms-1', 'vms-2']
        .map(
          (node) => `workloads.load.volumes: ${node} has no way to w: b stands at west, ${node} at east: a link is missing that joins them`,
        )
        .concat(
          ['vms-1', 'vms-2'].map(
            (node) =>
              `workloads.load.volumes: ${node} has no way to o: own sits in lin: a link from ${node} to it is missing, or it does not serve its disks`,
          ),
        ),
    );
    expect(
      told(twoSites('# isl\nworkloads: {load: {host: vms, volumes: [v, w], rate: 1 IOPS}, more: {host: lin, volumes: o, rate: 1 IOPS}}')),
    ).toEqual([]);
  });

  it('nodes that do not reach a member of a set that they present, now or later', () => {
    const copies = 'copies: {s: {kind: shadow-set, members: v}}\n';
    expect(told(twoSites(copies))).toEqual([]);
    const found = told(twoSites(`${copies}timeline: {add: {at: 00:01, do: mount s, member: w}}`));
    expect(found.map((line) => line.split(': a link')[0])).toEqual([
      'timeline.add: vms-1 has no way to w: b stands at west, vms-1 at east',
      'timeline.add: vms-2 has no way to w: b stands at west, vms-2 at east',
    ]);
    expect(told(twoSites(`# isl\n${copies}timeline: {add: {at: 00:01, do: mount s, member: w}}`))).toEqual([]);
  });

  it('copies that a host cannot present', () => {
    const text = twoSites('workloads: {load: {host: lin, volumes: s, rate: 1 IOPS}}\ncopies: {s: {kind: shadow-set, members: v}}');
    expect(told(text)).toEqual(['workloads.load.volumes: s is a shadow-set: hosts present it that have `system: openvms`, not lin']);
    const none = pairOf('copies: {s: {kind: shadow-set, members: d1}}').replace('openvms-7.3, shadow_rec_dly: 1 s', 'linux');
    expect(told(none)).toEqual(['copies.s: a shadow-set needs hosts that have `system: openvms`: there is none']);
  });

  it('a workload may name one relationship of a copy', () => {
    const text = `
run: {to: start + 1 min}
arrays: {box: {preset: scsi-jbod, drive: rz26}}
hosts: {vms: {preset: openvms-7.3}}
volumes: {d: {count: 2, pool: box}}
workloads: {load: {host: vms, volumes: s-2, rate: 10 IOPS}}
copies: {s: {kind: shadow-set, members: d}}`;
    expect(told(text)).toEqual([]);
    const { value, violations } = run(scenarioOf(text), { audit: true });
    expect(violations).toEqual([]);
    expect(value('load', 'completed', 'total')).toBeGreaterThan(400);
    expect(value('d-1', 'utilisation', 'mean')).toBe(0);
    expect(value('d-2', 'utilisation', 'mean')).toBeGreaterThan(5);
  });

  it('traces that cannot be read and I/Os that do not fit', () => {
    expect(told(pairOf('workloads: {load: {host: vms, volumes: d1, trace: {file: nowhere.vscsi}}}'))).toEqual([
      expect.stringMatching(/^workloads\.load\.trace: nowhere\.vscsi: cannot be read/),
    ]);
    expect(told(pairOf('workloads: {load: {host: vms, volumes: d1, rate: 1 IOPS, size: 8 MB}}'))).toEqual([
      expect.stringMatching(/^workloads\.load: /),
    ]);
  });

  it('faults that hit nothing: a volume in a box with a cache', () => {
    const text = `
run: {to: start + 1 min}
arrays: {box: {drive: rz26, cache: 64 MiB, nvs: 8 MiB}}
hosts: {h: {}}
volumes: {v: {pool: box}}
timeline: {crash: {at: 00:00:10, do: fail v}}`;
    expect(told(text)).toEqual([
      'timeline.crash.do: nothing of v can fail or be repaired: it lies on box.1; say that, or one of its drives, such as box.1.drive-1',
    ]);
    expect(told(text.replace('fail v', 'fail box'))).toEqual([]);
  });

  it('too many phases, too many samples', () => {
    const phases = Array.from({ length: 31 }, (_, i) => `  p${i}: {from: start, to: end}`);
    expect(told(pairOf(`phases:\n${phases.join('\n')}`))).toEqual([expect.stringContaining('phases: at most 31 are kept')]);
    expect(told(pairOf(`phases:\n${phases.slice(1).join('\n')}`))).toEqual([]);
    expect(told(pairOf(''), 'run.interval=1 ms')).toEqual(['run.interval: 3600000 samples: at most 100000 are kept']);
  });

  it('an end, or a command, that nothing leads to', () => {
    const copies = 'copies: {s: {kind: shadow-set, members: d1}}\n';
    const never = ['run.to: this never comes: nothing in the timeline leads to it'];
    expect(told(pairOf(copies, 's.done'))).toEqual(never);
    expect(told(pairOf(copies, '[s.done, 12:00]'))).toEqual(never);
    const waits = 'timeline.add.at: this never comes: nothing in the timeline leads to it';
    const add = (at: string): string => `${copies}timeline: {add: {at: ${at}, do: mount s, member: d2}}`;
    expect(told(pairOf(add('00:01'), 's.done + 5 min'))).toEqual([]);
    expect(told(pairOf(add('s.Copying'), 's.done + 5 min'))).toEqual([...never, waits]);
    expect(told(pairOf(`${copies}timeline: {out: {at: 00:01, do: dismount s}}`, 's.done'))).toEqual(never);
    expect(told(pairOf(`${copies}timeline: {out: {at: 00:01, do: dismount s}}`, 's.Dismounted'))).toEqual([]);
    expect(told(pairOf(add('s.done')))).toEqual([waits]);
    expect(told(pairOf(`${add('00:01').slice(0, -1)}, out: {at: s.done, do: dismount s}}`))).toEqual([]);
  });
});

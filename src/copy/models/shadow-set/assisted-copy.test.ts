import { describe, expect, it } from 'vitest';
import { Op } from '../../../kernel/io.ts';
import { isAtLeast } from './copy-assist.ts';
import { Bench } from './testing/bench.ts';
import type { NodeOptions } from './testing/simple-cluster.ts';
import type { DiskOptions } from './testing/simple-disk.ts';
import { MediaTrace } from './testing/trace.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const disk: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64, blocks: 100 * RANGE, controller: 'hsj', copyAssist: true };

function bench(
  disks: { readonly [name: string]: DiskOptions } = { one: disk, new: disk },
  nodes: { readonly [name: string]: NodeOptions } = { a: {} },
): Bench {
  const made = new Bench({ disks, nodes, commandTime: MS });
  made.add('dsa', ['one']);
  return made;
}

/** What the model says of the way of the copy. */
function reasons(made: Bench, set = 'dsa'): string[] {
  return made.lines(set, 'copy-assist').map(({ cause }) => cause);
}

describe('an assisted copy', () => {
  // V12. A command (1 ms), a read (1 ms) and a write (1 ms) a range: 100 * 3 ms, however similar the data.
  it('takes one command a range, the same time for any data, and nothing of the interconnect', () => {
    for (const similar of [0, 1]) {
      const made = bench();
      made.mount('dsa', 'new', { similar });
      made.run();
      expect(made.history('dsa', 'copy-completed')[0]![0]).toBe(20.3);
      expect(made.gauge('dsa', 'assisted_bytes')).toBe(100 * RANGE * 512);
      expect(made.gauge('dsa', 'interconnect_bytes')).toBe(0);
      const [one, target] = made.cluster.disks;
      expect(one!.contents.firstDifference(target!.contents, 0, one!.blocks)).toBe(-1);
      expect(reasons(made)).toEqual(['assisted: one and the target are on line to hsj']);
    }
  });

  it('serves one target at a time, also of one command', () => {
    const made = bench({ one: disk, new: disk, too: disk });
    made.mount('dsa', ['new', 'too']);
    made.run();
    expect(made.history('dsa', 'copy-begun', 'copy-completed').map(([seconds]) => seconds)).toEqual([20, 20.3, 40.3, 40.6]);
  });

  it('leaves targets of one command that it cannot serve to an unassisted pass', () => {
    const other = { ...disk, controller: 'hsj2' };
    const made = bench({ one: disk, new: other, too: disk, far: other });
    made.mount('dsa', ['new', 'too', 'far'], { similar: 1 });
    made.run();
    expect(made.lines('dsa', 'copy-begun').map(({ cause }) => cause)).toEqual([
      'a copies to too from block 0',
      'a copies to new and far from block 0',
    ]);
  });

  for (const [what, disks, version, assist, reason] of [
    [
      'the disks are on different controllers',
      { one: disk, new: { ...disk, controller: 'hsj2' } },
      '8.4',
      'automatic',
      'new and no source member are on line to the same controller',
    ],
    [
      'the controller cannot',
      { one: { ...disk, copyAssist: false }, new: { ...disk, copyAssist: false } },
      '8.4',
      'automatic',
      'hsj has no disk-copy-data commands',
    ],
    ['the system is too old', { one: disk, new: disk }, '5.5-1', 'automatic', 'OpenVMS 5.5-1 of a is older than 5.5-2'],
    ['the operator has disabled it', { one: disk, new: disk }, '8.4', 'disabled', 'the copy assist is disabled'],
    [
      'all connections are in use',
      { one: { ...disk, assistConnections: 0 }, new: { ...disk, assistConnections: 0 } },
      '5.5-2',
      'automatic',
      'all 0 connections of hsj for disk-copy-data commands are in use',
    ],
  ] as const) {
    it(`gives way to an unassisted one, and says why, if ${what}`, () => {
      const made = bench(disks, { a: { version } });
      made.shadowing.perform('dsa', 'set_shadow', { copy_assist: assist });
      made.mount('dsa', 'new', { similar: 1 });
      made.run();
      expect(reasons(made)).toEqual([`unassisted: ${reason}`]);
      expect(made.gauge('dsa', 'assisted_bytes')).toBe(0);
      expect(made.shadowing.statesOf('dsa')).toEqual(['SteadyState']);
    });
  }

  it('needs a connection of the controller for as long as it lasts', () => {
    const limited = { ...disk, assistConnections: 1 };
    const made = new Bench({ disks: { 'one-1': limited, 'one-2': limited, 'new-1': limited, 'new-2': limited }, commandTime: MS });
    made.add('dsa', ['one']);
    made.mount('dsa', 'new', { similar: 1 });
    made.run();
    expect(reasons(made, 'dsa-1')).toEqual(['assisted: one-1 and the target are on line to hsj']);
    expect(reasons(made, 'dsa-2')).toEqual(['unassisted: all 1 connections of hsj for disk-copy-data commands are in use']);
    made.shadowing.perform('dsa-2', 'dismount', { member: ['new-2'] });
    made.mount('dsa-2', 'new-2');
    made.run();
    expect(reasons(made, 'dsa-2').at(-1)).toBe('assisted: one-2 and the target are on line to hsj');
  });

  it('is looked at again when a node boots: the copy goes on the other way', () => {
    const made = bench({ one: disk, new: disk }, { a: {}, b: { shadow_max_copy: 0 } });
    made.mount('dsa', 'new', { similar: 1 });
    made.at(20.1 * SECOND, () => made.shadowing.perform('dsa', 'set_shadow', { copy_assist: 'disabled' }));
    made.at(20.15 * SECOND, () => made.fail('b'));
    made.at(20.2 * SECOND, () => made.repair('b'));
    made.run();
    expect(reasons(made)).toEqual(['assisted: one and the target are on line to hsj', 'unassisted: the copy assist is disabled']);
    // 3 ms a range up to 20.2 s, where the 67th range is under way; then 2 ms a range.
    expect(made.gauge('dsa', 'assisted_bytes')).toBe(67 * RANGE * 512);
    expect(made.gauge('dsa', 'copy_reads')).toBe(33);
  });

  it('falls back when a command fails though all members answer', () => {
    const made = bench();
    made.mount('dsa', 'new', { similar: 1 });
    made.at(20.0115 * SECOND, () => {
      made.cluster.node('a').path(made.cluster.disk('one')).carriesCommands = false;
    });
    made.run();
    expect(reasons(made).at(-1)).toBe('unassisted: a disk-copy-data command has failed');
    expect(made.gauge('dsa', 'assisted_bytes')).toBe(4 * RANGE * 512);
    expect(made.shadowing.statesOf('dsa')).toEqual(['SteadyState']);
  });
});

describe('a host write that overlaps a disk-copy-data command', () => {
  // The command for range 0 runs from 20.000 to 20.003 s; it reads the source until 20.002. A host write of 1 ms to the
  // source begins at 20.0015 and is there at 20.0025, too late for the command. Its second phase waits until 20.003.
  it('reaches the target after the command', () => {
    for (const node of ['a', 'b']) {
      const made = bench({ one: disk, new: disk }, { a: {}, b: {} });
      const trace = new MediaTrace(made.cluster.kernel);
      made.cluster.media = trace;
      made.mount('dsa', 'new', { similar: 1 });
      made.at(20.0015 * SECOND, () => made.issue(node, 'dsa', Op.Write, 10, 8));
      made.run();
      expect(trace.host).toEqual(['one write @ 20002.5', 'new write @ 20004']);
      expect(made.cluster.disk('new').contents.stampAt(10)).toBe(1);
    }
  });

  it('waits no longer when the target is taken out of the set', () => {
    const made = bench();
    made.cluster.disk('new').times[Op.Write] = 30 * SECOND;
    made.mount('dsa', 'new', { similar: 1 });
    made.at(20.0015 * SECOND, () => made.issue('a', 'dsa', Op.Write, 10, 8));
    made.at(21 * SECOND, () => made.shadowing.perform('dsa', 'dismount', { member: ['new'] }));
    made.run();
    expect(made.ios.map(({ ended }) => ended / 1e9)).toEqual([21]);
  });

  it('that concerns other blocks does not wait', () => {
    const made = bench();
    const trace = new MediaTrace(made.cluster.kernel);
    made.cluster.media = trace;
    made.mount('dsa', 'new', { similar: 1 });
    made.at(20.0015 * SECOND, () => made.issue('a', 'dsa', Op.Write, RANGE, 8));
    made.run();
    expect(trace.host).toEqual(['one write @ 20002.5', 'new write @ 20003.5']);
  });
});

describe('versions of the operating system', () => {
  it('are compared number by number', () => {
    const least = [5, 5, 2];
    expect(['5.5-2', '5.5-2H4', '6.0', '5.10', '7.3-1', '8.4-2L1'].map((version) => isAtLeast(version, least))).toEqual(
      Array(6).fill(true),
    );
    expect(['5.5-1', '5.5', '5.4-3', '4.7'].map((version) => isAtLeast(version, least))).toEqual(Array(4).fill(false));
  });
});

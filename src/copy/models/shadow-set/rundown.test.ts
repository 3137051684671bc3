import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { Rules } from './rules.ts';
import { Bench } from './testing/bench.ts';
import type { DiskOptions } from './testing/simple-disk.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const disk: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64, blocks: 100 * RANGE, controller: 'hsj', copyAssist: true };

/**
 * One write of the copy to `new` begins at 20.001 s (20.002 s: the controller's, or after the comparison) and takes 30 s.
 * At 20.01 s `new` is taken out; hosts write at 20.02 s where that write is on its way to.
 */
function bench(copy_assist: 'automatic' | 'disabled' = 'automatic', rules?: Rules): Bench {
  const made = new Bench({ nodes: { a: {}, b: {} }, disks: { one: disk, two: disk, new: disk }, commandTime: MS }, rules);
  made.add('dsa', ['one'], { copy_assist });
  made.add('dsb', ['two'], { copy_assist });
  made.cluster.disk('new').times[Op.Write] = 30 * SECOND;
  made.mount('dsa', 'new', { similar: 0 });
  made.at(20.01 * SECOND, () => {
    made.shadowing.perform('dsa', 'dismount', { member: ['new'] });
    made.cluster.disk('new').times[Op.Write] = MS;
  });
  made.at(20.02 * SECOND, () => made.issue('a', 'dsa', Op.Write, 0, 8));
  return made;
}

/** When the copy of a set waited, was begun and completed, in s. */
function course(made: Bench, set = 'dsa'): unknown[] {
  return made.history(set, 'copy-waits', 'copy-begun', 'copy-completed').map(([seconds, event]) => [seconds, event]);
}

function expectAlike(made: Bench, first: string, second: string): void {
  const [one, other] = [made.cluster.disk(first), made.cluster.disk(second)];
  expect(one.contents.firstDifference(other.contents, 0, one.blocks)).toBe(-1);
}

describe('a disk that comes back while I/Os from before are under way to it', () => {
  for (const [copy_assist, rangeTime] of [
    ['automatic', 3 * MS],
    ['disabled', 5 * MS],
  ] as const) {
    it(`is copied to when they have ended (copy assist ${copy_assist}): their old data would stay`, () => {
      const made = bench(copy_assist);
      made.at(20.03 * SECOND, () => made.mount('dsa', 'new', { similar: 0 }));
      made.run(45 * SECOND);
      expect(made.lines('dsa', 'copy-waits').map(({ at, cause }) => [at / 1e9, cause])).toEqual([
        [40.03, 'I/Os from before are under way to new'],
      ]);
      expect(made.shadowing.explain('dsa')).toContain('the copy to new waits until I/Os from before to new have ended');
      expect(made.gauge('dsa', 'copy_threads')).toBe(0);
      made.run();
      made.cluster.ios.expectIdle();
      // The write began after one I/O of 1 ms besides the command (1 ms), or after reading and comparing.
      expect(course(made)).toEqual([
        [20, 'copy-begun'],
        [40.03, 'copy-waits'],
        [50.002, 'copy-begun'],
        [(50.002 * SECOND + 100 * rangeTime) / SECOND, 'copy-completed'],
      ]);
      expectAlike(made, 'one', 'new');
      expect(made.cluster.disk('new').contents.stampAt(0)).toBe(1);
    });
  }

  it('does not wait, and nothing is said, if they have ended when a node may copy', () => {
    const made = bench();
    made.at(31 * SECOND, () => made.mount('dsa', 'new'));
    made.run();
    expect(course(made)).toEqual([
      [20, 'copy-begun'],
      [51, 'copy-begun'],
      [51.3, 'copy-completed'],
    ]);
  });

  it('in another set waits likewise, as it does in a set that was dismounted', () => {
    const made = bench();
    made.at(20.03 * SECOND, () => made.mount('dsb', 'new', { similar: 1 }));
    made.run();
    expect(course(made, 'dsb')).toEqual([
      [40.03, 'copy-waits'],
      [50.002, 'copy-begun'],
      [50.302, 'copy-completed'],
    ]);
    expectAlike(made, 'two', 'new');
    const again = bench();
    again.at(20.04 * SECOND, () => again.shadowing.perform('dsa', 'dismount', {}));
    again.at(20.05 * SECOND, () => again.mount('dsa', ['one', 'new']));
    again.run();
    expect(course(again).slice(1)).toEqual([
      [40.05, 'copy-waits'],
      [50.002, 'copy-begun'],
      [50.302, 'copy-completed'],
    ]);
    expectAlike(again, 'one', 'new');
  });

  it('waits for host writes, too', () => {
    const made = new Bench({ nodes: { a: {} }, disks: { one: disk, two: disk } });
    made.add('dsa', ['one', 'two']);
    made.cluster.disk('two').times[Op.Write] = 30 * SECOND;
    made.at(SECOND, () => made.issue('a', 'dsa', Op.Write, 0, 8));
    made.at(2 * SECOND, () => {
      made.shadowing.perform('dsa', 'dismount', { member: ['two'] });
      made.cluster.disk('two').times[Op.Write] = MS;
    });
    made.at(3 * SECOND, () => made.mount('dsa', 'two'));
    made.run();
    expect(course(made).slice(0, 2)).toEqual([
      [23, 'copy-waits'],
      [31, 'copy-begun'],
    ]);
    // On its way to the disk that had left, then once more to the disk that has come.
    expect([made.ios[0]!.status, made.ios[0]!.ended / 1e9]).toEqual([Status.Good, 31.001]);
    expectAlike(made, 'one', 'two');
  });

  it('waits though their node has crashed: the controller still works on them', () => {
    const made = bench();
    made.at(20.03 * SECOND, () => made.mount('dsa', 'new'));
    made.at(45 * SECOND, () => made.fail('a'));
    made.run();
    made.cluster.ios.expectIdle();
    expect(made.lines('dsa', 'copy-begun').at(-1)).toMatchObject({ at: 50.002 * SECOND, cause: 'b copies to new from block 0' });
    expectAlike(made, 'one', 'new');
  });

  it('may fail, or be taken out, while it waits: nothing is left of it', () => {
    for (const lose of ['fail', 'dismount']) {
      const made = bench();
      made.at(20.03 * SECOND, () => made.mount('dsa', 'new'));
      made.at(45 * SECOND, () => (lose === 'fail' ? made.fail('new') : made.shadowing.perform('dsa', 'dismount', { member: ['new'] })));
      made.run();
      made.cluster.ios.expectIdle();
      expect(made.shadowing.statesOf('dsa')).toEqual(['SteadyState']);
      expect(made.gauge('dsa', 'copy_threads')).toBe(0);
    }
  });

  it('takes no thread while it waits: of two, the copy that was cancelled still has one, another set gets the other', () => {
    const made = new Bench({
      nodes: { a: { shadow_max_copy: 2 } },
      disks: { one: disk, two: disk, new: disk, too: disk },
      commandTime: MS,
    });
    made.add('dsa', ['one'], { priority: 9000 });
    made.add('dsb', ['two']);
    made.cluster.disk('new').times[Op.Write] = 30 * SECOND;
    made.mount('dsa', 'new');
    made.at(20.01 * SECOND, () => made.shadowing.perform('dsa', 'dismount', { member: ['new'] }));
    made.at(20.02 * SECOND, () => {
      made.mount('dsa', 'new', { similar: 1 });
      made.mount('dsb', 'too', { similar: 1 });
      made.cluster.disk('new').times[Op.Write] = MS;
    });
    made.run();
    expect(course(made, 'dsb')).toEqual([
      [40.02, 'copy-begun'],
      [40.32, 'copy-completed'],
    ]);
  });

  it('would hold old data without this rule', () => {
    const rules = Object.assign(new Rules(), { awaitsRundown: () => false });
    const made = bench('automatic', rules);
    made.at(20.03 * SECOND, () => made.mount('dsa', 'new', { similar: 0 }));
    made.run();
    expect(made.cluster.disk('new').contents.stampAt(0)).not.toBe(made.cluster.disk('one').contents.stampAt(0));
  });
});

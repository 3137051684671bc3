import { describe, expect, it } from 'vitest';
import { Op } from '../../../kernel/io.ts';
import { VerbRefused } from '../../copy-service.ts';
import { Bench } from './testing/bench.ts';
import type { DiskOptions } from './testing/simple-disk.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const disk: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64, blocks: 100 * RANGE };

function bench(names: readonly string[], members: readonly string[], version = '8.4'): Bench {
  const made = new Bench({ nodes: { a: { version }, b: { version } }, disks: Object.fromEntries(names.map((name) => [name, disk])) });
  made.add('dsa', members);
  return made;
}

function refusal(act: () => void): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(VerbRefused);
    return (error as Error).message;
  }
  return 'not refused';
}

describe('MOUNT', () => {
  it('refuses what the system would refuse', () => {
    const made = new Bench({ disks: { one: disk, new: disk, small: { ...disk, blocks: 10 }, broken: disk, other: disk } });
    made.add('dsa', ['one']);
    made.add('dsb', ['other']);
    made.cluster.disk('broken').failed = true;
    const mount = (member: string): string => refusal(() => made.mount('dsa', member));
    expect(mount('one')).toBe('one is a member of dsa already');
    expect(mount('other')).toBe('other is a member of dsb');
    expect(mount('small')).toBe('small has 10 blocks, fewer than the 12700 of dsa');
    expect(mount('broken')).toBe('broken is not on line to any node');
    expect(refusal(() => made.shadowing.perform('dsa', 'mount', {}))).toBe('dsa is mounted already');
    expect(refusal(() => made.shadowing.perform('dsa', 'initialize', {}))).toBe('a shadow set has no verb initialize');
    made.cluster.node('a').path(made.cluster.disk('new')).works = false;
    expect(mount('new')).toBe('new is not on line to a');
    expect(made.cluster.lines.filter(({ subject }) => subject === 'dsa')).toEqual([]);
  });

  it('allows three members, six from 8.4', () => {
    const names = ['1', '2', '3', '4', '5', '6', '7'].map((number) => `d${number}`);
    expect(refusal(() => bench(names, names.slice(0, 3), '8.3').mount('dsa', 'd4'))).toBe('dsa would have 4 members; 3 is the limit');
    const six = bench(names, names.slice(0, 3));
    six.mount('dsa', ['d4', 'd5', 'd6'], { similar: 1 });
    expect(refusal(() => six.mount('dsa', 'd7'))).toBe('dsa would have 7 members; 6 is the limit');
    six.run();
    // Two targets in one pass, the third after it.
    expect(six.lines('dsa', 'copy-begun').map(({ cause }) => cause)).toEqual([
      'a copies to d4 and d5 from block 0',
      'a copies to d6 from block 0',
    ]);
    expect(six.gauge('dsa', 'full_members')).toBe(6);
  });

  it('for several sets gives each its own disks, and is done for all or for none', () => {
    const names = ['one-1', 'one-2', 'new-1', 'new-2', 'single'];
    const made = bench(names, ['one']);
    expect(refusal(() => made.mount('dsa', 'single'))).toBe('single stands for 1 disks, dsa for 2 sets');
    made.mount('dsa-2', 'new-2', { similar: 1 });
    expect(refusal(() => made.mount('dsa', 'new'))).toBe('new-2 is a member of dsa-2 already');
    expect(made.shadowing.statesOf('dsa')).toEqual(['SteadyState', 'CopyPending']);
    made.mount('dsa-1', 'new', { similar: 1 });
    made.run();
    expect(made.cluster.lines.filter(({ event }) => event === 'copy-completed').map(({ cause }) => cause)).toEqual([
      'new-2 copied by a',
      'new-1 copied by a',
    ]);
    expect(made.gauge('dsa', 'percent_copied')).toBe(100);
  });

  it('finds on a disk that was in the set what it left there, on another what the scenario says', () => {
    const made = bench(['one', 'two', 'new'], ['one', 'two']);
    made.shadowing.perform('dsa', 'dismount', { member: ['two'] });
    made.mount('dsa', 'two');
    made.run();
    expect(made.gauge('dsa', 'copy_writes')).toBe(0);
    made.mount('dsa', 'new');
    made.run();
    expect(made.gauge('dsa', 'copy_writes')).toBe(100);
    // As if the operator had written something else to it.
    made.shadowing.perform('dsa', 'dismount', { member: ['two'] });
    made.mount('dsa', 'two', { similar: 0.4, dissimilar_placement: 'clustered' });
    made.run();
    expect(made.gauge('dsa', 'copy_writes')).toBe(160);
  });
});

describe('DISMOUNT', () => {
  it('takes members out, but not the last full one', () => {
    const made = bench(['one', 'two', 'new'], ['one', 'two']);
    made.mount('dsa', 'new');
    const dismount = (...member: string[]): string => refusal(() => made.shadowing.perform('dsa', 'dismount', { member }));
    expect(dismount('one', 'two')).toBe('one, two: no source member of dsa would be left');
    expect(dismount('elsewhere')).toContain('elsewhere stands for 0 disks');
    expect(dismount('one')).toBe('not refused');
    expect(dismount('one')).toBe('one is not a member of dsa');
    made.run();
    expect(made.gauge('dsa', 'full_members')).toBe(2);
  });

  it('of a target cancels its copy', () => {
    const made = bench(['one', 'new'], ['one']);
    made.mount('dsa', 'new');
    made.at(20.1 * SECOND, () => made.shadowing.perform('dsa', 'dismount', { member: ['new'] }));
    made.run();
    made.cluster.ios.expectIdle();
    expect(made.history('dsa').at(-1)).toEqual([20.1, 'dismount', 'SteadyState']);
  });

  it('of the whole set is refused while writes are under way, and gives up what was copied', () => {
    const made = bench(['one', 'new'], ['one']);
    const dismount = (): string => refusal(() => made.shadowing.perform('dsa', 'dismount', {}));
    made.mount('dsa', 'new');
    made.at(SECOND, () => made.issue('b', 'dsa', Op.Write, 0, 8));
    made.at(SECOND + MS / 2, () => expect(dismount()).toBe('writes to dsa are under way on b'));
    made.at(20.1 * SECOND, () => expect(dismount()).toBe('not refused'));
    made.run();
    made.cluster.ios.expectIdle();
    expect(made.shadowing.statesOf('dsa')).toEqual(['Dismounted']);
    expect(dismount()).toContain('dismount is not possible while dsa is in state Dismounted');
    expect(refusal(() => made.mount('dsa', 'new'))).toBe('none of new was a full member of dsa when it was dismounted');
    made.mount('dsa', ['one', 'new']);
    made.run();
    expect(made.history('dsa', 'mount', 'copy-completed').map(([, , to]) => to)).toEqual(['CopyPending', 'CopyPending', 'SteadyState']);
  });
});

describe('a disk that another set has taken while its own was dismounted', () => {
  function taken(): Bench {
    const made = bench(['one', 'two', 'other'], ['one', 'two']);
    made.add('dsb', ['other']);
    made.shadowing.perform('dsa', 'dismount', {});
    made.mount('dsb', 'two');
    made.run();
    return made;
  }

  it('is not mounted in both', () => {
    expect(refusal(() => taken().shadowing.perform('dsa', 'mount', {}))).toBe('two is a member of dsb');
  });

  it('is a copy target when it comes back: it has the data of the other set', () => {
    const made = taken();
    made.shadowing.perform('dsb', 'dismount', { member: ['two'] });
    expect(refusal(() => made.mount('dsa', 'two'))).toBe('none of two was a full member of dsa when it was dismounted');
    made.shadowing.perform('dsa', 'mount', {});
    expect(made.history('dsa', 'mount').at(-1)![2]).toBe('CopyPending');
    expect(made.gauge('dsa', 'full_members')).toBe(1);
    made.run();
    const [one, two] = made.cluster.disks;
    expect(one!.contents.firstDifference(two!.contents, 0, one!.blocks)).toBe(-1);
  });
});

describe('a set that begins dismounted', () => {
  it('is mounted by the timeline, with all its members and without a copy', () => {
    const made = bench(['one', 'two'], ['one', 'two']);
    const later = new Bench({ disks: { one: disk, two: disk } });
    later.add('dsa', ['one', 'two'], { begins: 'Dismounted' });
    expect(later.shadowing.statesOf('dsa')).toEqual(['Dismounted']);
    later.at(SECOND, () => later.shadowing.perform('dsa', 'mount', {}));
    later.run();
    expect(later.shadowing.statesOf('dsa')).toEqual(made.shadowing.statesOf('dsa'));
    expect(later.gauge('dsa', 'full_members')).toBe(2);
  });
});

describe('SET SHADOW', () => {
  it('refuses a copy source that is no full member', () => {
    const made = bench(['one', 'new'], ['one']);
    made.mount('dsa', 'new');
    expect(refusal(() => made.shadowing.perform('dsa', 'set_shadow', { copy_source: 'new' }))).toBe('new is not a full member of dsa');
  });
});

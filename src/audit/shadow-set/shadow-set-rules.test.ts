import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../kernel/io.ts';
import { Cause } from '../../storage/cause.ts';
import { Uniform } from '../../storage/initial-contents.ts';
import { Stage } from '../testing/stage.ts';
import { ShadowSetRules } from './shadow-set-rules.ts';
import { Threads } from './threads.ts';

const BLOCKS = 100;
const RANGE = 50;
/** What the set holds at first, and the target. */
const [OLD, FOREIGN] = [-1, -2];

/** A set with the full members a and b, and a target t; node n1 or n2 copies in ranges of 50 blocks. */
class SetStage extends Stage {
  constructor(targetStamp = FOREIGN) {
    super(BLOCKS, { a: OLD, b: OLD, t: targetStamp, u: targetStamp });
    const threads = new Threads(
      this.oracle.log,
      new Map([
        ['n1', 1],
        ['n2', 1],
      ]),
    );
    new ShadowSetRules(this.oracle, threads, 'dsa', ['a', 'b']);
    new ShadowSetRules(this.oracle, threads, 'other', ['a']);
    this.#member('a', 'not a member', 'ShadowSetMember');
    this.#member('b', 'not a member', 'ShadowSetMember');
  }

  mount(...disks: string[]): void {
    this.tick();
    for (const disk of disks) this.#member(disk, 'not a member', 'ShadowCopying');
    this.tick();
  }

  begin(text = 'n1 copies to t from block 0', set = 'dsa'): void {
    this.tick().record(set, 'copy-begun', 'CopyPending', 'Copying', text);
  }

  complete(...disks: string[]): void {
    for (const disk of disks) this.#member(disk, 'ShadowCopying', 'ShadowSetMember');
    this.record('dsa', 'copy-completed', 'Copying', 'SteadyState');
  }

  /** The fence that the node was told, and the take-over from there, acknowledged by all. */
  takeOver(node: string, block: number): void {
    this.oracle.fencePublished('dsa', 'n1', block);
    this.oracle.fenceTold('dsa', node, block);
    this.oracle.fenceTakenOver('dsa', node, block);
    this.oracle.fenceAcknowledged('dsa', node);
  }

  cancel(): void {
    this.tick().record('dsa', 'copy-canceled', 'Copying', 'CopyPending');
  }

  remove(disk: string): void {
    this.#member(disk, 'ShadowSetMember', 'not a member');
  }

  /** Copies a range of like or unlike data as it should be done. */
  copy(block: number, source = 'a', target = 't'): void {
    const differs = this.contents(source).firstDifference(this.contents(target), block, block + RANGE) >= 0;
    this.look(source, block, RANGE, Cause.Copy);
    this.compareWith(source, target, block);
    if (!differs) return;
    this.copyFrom(source, target, block);
    this.look(source, block, RANGE, Cause.Copy);
    this.compareWith(source, target, block);
  }

  /** The copy writes what it reads at this instant. */
  copyFrom(source: string, target: string, block: number): void {
    this.put(target, block, this.runsOf(source, block, RANGE), Cause.Copy);
  }

  /** The copy compares the target with what the source holds at this instant. */
  compareWith(source: string, target: string, block: number): void {
    this.compare(target, block, this.runsOf(source, block, RANGE));
  }

  /** A host write in the right order, from its issue to the acknowledgement. */
  good(block: number, blocks: number, ...disks: string[]): number {
    return this.write('dsa', block, blocks, disks);
  }

  #member(disk: string, from: string, to: string): void {
    this.record(`dsa.${disk}`, 'member', from, to, '');
  }
}

function copied(): SetStage {
  const s = new SetStage();
  s.mount('t');
  s.begin();
  s.copy(0);
  s.copy(50);
  s.complete('t');
  return s;
}

it('a read that is issued before the set is mounted, and tried again until it is, finds what its members hold', () => {
  const s = new Stage(BLOCKS, { a: FOREIGN, b: FOREIGN });
  new ShadowSetRules(s.oracle, new Threads(s.oracle.log, new Map()), 'dsa', ['a', 'b']);
  for (const disk of ['a', 'b']) s.contents(disk).reset(new Uniform(OLD));
  const early = s.issue('dsa', Op.Read, 10, 4);
  const wrong = s.issue('dsa', Op.Read, 10, 4);
  for (const disk of ['a', 'b']) s.record(`dsa.${disk}`, 'member', 'not a member', 'ShadowSetMember');
  s.end(early, Status.Good, [[4, OLD]]);
  expect(s.violated).toEqual([]);
  s.end(wrong, Status.Good, [[4, FOREIGN]]);
  expect(s.violated).toEqual(['V3']);
});

describe('a copy that goes as it should', () => {
  it('of unlike data, without hosts', () => {
    const s = copied();
    s.read('dsa', 0, [[BLOCKS, OLD]]);
    s.oracle.end();
    expect(s.oracle.log.toString()).toBe('');
  });

  it('of like data, with hosts on both sides of the fence, and a take-over', () => {
    const s = new SetStage(OLD);
    s.good(10, 5, 'a', 'b');
    s.mount('t');
    s.good(20, 5, 'a', 'b', 't');
    s.begin();
    s.copy(0);
    s.look('b', 50, RANGE, Cause.Copy);
    s.good(40, 20, 'a', 'b', 't');
    s.good(5, 5, 't', 'b', 'a');
    s.record('n1', 'fail', 'up', 'down');
    s.cancel();
    s.takeOver('n2', 50);
    s.record('dsa', 'copy-continued', 'CopyPending', 'Copying', 'n2 copies to t from block 50');
    s.copy(50, 'b');
    s.complete('t');
    s.good(0, 100, 't', 'b', 'a');
    s.oracle.end();
    expect(s.violated).toEqual([]);
  });

  it('that hosts overtake: a write that overlaps a range may cause it to be written twice more', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    s.look('a', 50, RANGE, Cause.Copy);
    s.compareWith('a', 't', 50);
    s.copyFrom('a', 't', 50);
    s.look('a', 50, RANGE, Cause.Copy);
    const before = s.runsOf('a', 50, RANGE);
    const act = s.issue('dsa', Op.Write, 60, 5);
    for (const disk of ['a', 'b', 't']) s.put(disk, 60, [[5, act.stamp]]);
    s.compare('t', 50, before);
    s.put('t', 50, before, Cause.Copy);
    s.end(act);
    s.copy(50);
    s.complete('t');
    s.oracle.end();
    expect(s.oracle.log.toString()).toBe('');
  });
});

describe('V1', () => {
  it('a range that is done differs', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    // The target is compared with something that the source does not hold.
    s.look('a', 50, RANGE, Cause.Copy);
    s.compare('t', 50, s.runsOf('t', 50, RANGE));
    s.complete('t');
    expect(s.violated).toContain('V2');
    const early = new SetStage();
    early.mount('t');
    early.begin();
    early.look('a', 0, RANGE, Cause.Copy);
    early.compare('t', 0, early.runsOf('t', 0, RANGE));
    early.look('a', 50, RANGE, Cause.Copy);
    expect(early.violated).toEqual(['V1']);
  });

  it('a range was written, but not compared again', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    for (const block of [0, 50]) {
      s.look('a', block, RANGE, Cause.Copy);
      s.compareWith('a', 't', block);
      s.copyFrom('a', 't', block);
    }
    s.complete('t');
    expect(s.violated).toEqual(['V1']);
  });
});

describe('V2 and durable', () => {
  it('a target becomes a full member with other data; what was acknowledged is lost', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    s.copy(50);
    s.put('t', 70, [[1, 99]], Cause.Copy);
    s.complete('t');
    expect(s.violated).toContain('V2');
    const lost = copied();
    lost.put('a', 3, [[1, OLD - 7]], Cause.Destage);
    lost.put('b', 3, [[1, OLD - 7]], Cause.Destage);
    lost.oracle.end();
    expect(lost.violated).toEqual(['durable', 'durable']);
  });
});

describe('order and V7', () => {
  it('a write beyond the fence goes to the target before all source members have it', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    s.good(30, 20, 'a', 't', 'b');
    expect(s.violated).toEqual([]);
    s.good(40, 20, 'a', 't', 'b');
    expect(s.violated).toEqual(['order']);
  });

  it('a write is acknowledged that is not on all members', () => {
    const s = new SetStage();
    s.mount('t');
    s.good(0, 5, 'a', 't');
    s.good(0, 5, 'a', 'b');
    expect(s.violated).toEqual(['order', 'V7', 'V7']);
    expect(s.oracle.violations[1]!.text).toContain('was not written to the source member b');
    expect(s.oracle.violations[2]!.text).toContain('was not written to the target t');
  });

  it('older data were put over a write below the fence before it is acknowledged', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    s.look('a', 50, RANGE, Cause.Copy);
    const act = s.issue('dsa', Op.Write, 0, 5);
    for (const disk of ['a', 'b', 't']) s.put(disk, 0, [[5, act.stamp]]);
    s.put('t', 4, [[1, OLD]], Cause.Destage);
    s.end(act);
    expect(s.violated).toEqual(['V7']);
  });

  it('a write issued before a disk joined need not be on it, nor one that was sent to it when it was in the set before', () => {
    const s = copied();
    const act = s.issue('dsa', Op.Write, 0, 5);
    s.put('a', 0, [[5, act.stamp]]);
    s.put('b', 0, [[5, act.stamp]]);
    s.remove('t');
    s.mount('t');
    s.end(act);
    expect(s.violated).toEqual([]);
  });
});

it('V3: a set that returns what a target held', () => {
  const s = new SetStage();
  s.mount('t');
  s.read('dsa', 0, [[5, FOREIGN]]);
  expect(s.violated).toEqual(['V3']);
});

it('V4: a host reads a target, but not if it was sent there when the disk was a full member', () => {
  const s = new SetStage();
  s.look('t', 0, 5);
  s.mount('t');
  expect(s.violated).toEqual([]);
  s.look('t', 0, 5);
  expect(s.violated).toEqual(['V4']);
  s.begin();
  s.copy(0);
  s.copy(50);
  s.complete('t');
  s.look('t', 0, 5);
  expect(s.violated).toEqual(['V4']);
});

describe('V5', () => {
  it('a take-over begins beyond what has been copied', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    s.cancel();
    s.begin('n2 copies to t from block 51');
    expect(s.violated).toEqual(['V5']);
  });

  it('a range is copied again within a pass', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.copy(0);
    s.look('a', 50, RANGE, Cause.Copy);
    s.look('a', 0, RANGE, Cause.Copy);
    expect(s.violated).toEqual(['V5']);
  });
});

describe('V6', () => {
  it('a range is written again and again without any host write', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.look('a', 0, RANGE, Cause.Copy);
    s.compareWith('a', 't', 0);
    s.copyFrom('a', 't', 0);
    expect(s.violated).toEqual([]);
    s.copyFrom('a', 't', 0);
    expect(s.violated).toEqual(['V6']);
  });

  it('a failure may repeat an I/O', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.look('a', 0, RANGE, Cause.Copy);
    s.copyFrom('a', 't', 0);
    s.record('link', 'fail');
    s.copyFrom('a', 't', 0);
    expect(s.violated).toEqual([]);
  });
});

describe('V13', () => {
  it('more copies on a node than it may run; what another set has ended does not count', () => {
    const s = new SetStage();
    s.mount('t');
    s.begin();
    s.begin('n1 copies to u from block 0', 'other');
    expect(s.violated).toEqual(['V13']);
    const t = new SetStage();
    t.mount('t');
    t.begin();
    t.copy(0);
    t.copy(50);
    t.complete('t');
    t.begin('n1 copies to u from block 0', 'other');
    expect(t.violated).toEqual([]);
  });

  it('three targets, or two with copy assist; two nodes at a time; a disk that is no target of the pass', () => {
    const two = 'n1 copies to t and u from block 0';
    const s = new SetStage();
    s.mount('t', 'u');
    s.begin(two);
    expect(s.violated).toEqual([]);
    s.record('dsa', 'copy-begun', '', 'Copying', 'n2 copies to t from block 0');
    expect(s.violated).toEqual(['V13']);
    s.put('u', 0, [[5, OLD]], Cause.Copy);
    s.put('b', 0, [[5, OLD]], Cause.Copy);
    expect(s.violated).toEqual(['V13', 'V13', 'V13']);
    const assisted = new SetStage();
    assisted.mount('t', 'u');
    assisted.record('dsa', 'copy-assist', '', '', 'assisted: on line to one controller');
    assisted.begin(two);
    expect(assisted.violated).toEqual(['V13']);
  });
});

describe('V14', () => {
  it('one comparison too many, one too few', () => {
    const s = new SetStage(OLD);
    s.mount('t');
    s.begin();
    s.copy(0);
    s.copy(50);
    s.compareWith('a', 't', 50);
    s.complete('t');
    expect(s.violated).toEqual(['V14']);
    expect(s.oracle.violations[0]!.text).toContain('3 compares of t for 2 ranges, expected 2');
  });

  it('blocks are left out, at the end or in between', () => {
    for (const block of [0, 50]) {
      const s = new SetStage(OLD);
      s.mount('t');
      s.begin();
      s.copy(block);
      s.complete('t');
      expect(s.violated).toEqual(['V14']);
    }
  });
});

it('V15: a set is as large as its smallest member, and no smaller one joins', () => {
  const s = new Stage(BLOCKS, { a: OLD, b: OLD });
  const small = new Stage(BLOCKS - 1, { c: OLD }).disks[0]!;
  s.oracle.addDisk(small);
  const rules = new ShadowSetRules(s.oracle, new Threads(s.oracle.log, new Map()), 'dsa', ['a', 'b']);
  rules.presented(BLOCKS);
  s.record('dsa.a', 'member', 'not a member', 'ShadowSetMember');
  expect(s.violated).toEqual([]);
  rules.presented(BLOCKS + 1);
  s.record('dsa.c', 'member', 'not a member', 'ShadowCopying');
  expect(s.violated).toEqual(['V15', 'V15']);
});

it('V16: a crash with writes in flight leaves a merge pending, unless the set has but one member', () => {
  const crashed = (announced: boolean, members = 2): Stage => {
    const s = new SetStage();
    if (members === 1) s.remove('b');
    s.end(s.issue('dsa', Op.Write, 0, 5), Status.Aborted);
    if (announced) s.record('dsa', 'merge-pending', 'SteadyState', 'MergePending');
    s.tick();
    s.oracle.end();
    return s;
  };
  expect(crashed(true).violated).toEqual([]);
  expect(crashed(false, 1).violated).toEqual([]);
  expect(crashed(false).violated).toEqual(['V16']);
});

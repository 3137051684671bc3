import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { Rules } from './rules.ts';
import { Bench } from './testing/bench.ts';
import type { NodeOptions } from './testing/simple-cluster.ts';
import type { DiskOptions } from './testing/simple-disk.ts';
import { MediaTrace } from './testing/trace.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const RANGES = 1000;
const disk: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64, blocks: RANGES * RANGE };
const NODES = { a: {}, b: { shadow_rec_dly: 30 * SECOND }, c: { shadow_rec_dly: 40 * SECOND } };

/** Node a copies from 20 s on, 2 ms a range, and publishes every 10 ranges; no time for reconfiguration. */
function copying(
  nodes: { readonly [name: string]: NodeOptions } = NODES,
  rules = new Rules(),
  disks: { readonly [name: string]: DiskOptions } = { one: disk, new: disk },
): Bench {
  const bench = new Bench({ nodes, disks, messageLatency: MS / 2 }, rules);
  bench.add('dsa', ['one'], { cluster_reconfiguration: 0, fence_notify_ranges: 10 });
  bench.mount('dsa', 'new', { similar: 1 });
  return bench;
}

function equal(bench: Bench): boolean {
  const [one, target] = bench.cluster.disks;
  return one!.contents.firstDifference(target!.contents, 0, one!.blocks) === -1;
}

/** `copy-continued` lines: when in s, who, from which range. */
function continued(bench: Bench): [number, string, number][] {
  return bench
    .lines('dsa', 'copy-continued')
    .map(({ at, cause }) => [at / 1e9, cause.split(' ')[0]!, Number(cause.split(' ').at(-1)) / RANGE]);
}

describe('publication of the fence', () => {
  const phasesOf = (bench: Bench, node: string, ranges: number, at: number): number => {
    const trace = new MediaTrace(bench.cluster.kernel);
    bench.cluster.media = trace;
    bench.at(at, () => bench.issue(node, 'dsa', Op.Write, (ranges - 1) * RANGE, RANGE));
    bench.run(at + 10 * MS);
    return trace.lines.filter(({ host }) => host).at(-1)!.at - at / MS;
  };

  it('reaches the other nodes after so many ranges, when the message arrives', () => {
    // Ranges 1 to 10 are done at 20.020 s, the news are there at 20.0205 s.
    expect(phasesOf(copying(), 'b', 10, 20.0204 * SECOND)).toBe(2);
    expect(phasesOf(copying(), 'b', 10, 20.0206 * SECOND)).toBe(1);
    expect(phasesOf(copying(), 'b', 11, 20.0399 * SECOND)).toBe(2);
  });

  it('comes earlier if the interval has passed', () => {
    const bench = new Bench({ nodes: NODES, disks: { one: disk, new: disk } });
    bench.add('dsa', ['one'], { fence_notify_interval: 7 * MS });
    bench.mount('dsa', 'new', { similar: 1 });
    bench.run(30 * SECOND);
    // Ranges end every 2 ms: a publication every 8 ms, 250 in 2 s, to two nodes.
    expect(bench.cluster.messages).toBe(500);
  });

  it('a node that boots during a copy is told', () => {
    const bench = copying();
    bench.at(SECOND, () => bench.fail('b'));
    bench.at(20.0305 * SECOND, () => bench.repair('b'));
    // The manager knows range 15 at that instant, exactly.
    expect(phasesOf(bench, 'b', 15, 20.0315 * SECOND)).toBe(1);
  });
});

describe('when the managing node crashes', () => {
  it('another one goes on from the fence that it was told, in the middle of the disk', () => {
    const bench = copying();
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.run();
    // 502 ranges were done, 500 published. Node b waits 30 s, then asks c: 1 ms there and back.
    expect(continued(bench)).toEqual([[51.006, 'b', 500]]);
    expect(bench.history('dsa', 'copy-completed')).toEqual([[52.006, 'copy-completed', 'MergePending']]);
    expect(bench.gauge('dsa', 'merges_pending')).toBe(1);
    bench.cluster.ios.expectIdle();
  });

  it('the same may happen again', () => {
    const bench = copying();
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.at(51.509 * SECOND, () => bench.fail('b'));
    bench.run();
    // b did 251 ranges from 51.006 s on and published 750 in all. c waits 40 s; there is nobody left to ask.
    expect(continued(bench)).toEqual([
      [51.006, 'b', 500],
      [91.509, 'c', 750],
    ]);
    expect(equal(bench)).toBe(true);
  });

  it('and the next one crashes while it waits for acknowledgements, a third takes over', () => {
    const bench = copying();
    bench.cluster.messageLatency = (from, to) => (from.name === 'b' && to.name === 'c' ? 10 * SECOND : MS / 2);
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.at(55 * SECOND, () => {
      expect(bench.shadowing.explain('dsa')).toContain('b waits until all nodes have acknowledged');
      expect(bench.gauge('dsa', 'copy_threads')).toBe(1);
      bench.fail('b');
      expect(bench.gauge('dsa', 'copy_threads')).toBe(0);
    });
    bench.run();
    expect(continued(bench)).toEqual([[95, 'c', 500]]);
    expect(bench.shadowing.statesOf('dsa')).toEqual(['MergePending']);
  });

  it('and comes back before anybody has taken over, it may take over itself', () => {
    const bench = copying();
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.at(25 * SECOND, () => bench.repair('a'));
    bench.run();
    // It has waited 20 s at 45 s. It forgot the fence in the crash; b told it when it mounted the set.
    expect(continued(bench)).toEqual([[45.001, 'a', 500]]);
  });

  it('or gives up the set because it reaches no source member, it knows nothing of the fence any more', () => {
    const bench = copying();
    const told: string[] = [];
    bench.cluster.fences = { ...bench.cluster.fences, fenceTold: (_set, node, block) => told.push(`${node} ${block / RANGE}`) };
    bench.at(21.005 * SECOND, () => bench.fail('a>one', 'a>new'));
    // Without any source member in reach for an hour, a gives up; what it did last was range 502, published are 500.
    bench.run(3625 * SECOND);
    expect(bench.lines('dsa', 'mount-timeout')).toHaveLength(1);
    expect(told).toContain('a 502');
    expect(told.filter((line) => line.startsWith('a ')).at(-1)).toBe('a 0');
    bench.run();
    expect(continued(bench).map(([, node, range]) => [node, range])).toEqual([['b', 500]]);
    expect(equal(bench)).toBe(true);
  });

  it('and no node is left, the copy starts again at block 0', () => {
    const bench = copying({ a: {} });
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.at(25 * SECOND, () => bench.repair('a'));
    bench.run();
    expect(continued(bench)).toEqual([[45, 'a', 0]]);
    expect(bench.shadowing.statesOf('dsa')).toEqual(['MergePending']);
  });

  it('and takes over itself, it waits for its own writes from before the crash', () => {
    const bench = copying({ a: {} });
    bench.at(20.9 * SECOND, () => {
      bench.cluster.node('a').path(bench.cluster.disk('one')).latency = 60 * SECOND;
      bench.issue('a', 'dsa', Op.Write, 0, 8);
      bench.cluster.node('a').path(bench.cluster.disk('one')).latency = 0;
    });
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.at(25 * SECOND, () => bench.repair('a'));
    bench.run();
    // It would take over at 45 s; the write reaches the source at 50.901 s.
    expect(continued(bench)).toEqual([[50.901, 'a', 0]]);
    expect(equal(bench)).toBe(true);
  });

  it('no merge is due for a set of one member', () => {
    const bench = new Bench({ nodes: NODES, disks: { one: disk } });
    bench.add('dsa', ['one']);
    bench.at(SECOND, () => bench.fail('a'));
    bench.run();
    expect(bench.shadowing.statesOf('dsa')).toEqual(['SteadyState']);
  });

  it('its writes under way fail or are there, and the take-over waits for them', () => {
    const bench = copying();
    bench.cluster.node('a').path(bench.cluster.disk('one')).latency = 80 * SECOND;
    bench.at(21 * SECOND, () => bench.issue('a', 'dsa', Op.Write, 0, 8));
    bench.at(21.005 * SECOND, () => bench.fail('a'));
    bench.run();
    expect(bench.ios[0]!.status).toBe(Status.Failed);
    // The write comes back at 21 + 80.001 s; only then b goes on.
    expect(continued(bench)[0]![0]).toBe(101.001);
    expect(equal(bench)).toBe(true);
  });

  it('a node that is not the manager takes nothing along but leaves a merge', () => {
    const bench = copying();
    bench.at(21.005 * SECOND, () => bench.fail('b'));
    bench.run();
    expect(bench.history('dsa', 'copy-canceled')).toEqual([]);
    expect(bench.history('dsa', 'copy-completed')).toEqual([[22, 'copy-completed', 'MergePending']]);
  });
});

/**
 * Node c has been told of 500 ranges, b only of 490: the last message to b takes until 121.005 s. Node a crashes at
 * 21.002 s. At that instant c writes in range 495, below its fence, to both members at once; the way to the source
 * takes 50 s there and 50 s back. Node b would go on at 51.002 s.
 */
function overtaken(rules = new Rules()): { bench: Bench; trace: MediaTrace } {
  const bench = copying(NODES, rules);
  const trace = new MediaTrace(bench.cluster.kernel);
  bench.cluster.media = trace;
  bench.cluster.messageLatency = (from, to) => {
    const late = from.name === 'a' && to.name === 'b' && bench.cluster.kernel.now === 21 * SECOND;
    return late ? 100.005 * SECOND : MS / 2;
  };
  bench.at(21.002 * SECOND, () => {
    bench.cluster.node('c').path(bench.cluster.disk('one')).latency = 100 * SECOND;
    bench.issue('c', 'dsa', Op.Write, 495 * RANGE, 8);
    bench.fail('a');
  });
  bench.at(121.0052 * SECOND, () => bench.issue('b', 'dsa', Op.Write, 499 * RANGE, 8));
  bench.run();
  return { bench, trace };
}

describe('a take-over', () => {
  it('waits for writes that were judged by an older fence', () => {
    const { bench } = overtaken();
    expect(continued(bench)).toEqual([[121.0035, 'b', 490]]);
    expect(equal(bench)).toBe(true);
  });

  it('would leave the members different if it did not', () => {
    class Hasty extends Rules {
      override awaitsAcknowledgement(): boolean {
        return false;
      }
    }
    const { bench } = overtaken(new Hasty());
    expect(continued(bench)).toEqual([[51.002, 'b', 490]]);
  });

  it('makes news of the former manager void', () => {
    const host = ({ trace }: { trace: MediaTrace }): string[] => trace.host.slice(-2);
    expect(host(overtaken())).toEqual(['one write @ 121006.2', 'new write @ 121007.2']);
    class Credulous extends Rules {
      override isCurrent(): boolean {
        return true;
      }
    }
    expect(host(overtaken(new Credulous()))).toEqual(['one write @ 121006.2', 'new write @ 121006.2']);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Io, type Layer, Status, type WaitingPlace } from '../../kernel/io.ts';
import { RandomStreams } from '../../kernel/random.ts';
import { Store } from '../../kernel/store.ts';
import { Residence } from '../../storage/residence.ts';
import { arrivalProcess } from './arrivals/arrivals.ts';
import { ClosedWorkload } from './closed-workload.ts';
import type { WorkloadNode } from './host-ios.ts';
import { OpenWorkload } from './open-workload.ts';
import { FixedDelay, hostOptions, rig } from './testing/rig.ts';
import { someSource } from './testing/sources.ts';

const MS = 1e6;

/** Two nodes, each with a way of its own to the volume. */
function twoNodes(delay: number, depth: number) {
  const ways = [new FixedDelay(delay), new FixedDelay(delay)] as const;
  const nodes: WorkloadNode[] = ways.map((way, n) => ({
    name: `node-${n}`,
    targets: [way],
    queueDepth: [new Store(`queue depth of node-${n}`, depth, Residence['queue depth'])],
  }));
  return { ways, nodes };
}

const hot = { kind: 'hot-spot', share: 0.9, part: 0.0001, chunks: undefined, alignment: 1 } as const;

describe('a node crashes under a closed workload', () => {
  function crash(failover: boolean) {
    const { ways, nodes } = twoNodes(5 * MS, 2);
    const there = rig();
    const options = { ...hostOptions(ways[0], { nodes, failover }), clients: 12, think: null, atMost: undefined };
    const workload = new ClosedWorkload({ ...options, source: someSource({ clients: 12, read: 0.2, access: hot }) }, there.shared);
    workload.start();
    there.kernel.run(102 * MS);
    const before = ways.map((way) => way.submitted);
    workload.nodeFailed(0);
    const { aborted } = workload.counts;
    there.kernel.run(200 * MS);
    const during = ways.map((way, n) => way.submitted - before[n]!);
    workload.nodeRepaired(0);
    there.kernel.run(300 * MS);
    const after = ways.map((way, n) => way.submitted - before[n]! - during[n]!);
    workload.stop();
    there.kernel.run();
    there.ios.expectIdle();
    expect(there.locks.held).toBe(0);
    expect(workload.payloads).toBe(0);
    for (const node of nodes) expect(node.queueDepth![0]!.free).toBe(2);
    return { workload, aborted, during, after, observer: there.observer };
  }

  test('its I/Os are aborted, its clients wait until it is back', () => {
    const { workload, aborted, during, after, observer } = crash(false);
    expect(aborted).toBe(6);
    expect(during[0]).toBe(0);
    expect(during[1]).toBeGreaterThan(20);
    expect(after[0]).toBeGreaterThan(20);
    const { issued, completed } = workload.counts;
    expect(issued).toBe(completed + aborted);
    expect(observer.seen.every((one) => one.status === Status.Good || one.status === Status.Aborted)).toBe(true);
  });

  test('or go on from the other node', () => {
    const { workload, aborted, during, after } = crash(true);
    expect(aborted).toBe(6);
    expect(during[0]).toBe(0);
    expect(during[1]).toBeGreaterThan(20);
    expect(after[0]).toBeGreaterThan(20);
    expect(workload.counts.issued).toBe(workload.counts.completed + aborted);
  });
});

test('the blocks of a write stay locked until it is over, though its node has crashed', () => {
  const { ways, nodes } = twoNodes(1000 * MS, 100);
  const there = rig();
  const volumes = [{ name: 'data', blocks: 16 }];
  const options = { ...hostOptions(ways[0], { nodes, volumes }), clients: 2, think: null, atMost: undefined };
  const workload = new ClosedWorkload({ ...options, source: someSource({ clients: 2, read: 0, volumes }) }, there.shared);
  workload.start();
  there.kernel.run(MS);
  workload.nodeFailed(0);
  expect(workload.counts).toMatchObject({ issued: 2, aborted: 1 });
  expect([workload.inFlight, workload.payloads, there.observer.seen[0]!.status]).toEqual([1, 0, Status.Aborted]);
  there.kernel.run(999 * MS);
  expect(ways.map((way) => way.submitted)).toEqual([1, 0]);
  there.kernel.run(1001 * MS);
  expect(ways.map((way) => way.submitted)).toEqual([1, 1]);
  expect(there.observer.seen[1]!.issued - there.observer.seen[1]!.began).toBe(1000 * MS);
  workload.stop();
  there.kernel.run();
  there.ios.expectIdle();
});

test('a write that waits for blocks is gone with its node', () => {
  const { ways, nodes } = twoNodes(1000 * MS, 100);
  const there = rig();
  const volumes = [{ name: 'data', blocks: 16 }];
  const options = { ...hostOptions(ways[0], { nodes, volumes }), clients: 2, think: null, atMost: undefined };
  const workload = new ClosedWorkload({ ...options, source: someSource({ clients: 2, read: 0, volumes }) }, there.shared);
  workload.start();
  there.kernel.run(MS);
  workload.nodeFailed(1);
  expect([workload.counts.aborted, there.locks.held]).toEqual([1, 1]);
  workload.stop();
  there.kernel.run();
  expect(ways.map((way) => way.submitted)).toEqual([1, 0]);
  there.ios.expectIdle();
});

test('an I/O that has just come up when its node fails gives back its place in the queue', () => {
  const { nodes } = twoNodes(MS, 2);
  const there = rig();
  const held: Io[] = [];
  // A box that goes down with the node: it ends what it has, and before that is heard of, the node is gone.
  const box: Layer & WaitingPlace = {
    name: 'box',
    submit: (io) => {
      held.push(io);
      io.wait(box, 0);
    },
    advance: (io) => io.done(Status.Failed),
    forget: () => {},
  };
  const host = hostOptions(box, { nodes: nodes.map((node) => ({ ...node, targets: [box] })) });
  const options = { ...host, clients: 6, think: null, atMost: undefined };
  const workload = new ClosedWorkload({ ...options, source: someSource({ clients: 6, read: 0.5 }) }, there.shared);
  workload.start();
  there.kernel.run(MS);
  const failing = there.kernel.register({
    name: 'node fails behind what comes up',
    fire: () => workload.nodeFailed(0),
  });
  for (const io of held) io.resume(io.ticket, Residence.transfer);
  there.kernel.soon(failing, 0);
  expect(held).toHaveLength(4);
  workload.stop();
  there.kernel.run(2 * MS);
  for (const io of held.slice(4)) io.resume(io.ticket, Residence.transfer);
  there.kernel.run();
  there.ios.expectIdle();
  expect(workload.counts).toMatchObject({ issued: 6, aborted: 3 });
  expect(nodes.map((node) => node.queueDepth![0]!.free)).toEqual([2, 2]);
});

test('arrivals at a node that is down are missed, or go to the next one', () => {
  for (const failover of [false, true]) {
    const { ways, nodes } = twoNodes(MS, 100);
    const there = rig();
    const arrivals = arrivalProcess(
      { rate: 1000, kind: 'constant', bursts: undefined, daily: undefined },
      'trading',
      new RandomStreams('1', 0),
    );
    const workload = new OpenWorkload(
      { ...hostOptions(ways[0], { nodes, failover }), arrivals, source: someSource({ read: 1 }) },
      there.shared,
    );
    workload.start();
    workload.nodeFailed(1);
    there.kernel.run(1000 * MS);
    workload.stop();
    there.kernel.run();
    expect(ways.map((way) => way.submitted)).toEqual(failover ? [1000, 0] : [500, 0]);
    expect(workload.counts.missed).toBe(failover ? 0 : 500);
  }
});

test('whatever happens to it, every I/O ends once and nothing is left behind', () => {
  const happening = fc.record({ what: fc.constantFrom('start', 'stop', 'fail', 'repair'), node: fc.nat(1), after: fc.nat(40 * MS) });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), fc.boolean(), fc.boolean(), (happenings, failover, isOpen) => {
      const { nodes } = twoNodes(1, 3);
      const flaky = new FixedDelay(7 * MS, (_, n) => (n % 3 === 0 ? Status.Failed : Status.Good));
      const there = rig();
      const host = hostOptions(flaky, { nodes: nodes.map((node) => ({ ...node, targets: [flaky] })), failover, retries: 1 });
      const source = someSource({ clients: isOpen ? 0 : 12, read: 0.2, access: hot });
      const arrivals = arrivalProcess(
        { rate: 900, kind: 'poisson', bursts: undefined, daily: undefined },
        'trading',
        new RandomStreams('1', 0),
      );
      const workload = isOpen
        ? new OpenWorkload({ ...host, arrivals, source }, there.shared)
        : new ClosedWorkload({ ...host, clients: 12, think: null, atMost: 8192 * 1000, source }, there.shared);
      workload.start();
      for (const { what, node, after } of happenings) {
        there.kernel.run(there.kernel.now + after);
        if (what === 'start') workload.start();
        else if (what === 'stop') workload.stop();
        else if (what === 'fail') workload.nodeFailed(node);
        else workload.nodeRepaired(node);
      }
      workload.stop();
      there.kernel.run();
      there.ios.expectIdle();
      const { issued, completed, failed, aborted } = workload.counts;
      expect(completed + failed + aborted).toBe(issued);
      expect(there.observer.seen.filter((one) => one.done < 0)).toEqual([]);
      expect([workload.inFlight, workload.payloads, there.locks.held]).toEqual([0, 0, 0]);
      expect(nodes.map((node) => node.queueDepth![0]!.free)).toEqual([3, 3]);
    }),
    { seed: 5, numRuns: 100 },
  );
});

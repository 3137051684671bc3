import { describe, expect, it } from 'vitest';
import { type Model, WORKLOADS } from '../../bench/workloads/index.mjs';
import { IoPool } from '../../src/kernel/io-pool.ts';
import { Kernel } from '../../src/kernel/kernel.ts';
import { Process } from '../../src/kernel/process.ts';
import { Random } from '../../src/kernel/random.ts';
import { Station } from '../../src/kernel/station.ts';

const kit = { Kernel, Random, IoPool, Station, Process };
const OPERATIONS = 20_000;
const SETTLING = 200_000;

function ran(workload: string, n: number): Model {
  const { Model } = WORKLOADS.find((one) => one.workload === workload && one.n === n)!;
  const model = new Model(kit, n, OPERATIONS);
  model.prepare();
  model.run();
  return model;
}

/** Check values: bench/yardstick.cpp with the same number of operations. Events: by the definition of the workload. */
describe('the workloads of the benchmark, small', () => {
  it('W1: two events per customer', () => {
    const model = ran('W1', 1_000_000);
    expect(model.check()).toBeCloseTo(4.50134365, 6);
    expect(model.kernel.events).toBe(2 * OPERATIONS);
    expect(model.kernel.pending).toBe(0);
  });

  it.each([
    [10, 22021.2155725],
    [1000, 220.217975717],
    [100_000, 2.20489424457],
  ])('W2 with %i pending: one event per operation', (n, check) => {
    const model = ran('W2', n);
    expect(model.check()).toBeCloseTo(check, 5);
    expect(model.kernel.events).toBe(Math.max(n, SETTLING) + OPERATIONS);
    expect(model.kernel.pending).toBe(n);
  });

  it('W3: four events per I/O, and those of I/Os under way', () => {
    const model = ran('W3', 64);
    expect(model.check()).toBeCloseTo(1.43722619693, 6);
    expect(model.kernel.events).toBeGreaterThanOrEqual(4 * OPERATIONS);
    expect(model.kernel.events).toBeLessThan(4 * OPERATIONS + 4 * 64);
  });

  it('W4: one event per work, one per time-out that was not cancelled', () => {
    const model = ran('W4', 10_000);
    const works = SETTLING + OPERATIONS;
    expect(model.check()).toBeCloseTo(0.0866863636364, 8);
    expect(model.kernel.events).toBe(works + Math.round(0.0866863636364 * works));
  });

  it('W3 out of stations: as step machines, with a child per I/O, as processes: the same events', () => {
    const machine = ran('W3-machine', 64);
    expect(machine.check()).toBeCloseTo(1.46823882389, 6);
    expect(machine.kernel.events).toBeGreaterThanOrEqual(4 * OPERATIONS);
    expect(machine.kernel.events).toBeLessThan(4 * OPERATIONS + 4 * 64);
    for (const other of ['W3-io', 'W3-process']) expect(ran(other, 64).kernel.fingerprint).toBe(machine.kernel.fingerprint);
  });
});

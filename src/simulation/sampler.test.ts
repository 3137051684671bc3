import { describe, expect, it } from 'vitest';
import { IoPool } from '../kernel/io-pool.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { TimelineRow } from '../metrics/results.ts';
import { StationRecorder } from '../metrics/station-recorder.ts';
import { WorkloadRecorder } from '../metrics/workload-recorder.ts';
import { Histogram } from '../statistics/histogram.ts';
import { RESIDENCE } from '../storage/residence.ts';
import { Sampler } from './sampler.ts';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';

const SECOND = 1e9;

/** A workload whose n-th I/O ends at n x 0.1 s and took n % 97 ms, and a station that is busy for 30 % of each second. */
function sampled(seconds: number, fixed: boolean): { rows: TimelineRow[]; all: Histogram; interval: number } {
  const kernel = new Kernel();
  const ios = new IoPool(kernel, RESIDENCE.length);
  const clock = {
    names: ['all'],
    maskAt: () => 1,
    get now() {
      return kernel.now;
    },
  };
  const recorder = new WorkloadRecorder(clock);
  const all = new Histogram();
  const io = ios.take({ name: 'test', advance: () => {} }, null);
  io.blocks = 2;
  const end = (n: number): void => {
    const response = (n % 97) * 1e6;
    io.began = kernel.now - response;
    recorder.hostDone('d', io);
    all.record(response);
    kernel.after(SECOND / 10, id, n + 1);
  };
  const id = kernel.register({ name: 'test', fire: end });
  kernel.after(SECOND / 10, id, 1);
  const meter = {
    report: (into: { busy: Float64Array; population: number; visits: number }) => {
      into.busy.fill(0);
      into.busy[0] = 0.6 * kernel.now;
      return into;
    },
  };
  const sampler = new Sampler(SECOND, fixed, new Map([['w', recorder]]), [new StationRecorder('s', 2, meter, 1)], []);
  while (kernel.now < seconds * SECOND) {
    kernel.run(Math.min(kernel.now + sampler.interval, seconds * SECOND));
    sampler.take(kernel.now);
  }
  return { rows: sampler.rows(), all, interval: sampler.interval };
}

const of = (rows: readonly TimelineRow[], metric: string): TimelineRow[] => rows.filter((row) => row.metric === metric);

describe('samples', () => {
  it('are of the length asked for, and tell rates, times and utilisation of their stretch', () => {
    const { rows } = sampled(600, true);
    expect(of(rows, 'throughput').map(({ time_s }) => time_s)).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(of(rows, 'throughput').every(({ value }) => value === 10)).toBe(true);
    expect(of(rows, 'data_rate').every(({ value }) => Math.abs(value - 0.01024) < 1e-12)).toBe(true);
    expect(of(rows, 'utilisation').every(({ value }) => Math.abs(value - 30) < 1e-4)).toBe(true);
    // The I/Os 1 to 10 of 1 to 10 ms.
    expect(of(rows, 'response_time_mean')[0]!.value).toBe(5.5);
    expect(of(rows, 'response_time_p95')[0]!.value).toBe(10);
  });

  it('are joined by twos when there are too many: totals stay, quantiles are those of all I/Os', () => {
    const { rows, interval, all } = sampled(4800, false);
    expect(interval).toBe(16 * SECOND);
    const throughput = of(rows, 'throughput');
    expect(throughput.length).toBeGreaterThanOrEqual(240);
    expect(throughput.length).toBeLessThan(480);
    expect(throughput.map(({ time_s }) => time_s)).toEqual(throughput.map((_, i) => 16 * (i + 1)));
    expect(throughput.every(({ value }) => Math.abs(value - 10) < 1e-9)).toBe(true);
    const mean = of(rows, 'response_time_mean').reduce((sum, { value }) => sum + value, 0) / throughput.length;
    expect(mean * 1e6).toBeCloseTo(all.sum / all.count, 0);
    // The first 160 I/Os: 1 to 96 ms, 0, and 1 to 63 ms again. Rank 152 of them: the 9 longest are 88 to 96 ms.
    expect(of(rows, 'response_time_p95')[0]!.value).toBeCloseTo(88, 0);
    expect(of(rows, 'utilisation').every(({ value }) => Math.abs(value - 30) < 1e-4)).toBe(true);
  });

  it('leave out the times of stretches without I/Os, and have no other gaps', () => {
    const text = pairOf('workloads: {load: {host: vms, volumes: d1, rate: 20 IOPS, active: {from: 00:30}}}', 'start + 1 h');
    const { timeline } = run(scenarioOf(text, 'run.interval=10 min'));
    const times = (metric: string): number[] =>
      timeline.filter((row) => row.metric === metric && row.subject === 'load').map(({ time_s }) => time_s);
    expect(times('throughput')).toEqual([600, 1200, 1800, 2400, 3000, 3600]);
    expect(times('response_time_mean')).toEqual([2400, 3000, 3600]);
    expect(timeline.every(({ value }) => Number.isFinite(value))).toBe(true);
  });

  it('never change the run', () => {
    const text = pairOf(
      `workloads: {load: {host: vms, volumes: s, rate: 20 IOPS}}
copies: {s: {kind: shadow-set, members: d1}}
timeline: {add: {at: 00:01, do: mount s, member: d2}}`,
      's.done + 1 min',
    );
    const outcomes = [[], ['run.interval=1 s'], ['run.interval=7 s'], ['run.interval=2 h']].map((set) => run(scenarioOf(text, ...set)));
    expect(new Set(outcomes.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(new Set(outcomes.map(({ eventCount }) => eventCount)).size).toBe(1);
    expect(outcomes.map(({ figures }) => JSON.stringify(figures.map(({ value }) => value)))).toEqual(
      outcomes.map(() => JSON.stringify(outcomes[0]!.figures.map(({ value }) => value))),
    );
    const lengths = outcomes.map(
      ({ timeline }) => timeline.filter(({ metric, subject }) => metric === 'throughput' && subject === 'load').length,
    );
    expect(lengths[1]).toBeGreaterThan(5 * lengths[2]!);
    expect(lengths[3]).toBe(1);
  });
});

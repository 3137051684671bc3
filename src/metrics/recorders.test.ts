import { beforeEach, describe, expect, it } from 'vitest';
import { type Io, Op, type Owner, Status } from '../kernel/io.ts';
import { IoPool } from '../kernel/io-pool.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Station } from '../kernel/station.ts';
import { Cause } from '../storage/cause.ts';
import { RESIDENCE, Residence } from '../storage/residence.ts';
import { stationFigures } from './station-figures.ts';
import { StationRecorder } from './station-recorder.ts';
import { workloadFigures } from './workload-figures.ts';
import { WorkloadRecorder } from './workload-recorder.ts';

const MS = 1e6;

let kernel: Kernel;
let ios: IoPool;

beforeEach(() => {
  kernel = new Kernel();
  ios = new IoPool(kernel, RESIDENCE.length);
});

function at(instant: number, act: () => void): void {
  kernel.after(instant - kernel.now, kernel.register({ name: 'test', fire: act }), 0);
}

describe('the recorder of a workload', () => {
  /** Phase 1 lasts from 10 ms to 20 ms. */
  let recorder: WorkloadRecorder;
  beforeEach(() => {
    const maskAt = (time: number): number => (time >= 10 * MS && time < 20 * MS ? 3 : 1);
    recorder = new WorkloadRecorder({
      names: ['all', 'p'],
      maskAt,
      get now() {
        return kernel.now;
      },
    });
  });

  /** An I/O of 8 KiB from one instant to another; times by category, in ms. */
  function io(
    from: number,
    to: number,
    op: Op = Op.Read,
    parts: { readonly [category: number]: number } = {},
    status: Status = Status.Good,
  ): void {
    let one: Io | null = null;
    const owner: Owner = { name: 'test', advance: () => {} };
    at(from * MS, () => {
      one = ios.take(owner, null);
      one.op = op;
      one.blocks = 16;
    });
    at(to * MS, () => {
      one!.status = status;
      for (const [category, time] of Object.entries(parts)) one!.spend(time * MS, Number(category));
      recorder.hostDone('d', one!);
    });
  }
  const figures = (phase: number, length: number) => {
    const rows = workloadFigures('w', 'p', recorder.figures()[phase]!, length * MS);
    return (metric: string, statistic: string): number => rows.find((row) => row.metric === metric && row.statistic === statistic)!.value;
  };

  it('counts an I/O to the phases in which it arrived, whenever it ends', () => {
    for (const [from, to] of [
      [5, 15],
      [10, 11],
      [19, 90],
      [20, 21],
    ] as const)
      io(from, to);
    kernel.run();
    const [all, p] = [figures(0, 100), figures(1, 10)];
    expect([all('completed', 'total'), p('completed', 'total')]).toEqual([4, 2]);
    // Two in 10 ms.
    expect(p('throughput', 'mean')).toBe(200);
    expect(p('data_rate', 'mean')).toBeCloseTo((2 * 8192) / 0.01 / 1e6, 9);
    expect(p('response_time', 'mean')).toBe((1 + 71) / 2);
    expect(p('response_time', 'max')).toBe(71);
  });

  it('tells reads and writes apart', () => {
    io(0, 4);
    io(0, 8, Op.Write);
    io(1, 10, Op.Write);
    kernel.run();
    const all = figures(0, 10);
    expect([all('read_response_time', 'mean'), all('write_response_time', 'mean'), all('response_time', 'mean')]).toEqual([4, 8.5, 7]);
    expect(all('response_time', 'p50')).toBeCloseTo(8, 1);
  });

  it('accounts for all of the response time: what no place has accounted for is shown as other', () => {
    io(0, 10, Op.Read, { [Residence.seek]: 4, [Residence.transfer]: 1 });
    io(0, 6, Op.Read, { [Residence.seek]: 6 });
    kernel.run();
    const all = figures(0, 10);
    const parts = RESIDENCE.map((name) => all(`residence_${name.replaceAll(' ', '_')}`, 'mean'));
    expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(all('response_time', 'mean'), 12);
    expect([all('residence_seek', 'mean'), all('residence_transfer', 'mean'), all('residence_other', 'mean')]).toEqual([5, 0.5, 2.5]);
  });

  it('counts failed ones as errors, and as nothing else', () => {
    io(0, 10, Op.Read, {}, Status.Failed);
    io(0, 5, Op.Read, {}, Status.Aborted);
    io(0, 3);
    kernel.run();
    const all = figures(0, 10);
    expect([all('errors', 'total'), all('completed', 'total'), all('response_time', 'max')]).toEqual([2, 1, 3]);
    expect(recorder.takeSample().response.count).toBe(1);
  });

  it('counts in phases that overlap, touch and come back just what each would count alone', () => {
    // Phase p lasts through all milliseconds that a multiple of 2 p + 1 begins; phase 0 is the whole run.
    const lasts = (phase: number, time: number): boolean => phase === 0 || Math.floor(time / MS) % (2 * phase + 1) === 0;
    const names = ['all', 'a', 'b', 'c', 'd'];
    const maskAt = (time: number): number => names.reduce((mask, _, phase) => (lasts(phase, time) ? mask | (1 << phase) : mask), 0);
    recorder = new WorkloadRecorder({
      names,
      maskAt,
      get now() {
        return kernel.now;
      },
    });
    const arrivals = Array.from({ length: 400 }, (_, i) => (i * 37) / 16);
    const response = (i: number): number => 1 + ((i * 7) % 50);
    const failed = (i: number): boolean => i % 11 === 0;
    for (const [i, from] of arrivals.entries())
      io(from, from + response(i), i % 3 === 0 ? Op.Write : Op.Read, { [Residence.seek]: 1 }, failed(i) ? Status.Failed : Status.Good);
    kernel.run();
    const counted = recorder.figures();
    for (const phase of names.keys()) {
      const there = [...arrivals.keys()].filter((i) => lasts(phase, arrivals[i]! * MS));
      const good = there.filter((i) => !failed(i));
      const { reads, writes, bytes, errors } = counted[phase]!;
      expect([reads.count + writes.count, errors, bytes]).toEqual([good.length, there.length - good.length, good.length * 8192]);
      expect(writes.count).toBe(good.filter((i) => i % 3 === 0).length);
      expect(reads.sum + writes.sum).toBe(good.reduce((sum, i) => sum + response(i) * MS, 0));
      expect(counted[phase]!.residence()[Residence.seek]).toBe(good.length * MS);
      expect(writes.max).toBe(Math.max(...good.filter((i) => i % 3 === 0).map((i) => response(i) * MS)));
    }
  });

  it('hands over what was done since the last sample', () => {
    io(0, 3);
    io(0, 30);
    kernel.run(10 * MS);
    const first = recorder.takeSample();
    expect([first.response.count, first.response.sum, first.bytes]).toEqual([1, 3 * MS, 8192]);
    kernel.run();
    const second = recorder.takeSample();
    expect([second.response.count, second.response.sum]).toEqual([1, 30 * MS]);
    first.merge(second);
    expect([first.response.count, first.response.sum, first.bytes]).toEqual([2, 33 * MS, 16384]);
  });

  it('a phase of no length, or without I/Os, has no rates and no times', () => {
    const rows = workloadFigures('w', 'p', recorder.figures()[1]!, 0);
    expect(rows.map(({ metric, value }) => [metric, value])).toEqual([
      ['completed', 0],
      ['errors', 0],
    ]);
    const idle = workloadFigures('w', 'p', recorder.figures()[1]!, 5);
    expect(idle.map(({ metric }) => metric)).toEqual(['completed', 'errors', 'throughput', 'data_rate']);
    expect(idle.every(({ value }) => value === 0)).toBe(true);
  });
});

describe('the recorder of a station', () => {
  const owner: Owner = { name: 'caller', advance: (io) => io.done() };

  it('takes the differences of its integrals over the stretches of a phase', () => {
    const station = new Station(kernel, 's', [Residence['cpu wait'], Residence.cpu], 2);
    const recorder = new StationRecorder('s', 2, station, 2);
    const serve = (instant: number, demand: number, cause: number): void =>
      at(instant, () => {
        const io = ios.take(owner, null);
        io.cause = cause;
        station.serve(io, demand, 0);
      });
    recorder.begin(0);
    serve(0, 30, Cause.Host);
    serve(5, 40, Cause.Copy);
    serve(10, 10, Cause.Host); // waits until 30, served until 40
    at(10, () => recorder.begin(1));
    at(20, () => recorder.end(1));
    at(35, () => recorder.begin(1));
    at(50, () => recorder.end(1));
    at(60, () => recorder.end(0));
    kernel.run();
    const value = (phase: number, length: number) => {
      const rows = stationFigures('s', 'p', 2, recorder.phases[phase]!, length);
      return Object.fromEntries(rows.filter((row) => row.value !== 0).map((row) => [row.metric, row.value]));
    };
    // 10 to 20: both busy, one waits. 35 to 50: host until 40, copy until 45.
    expect(value(1, 25)).toEqual({
      utilisation: (100 * (20 + 5 + 10)) / 25 / 2,
      utilisation_host: (100 * (10 + 5)) / 25 / 2,
      utilisation_copy: (100 * (10 + 10)) / 25 / 2,
      queue_length: (3 * 10 + 5 + 10) / 25,
      throughput: (2 / 25) * 1e9,
    });
    expect(value(0, 60)).toMatchObject({ utilisation: (100 * 80) / 60 / 2, throughput: (3 / 60) * 1e9 });
    expect(stationFigures('s', 'p', 2, recorder.phases[1]!, 0)).toEqual([]);
  });

  it('samples the service given since the last sample, of commands under way, too', () => {
    const station = new Station(kernel, 's', [Residence['cpu wait'], Residence.cpu]);
    const recorder = new StationRecorder('s', 1, station, 1);
    station.serve(ios.take(owner, null), 100, 0);
    const samples: number[] = [];
    for (const instant of [30, 80, 200]) at(instant, () => samples.push(recorder.sample()));
    kernel.run();
    expect(samples).toEqual([30, 50, 20]);
  });
});

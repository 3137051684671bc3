import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Io, Owner } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Station, type StationReport } from './station.ts';

const Category = { Wait: 0, Service: 1 } as const;

interface Job {
  readonly arrival: number;
  readonly demand: number;
  readonly cause: number;
}

interface Served extends Job {
  readonly waited: number;
  readonly served: number;
  readonly end: number;
}

/** Brings jobs to a station at their instants and notes how they fared. */
class Jobs implements Owner {
  readonly name = 'jobs';
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, 2);
  readonly station: Station;
  readonly done: Served[] = [];
  readonly #jobs: readonly Job[];

  constructor(servers: number, jobs: readonly Job[]) {
    this.station = new Station(this.kernel, 'station', [Category.Wait, Category.Service], servers);
    this.#jobs = jobs;
    const arrivals = this.kernel.register({ name: 'arrivals', fire: (i) => this.#arrive(i) });
    jobs.forEach((job, i) => {
      this.kernel.after(job.arrival, arrivals, i);
    });
  }

  report(): StationReport {
    return this.station.report({ busy: new Float64Array(8), population: 0, visits: 0 });
  }

  advance(io: Io): void {
    const [waited, served] = io.residence as unknown as [number, number];
    this.done.push({ ...this.#jobs[io.a]!, waited, served, end: this.kernel.now });
    io.done();
  }

  #arrive(i: number): void {
    const io = this.ios.take(this, null);
    io.a = i;
    io.cause = this.#jobs[i]!.cause;
    this.station.serve(io, this.#jobs[i]!.demand, 1);
  }
}

/** When jobs in the order of arrival end at c FCFS servers: each takes the server that is free first. */
function expected(servers: number, jobs: readonly Job[]): number[] {
  const free = new Array<number>(servers).fill(0);
  return jobs.map((job) => {
    const server = free.indexOf(Math.min(...free));
    free[server] = Math.max(free[server]!, job.arrival) + job.demand;
    return free[server]!;
  });
}

const jobs = fc.array(fc.record({ arrival: fc.nat(200), demand: fc.nat(30), cause: fc.nat(3) }), { maxLength: 60 });

describe('Station', () => {
  it('serves first come, first served, at the instants of the recursion over jobs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), jobs, (servers, all) => {
        const sorted = [...all].sort((a, b) => a.arrival - b.arrival);
        const run = new Jobs(servers, sorted);
        run.kernel.run();
        run.ios.expectIdle();
        expect(run.done.map((job) => job.end).sort((a, b) => a - b)).toEqual(expected(servers, sorted).sort((a, b) => a - b));
        for (const job of run.done) {
          expect(job.served).toBe(job.demand);
          expect(job.waited).toBe(job.end - job.arrival - job.demand);
        }
      }),
      { seed: 41, numRuns: 200 },
    );
  });

  it('keeps Little’s law, work and flow exactly, at every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), jobs, fc.array(fc.nat(400), { maxLength: 6 }), (servers, all, looks) => {
        const sorted = [...all].sort((a, b) => a.arrival - b.arrival);
        const ends = expected(servers, sorted);
        const run = new Jobs(servers, sorted);
        for (const look of [...looks].sort((a, b) => a - b)) {
          if (run.kernel.run(look)) break;
          const { now } = run.kernel;
          const { population, visits, busy } = run.report();
          // L T = sum over jobs of the time that each has been there
          let presence = 0;
          const work = new Float64Array(8);
          sorted.forEach((job, i) => {
            presence += Math.max(0, Math.min(now, ends[i]!) - job.arrival);
            work[job.cause]! += Math.max(0, Math.min(now, ends[i]!) - (ends[i]! - job.demand));
          });
          expect(population).toBe(presence);
          expect(visits).toBe(ends.filter((end) => end <= now).length);
          expect(busy).toEqual(work);
        }
        run.kernel.run();
        const { population, visits, busy } = run.report();
        expect(population).toBe(run.done.reduce((sum, job) => sum + job.end - job.arrival, 0));
        expect(visits).toBe(sorted.length);
        expect(busy.reduce((sum, time) => sum + time)).toBe(sorted.reduce((sum, job) => sum + job.demand, 0));
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('never lets a server idle while a job waits', () => {
    const run = new Jobs(2, [
      { arrival: 0, demand: 10, cause: 0 },
      { arrival: 0, demand: 20, cause: 0 },
      { arrival: 5, demand: 5, cause: 0 },
      { arrival: 5, demand: 5, cause: 0 },
    ]);
    run.kernel.run();
    expect(run.done.map((job) => job.end)).toEqual([10, 15, 20, 20]);
  });

  it('counts an aborted visit as long as it waits', () => {
    const run = new Jobs(1, [
      { arrival: 0, demand: 100, cause: 0 },
      { arrival: 10, demand: 100, cause: 0 },
    ]);
    run.kernel.run(20);
    const waiting = run.ios.take({ name: 'impatient', advance: () => {} }, null);
    run.station.serve(waiting, 5, 1);
    run.kernel.run(50);
    waiting.abort();
    run.kernel.run();
    expect(run.report().population).toBe(100 + 190 + 30);
    expect(run.report().visits).toBe(2);
  });

  it('charges an aborted visit in service to its own cause, also when the I/O is used again', () => {
    const kernel = new Kernel();
    const ios = new IoPool(kernel, 2);
    const station = new Station(kernel, 'station', [Category.Wait, Category.Service]);
    const owner: Owner = { name: 'owner', advance: (io) => io.done() };
    const io = ios.take(owner, null);
    io.cause = 2;
    station.serve(io, 100, 1);
    kernel.run(30);
    io.abort();
    const again = ios.take(owner, null);
    expect(again).toBe(io);
    again.cause = 5;
    kernel.run(40);
    const report = station.report({ busy: new Float64Array(8), population: 0, visits: 0 });
    expect([...report.busy]).toEqual([0, 0, 40, 0, 0, 0, 0, 0]);
    expect(report.population).toBe(40);
    again.done();
    kernel.run();
    expect(station.report(report).visits).toBe(1);
  });
});

import { type Io, Op, Status } from '../kernel/io.ts';
import { bucketOf } from '../statistics/buckets.ts';
import { Histogram } from '../statistics/histogram.ts';
import type { HostObserver } from '../storage/observer.ts';
import { RESIDENCE, Residence } from '../storage/residence.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import type { PhaseClock } from './phase-clock.ts';

/** The same as constants of this module, which take less time to read than those that are imported. */
const WRITE = Op.Write;
const DIFFERS = Status.Differs;
const BYTES = BLOCK_BYTES;

/** What one workload did in some stretch of time: of the I/Os that arrived in it and have completed. */
export class WorkloadFigures {
  /** Response times in ns. */
  readonly reads = new Histogram();
  readonly writes = new Histogram();
  /** Sums over all I/Os of what waiting places have accounted for, in ns. */
  readonly #accounted = new Float64Array(RESIDENCE.length);
  #blocks = 0;
  errors = 0;

  get bytes(): number {
    return this.#blocks * BYTES;
  }

  /** Sums over all I/Os by category, in ns. What no waiting place has accounted for (an aborted attempt, say) is `other`, so that the parts add up. */
  residence(): Float64Array {
    const times = this.#accounted.slice();
    times[Residence.other] = 0;
    const elsewhere = times.reduce((sum, time) => sum + time, 0);
    times[Residence.other] = this.reads.sum + this.writes.sum - elsewhere;
    return times;
  }

  /** An I/O has completed after so many ns, a number that belongs to this bucket. */
  count(io: Io, response: number, bucket: number): void {
    if (io.op === WRITE) this.writes.recordIn(bucket, response);
    else this.reads.recordIn(bucket, response);
    this.#blocks += io.blocks;
    const { times } = io.pool.rows;
    const { row } = io;
    const accounted = this.#accounted;
    for (let rest = io.touched; rest !== 0; rest &= rest - 1) {
      const category = 31 - Math.clz32(rest & -rest);
      accounted[category]! += times[row + category]!;
    }
  }

  /** Adds all that the other has counted. */
  merge(other: WorkloadFigures): void {
    this.reads.merge(other.reads);
    this.writes.merge(other.writes);
    for (let category = 0; category < RESIDENCE.length; category++) this.#accounted[category]! += other.#accounted[category]!;
    this.#blocks += other.#blocks;
    this.errors += other.errors;
  }
}

/** What one workload did since the last sample. */
export class WorkloadSample {
  readonly response = new Histogram();
  bytes = 0;

  merge(later: WorkloadSample): void {
    this.response.merge(later.response);
    this.bytes += later.bytes;
  }
}

const NONE = -1;

/** Listens to the I/Os of one workload. An I/O belongs to the phases in which it arrived: it is counted once, for all of them together. */
export class WorkloadRecorder implements HostObserver {
  readonly #clock: PhaseClock;
  #sample = new WorkloadSample();
  /** By phases as bits. */
  readonly #counted = new Map<number, WorkloadFigures>();
  /** The phases of the last I/O, and what was counted for them. */
  #mask = NONE;
  #present = new WorkloadFigures();

  constructor(clock: PhaseClock) {
    this.#clock = clock;
  }

  hostIssued(): void {}

  hostDone(_target: string, io: Io): void {
    const { began } = io;
    const mask = this.#clock.maskAt(began);
    if (mask !== this.#mask) this.#turnTo(mask);
    if (io.status > DIFFERS) {
      this.#present.errors++;
      return;
    }
    const response = this.#clock.now - began;
    const bucket = bucketOf(response);
    this.#present.count(io, response, bucket);
    this.#sample.response.recordIn(bucket, response);
    this.#sample.bytes += io.blocks * BYTES;
  }

  /** What was done up to now in each phase. */
  figures(): WorkloadFigures[] {
    return this.#clock.names.map((_, phase) => {
      const figures = new WorkloadFigures();
      for (const [mask, counted] of this.#counted) if ((mask >> phase) & 1) figures.merge(counted);
      return figures;
    });
  }

  /** What was done since the last call. */
  takeSample(): WorkloadSample {
    const taken = this.#sample;
    this.#sample = new WorkloadSample();
    return taken;
  }

  #turnTo(mask: number): void {
    this.#mask = mask;
    this.#present = this.#counted.get(mask) ?? new WorkloadFigures();
    this.#counted.set(mask, this.#present);
  }
}

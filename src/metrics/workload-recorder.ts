import { lowestBit } from '../kernel/free-numbers.ts';
import { type Io, Op, Status } from '../kernel/io.ts';
import { Histogram } from '../statistics/histogram.ts';
import type { HostObserver } from '../storage/observer.ts';
import { RESIDENCE, Residence } from '../storage/residence.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import type { PhaseClock } from './phase-clock.ts';

/** What one workload did in one phase: of the I/Os that arrived in it and have completed. */
export class WorkloadFigures {
  /** Response times in ns. */
  readonly reads = new Histogram();
  readonly writes = new Histogram();
  /** Sums over all I/Os, in ns. */
  readonly residence = new Float64Array(RESIDENCE.length);
  /** Sums of response times in ns: reads, writes. */
  readonly response = new Float64Array(2);
  bytes = 0;
  errors = 0;
}

/** What one workload did since the last sample. */
export class WorkloadSample {
  readonly response = new Histogram();
  sum = 0;
  bytes = 0;

  merge(later: WorkloadSample): void {
    this.response.merge(later.response);
    this.sum += later.sum;
    this.bytes += later.bytes;
  }
}

/** Listens to the I/Os of one workload. An I/O belongs to the phases in which it arrived. */
export class WorkloadRecorder implements HostObserver {
  readonly figures: readonly WorkloadFigures[];
  #sample = new WorkloadSample();
  readonly #clock: PhaseClock;

  constructor(clock: PhaseClock) {
    this.#clock = clock;
    this.figures = clock.names.map(() => new WorkloadFigures());
  }

  hostIssued(): void {}

  hostDone(_target: string, io: Io): void {
    const mask = this.#clock.maskAt(io.began);
    const response = this.#clock.now - io.began;
    for (let phase = 0; mask >> phase !== 0; phase++) if ((mask >> phase) & 1) this.#count(this.figures[phase]!, io, response);
    if (io.status > Status.Differs) return;
    this.#sample.response.record(response);
    this.#sample.sum += response;
    this.#sample.bytes += io.blocks * BLOCK_BYTES;
  }

  /** What was done since the last call. */
  takeSample(): WorkloadSample {
    const taken = this.#sample;
    this.#sample = new WorkloadSample();
    return taken;
  }

  #count(figures: WorkloadFigures, io: Io, response: number): void {
    if (io.status > Status.Differs) {
      figures.errors++;
      return;
    }
    const write = io.op === Op.Write ? 1 : 0;
    if (write === 1) figures.writes.record(response);
    else figures.reads.record(response);
    figures.response[write]! += response;
    figures.bytes += io.blocks * BLOCK_BYTES;
    let accounted = 0;
    for (let rest = io.touched; rest !== 0; rest &= rest - 1) {
      const category = lowestBit(rest);
      const time = io.spentIn(category);
      figures.residence[category]! += time;
      accounted += time;
    }
    // What no waiting place has accounted for (an aborted attempt, say) is shown as such, so that the parts add up.
    figures.residence[Residence.other]! += response - accounted;
  }
}

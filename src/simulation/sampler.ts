import type { TimelineRow } from '../metrics/results.ts';
import type { StationRecorder } from '../metrics/station-recorder.ts';
import type { WorkloadRecorder, WorkloadSample } from '../metrics/workload-recorder.ts';

/** A run whose length is not known before keeps between this many samples and twice as many. */
const SAMPLES = 240;

const OF_WORKLOAD = [
  ['throughput', 'IOPS'],
  ['data_rate', 'MB/s'],
  ['response_time_mean', 'ms'],
  ['response_time_p95', 'ms'],
] as const;

interface Sample {
  /** In ns. */
  from: number;
  to: number;
  readonly workloads: WorkloadSample[];
  /** ns of service, by station. */
  readonly busy: number[];
  /** At the end of the stretch. */
  gauges: number[];
}

/** Something that has a value at every instant. */
export interface SampledGauge extends Column {
  value(): number;
}

type Column = Pick<TimelineRow, 'subject' | 'metric' | 'unit'>;

/**
 * Takes the samples of timeline.csv. It is called between two events and is no event itself: a run is the same
 * whatever the interval.
 */
export class Sampler {
  /** Length of a sample in ns; doubles when there are too many, unless it was asked for. */
  interval: number;
  readonly #fixed: boolean;
  readonly #workloads: ReadonlyMap<string, WorkloadRecorder>;
  readonly #stations: readonly StationRecorder[];
  readonly #gauges: readonly SampledGauge[];
  readonly #columns: readonly Column[];
  /** Samples that will not be joined with others. */
  readonly #rows: { readonly time_s: number; readonly values: Float64Array }[] = [];
  #samples: Sample[] = [];
  #last = 0;

  constructor(
    interval: number,
    fixed: boolean,
    workloads: ReadonlyMap<string, WorkloadRecorder>,
    stations: readonly StationRecorder[],
    gauges: readonly SampledGauge[],
  ) {
    this.interval = interval;
    this.#fixed = fixed;
    this.#workloads = workloads;
    this.#stations = stations;
    this.#gauges = gauges;
    this.#columns = [
      ...[...workloads.keys()].flatMap((subject) => OF_WORKLOAD.map(([metric, unit]) => ({ subject, metric, unit }))),
      ...stations.map(({ name }) => ({ subject: name, metric: 'utilisation', unit: '%' })),
      ...gauges.map(({ subject, metric, unit }) => ({ subject, metric, unit })),
    ];
  }

  /** A sample of the stretch since the last one. @param now in ns */
  take(now: number): void {
    if (now <= this.#last) return;
    const sample = {
      from: this.#last,
      to: now,
      workloads: [...this.#workloads.values()].map((recorder) => recorder.takeSample()),
      busy: this.#stations.map((station) => station.sample()),
      gauges: this.#gauges.map((gauge) => gauge.value()),
    };
    this.#last = now;
    if (this.#fixed) this.#rows.push(this.#rowOf(sample));
    else this.#samples.push(sample);
    if (this.#samples.length >= 2 * SAMPLES) this.#halve();
  }

  rows(): TimelineRow[] {
    const rows = [...this.#rows, ...this.#samples.map((sample) => this.#rowOf(sample))];
    return rows.flatMap(({ time_s, values }) =>
      this.#columns.flatMap((column, i) => (Number.isNaN(values[i]) ? [] : [{ time_s, ...column, value: values[i]! }])),
    );
  }

  /** The values of all columns; NaN where there is none. Histograms would take a thousand times the room. */
  #rowOf({ from, to, workloads, busy, gauges }: Sample): { time_s: number; values: Float64Array } {
    const length = to - from;
    const utilisation = busy.map((ns, i) => (100 * ns) / length / this.#stations[i]!.servers);
    const values = [...workloads.flatMap((sample) => ofWorkload(sample, length)), ...utilisation, ...gauges];
    return { time_s: to / 1e9, values: Float64Array.from(values) };
  }

  /** Joins the samples by twos: half as many of twice the length. */
  #halve(): void {
    const halved: Sample[] = [];
    for (let i = 0; i + 1 < this.#samples.length; i += 2) {
      const [a, b] = [this.#samples[i]!, this.#samples[i + 1]!];
      for (const [w, sample] of a.workloads.entries()) sample.merge(b.workloads[w]!);
      for (const [s, busy] of b.busy.entries()) a.busy[s]! += busy;
      halved.push({ ...a, to: b.to, gauges: b.gauges });
    }
    this.#samples = halved;
    this.interval *= 2;
  }
}

/** In the order of `OF_WORKLOAD`. */
function ofWorkload({ response, bytes }: WorkloadSample, length: number): number[] {
  const { count } = response;
  const rates = [(count / length) * 1e9, (bytes / length) * 1e3];
  return [...rates, count === 0 ? NaN : response.mean / 1e6, response.quantile(0.95) / 1e6];
}

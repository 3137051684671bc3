import type { TimelineRow } from '../metrics/results.ts';
import type { StationRecorder } from '../metrics/station-recorder.ts';
import type { WorkloadRecorder, WorkloadSample } from '../metrics/workload-recorder.ts';
import type { Copies } from './copies.ts';

/** A run whose length is not known before keeps between this many samples and twice as many. */
const SAMPLES = 240;

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
  readonly #copies: Copies;
  readonly #gauges: readonly { readonly subject: string; readonly gauge: string; readonly unit: string }[];
  #samples: Sample[] = [];
  #last = 0;

  constructor(
    interval: number,
    fixed: boolean,
    workloads: ReadonlyMap<string, WorkloadRecorder>,
    stations: readonly StationRecorder[],
    copies: Copies,
  ) {
    this.interval = interval;
    this.#fixed = fixed;
    this.#workloads = workloads;
    this.#stations = stations;
    this.#copies = copies;
    this.#gauges = copies.names.flatMap((subject) =>
      copies.model(subject).gauges.map(({ name, unit }) => ({ subject, gauge: name, unit })),
    );
  }

  /** A sample of the stretch since the last one. @param now in ns */
  take(now: number): void {
    if (now <= this.#last) return;
    this.#samples.push({
      from: this.#last,
      to: now,
      workloads: [...this.#workloads.values()].map((recorder) => recorder.takeSample()),
      busy: this.#stations.map((station) => station.sample()),
      gauges: this.#gauges.map(({ subject, gauge }) => this.#copies.gauge(subject, gauge)),
    });
    this.#last = now;
    if (!this.#fixed && this.#samples.length >= 2 * SAMPLES) this.#halve();
  }

  rows(): TimelineRow[] {
    return this.#samples.flatMap((sample) => this.#rowsOf(sample));
  }

  #rowsOf({ from, to, workloads, busy, gauges }: Sample): TimelineRow[] {
    const length = to - from;
    const row = (subject: string, metric: string, value: number, unit: string): TimelineRow => ({
      time_s: to / 1e9,
      subject,
      metric,
      value,
      unit,
    });
    const names = [...this.#workloads.keys()];
    return [
      ...workloads.flatMap((sample, i) => workloadRows(names[i]!, sample, length, row)),
      ...busy.map((ns, i) => row(this.#stations[i]!.name, 'utilisation', (100 * ns) / length / this.#stations[i]!.servers, '%')),
      ...gauges.map((value, i) => row(this.#gauges[i]!.subject, this.#gauges[i]!.gauge, value, this.#gauges[i]!.unit)),
    ];
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

function workloadRows(
  subject: string,
  sample: WorkloadSample,
  length: number,
  row: (subject: string, metric: string, value: number, unit: string) => TimelineRow,
): TimelineRow[] {
  const { count } = sample.response;
  const rows = [
    row(subject, 'throughput', (count / length) * 1e9, 'IOPS'),
    row(subject, 'data_rate', (sample.bytes / length) * 1e3, 'MB/s'),
  ];
  if (count === 0) return rows;
  return [
    ...rows,
    row(subject, 'response_time_mean', sample.sum / count / 1e6, 'ms'),
    row(subject, 'response_time_p95', sample.response.quantile(0.95) / 1e6, 'ms'),
  ];
}

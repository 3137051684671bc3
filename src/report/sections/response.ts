import type { SummaryRow } from '../../metrics/results.ts';
import { type Material, phasesOf, subjectsWith } from '../material.ts';

/** The statistics of a response time that tables show, in their order. */
export const SHOWN_STATISTICS = ['mean', 'p50', 'p95', 'p99', 'p99.9'] as const;

/** A number of the run beside the same number of the twin. */
export interface Pair {
  readonly run: SummaryRow | undefined;
  readonly twin: SummaryRow | undefined;
  /** The run in per cent of the twin. */
  readonly ofTwin: SummaryRow | undefined;
}

/** One line of the response-time table. */
export interface ResponseRow {
  readonly workload: string;
  readonly phase: string;
  /** IOPS. */
  readonly throughput: Pair;
  /** In ms, in the order of SHOWN_STATISTICS. */
  readonly times: readonly Pair[];
}

/** Throughput and response times of every workload in every phase; phases without an I/O are left out. */
export function responseRows({ summary }: Material, metric = 'response_time'): ResponseRow[] {
  return subjectsWith(summary, metric).flatMap((workload) =>
    phasesOf(summary, workload, metric).map((phase) => {
      const pair = (name: string, statistic: string): Pair => ({
        run: summary.find(workload, name, phase, statistic),
        twin: summary.find(workload, name, phase, `twin_${statistic}`),
        ofTwin: summary.find(workload, name, phase, `of_twin_${statistic}`),
      });
      return {
        workload,
        phase,
        throughput: pair('throughput', 'mean'),
        times: SHOWN_STATISTICS.map((statistic) => pair(metric, statistic)),
      };
    }),
  );
}

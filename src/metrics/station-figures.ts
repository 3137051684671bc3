import type { StationReport } from '../kernel/station.ts';
import { CAUSE_NAMES } from '../storage/cause.ts';
import type { Figure } from './figures.ts';

/**
 * The figures of one station in one phase: utilisation (share of the time of its servers, in all and by cause),
 * mean queue length (waiting and in service), throughput (visits that ended).
 *
 * @param length of the phase in ns
 */
export function stationFigures(subject: string, phase: string, servers: number, report: StationReport, length: number): Figure[] {
  if (length <= 0) return [];
  const row = (metric: string, unit: string, value: number): Figure => ({
    subject,
    metric,
    phase,
    statistic: 'mean',
    unit,
    value,
    sparse: true,
  });
  const percent = (busy: number): number => (100 * busy) / length / servers;
  return [
    row('utilisation', '%', percent(report.busy.reduce((sum, busy) => sum + busy, 0))),
    ...CAUSE_NAMES.map((name, cause) => row(`utilisation_${name}`, '%', percent(report.busy[cause]!))),
    row('queue_length', 'I/Os', report.population / length),
    row('throughput', 'IOPS', (report.visits / length) * 1e9),
  ];
}

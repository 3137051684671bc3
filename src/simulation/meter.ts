import type { StationReport } from '../kernel/station.ts';

/** Whatever can tell how busy it has been: stations and disks. */
export interface Meter {
  report(into: StationReport): StationReport;
}

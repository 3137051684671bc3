import { CAUSES, type StationReport } from '../kernel/station.ts';

/** Whatever can tell how busy it has been: stations and disks. */
export interface Meter {
  report(into: StationReport): StationReport;
}

const blank = (): StationReport => ({ busy: new Float64Array(CAUSES), population: 0, visits: 0 });

/** How busy a station was in each phase: the differences of its integrals between begin and end of the phase. */
export class StationRecorder {
  readonly name: string;
  readonly servers: number;
  /** Per phase, over all its stretches so far. */
  readonly phases: readonly StationReport[];
  readonly #meter: Meter;
  readonly #atBegin: readonly StationReport[];
  readonly #now = blank();
  #sampled = 0;

  constructor(name: string, servers: number, meter: Meter, phases: number) {
    this.name = name;
    this.servers = servers;
    this.#meter = meter;
    this.phases = Array.from({ length: phases }, blank);
    this.#atBegin = Array.from({ length: phases }, blank);
  }

  begin(phase: number): void {
    this.#meter.report(this.#atBegin[phase]!);
  }

  end(phase: number): void {
    const from = this.#atBegin[phase]!;
    const sum = this.phases[phase]!;
    const now = this.#meter.report(this.#now);
    for (let cause = 0; cause < CAUSES; cause++) sum.busy[cause]! += now.busy[cause]! - from.busy[cause]!;
    sum.population += now.population - from.population;
    sum.visits += now.visits - from.visits;
  }

  /** ns of service given since the last call. */
  sample(): number {
    const total = this.#meter.report(this.#now).busy.reduce((sum, busy) => sum + busy, 0);
    const busy = total - this.#sampled;
    this.#sampled = total;
    return busy;
  }
}

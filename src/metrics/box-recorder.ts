import type { Box } from '../devices/box/box.ts';
import type { LevelWindow } from '../statistics/level.ts';
import type { Figure } from './figures.ts';

/** What one phase has seen of a box, over all its stretches so far. */
class PhaseFigures {
  /** Pages of NVS in use, times ns. */
  occupied = 0;
  peak = 0;
  lookups = 0;
  hits = 0;
  window: LevelWindow | null = null;
  lookupsAtBegin = 0;
  hitsAtBegin = 0;
}

/** The cache and the NVS of a box in each phase. */
export class BoxRecorder {
  readonly name: string;
  readonly #box: Box;
  readonly #phases: readonly PhaseFigures[];

  constructor(box: Box, phases: number) {
    this.name = box.name;
    this.#box = box;
    this.#phases = Array.from({ length: phases }, () => new PhaseFigures());
  }

  begin(phase: number): void {
    const figures = this.#phases[phase]!;
    figures.window = this.#box.nvs.level.open(this.#box.kernel.now);
    [figures.lookupsAtBegin, figures.hitsAtBegin] = this.#reads();
  }

  end(phase: number): void {
    const figures = this.#phases[phase]!;
    const { now } = this.#box.kernel;
    const { window } = figures;
    if (window === null) return;
    const [lookups, hits] = this.#reads();
    this.#box.nvs.level.close(window);
    if (now > window.from) figures.occupied += window.average(now) * (now - window.from);
    figures.peak = Math.max(figures.peak, window.max);
    figures.lookups += lookups - figures.lookupsAtBegin;
    figures.hits += hits - figures.hitsAtBegin;
    figures.window = null;
  }

  /** Share of the pages of NVS that are in use now, in per cent. */
  get occupancy(): number {
    return (100 * this.#box.nvs.used) / this.#box.nvs.capacity;
  }

  /** @param length of the phase in ns */
  figures(phase: number, name: string, length: number): Figure[] {
    if (length <= 0) return [];
    const { occupied, peak, lookups, hits } = this.#phases[phase]!;
    const percent = 100 / this.#box.nvs.capacity;
    const row = (metric: string, statistic: string, value: number): Figure => ({
      subject: this.name,
      metric,
      phase: name,
      statistic,
      unit: '%',
      value,
    });
    const rows = [row('nvs_occupancy', 'mean', (percent * occupied) / length), row('nvs_occupancy', 'max', percent * peak)];
    return lookups === 0 ? rows : [...rows, row('cache_read_hit', 'mean', (100 * hits) / lookups)];
  }

  #reads(): [lookups: number, hits: number] {
    let [lookups, hits] = [0, 0];
    for (const { reads } of this.#box.volumes) {
      lookups += reads.lookups;
      hits += reads.hits;
    }
    return [lookups, hits];
  }
}

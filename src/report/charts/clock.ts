/** Clock times on an axis: minutes since midnight before the start. */

const SECOND = 1 / 60;
/** Distances between ticks, in minutes. */
const STEPS = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND];
STEPS.push(1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400, 43_200);

export interface ClockTicks {
  readonly values: readonly number[];
  readonly step: number;
  /** Vega expression that writes a tick: `11:30`, or `11:30:05` if ticks are closer than a minute. */
  readonly label: string;
}

/** Ticks between two instants, at most so many distances. */
export function clockTicks(from: number, to: number, most: number): ClockTicks {
  const step = STEPS.find((minutes) => (to - from) / minutes <= most) ?? STEPS.at(-1)!;
  const values: number[] = [];
  for (let tick = Math.ceil(from / step); tick * step <= to; tick++) values.push(tick * step);
  const minutes = "format(floor(datum.value / 60) % 24, '02d') + ':' + format(datum.value % 60, '02d')";
  const seconds =
    "format(floor(datum.value / 60 + 1e-6) % 24, '02d') + ':' + format(floor(datum.value + 1e-4) % 60, '02d') + ':' + format(round(datum.value * 60) % 60, '02d')";
  return { values, step, label: step < 1 ? seconds : minutes };
}

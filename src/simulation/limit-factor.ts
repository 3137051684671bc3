/** How many canonical units of a scenario value make one unit of a summary row. */
const CANONICAL: { readonly [type: string]: { readonly [unit: string]: number } } = {
  duration: { ns: 1, us: 1e3, ms: 1e6, s: 1e9 },
  size: { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 },
  bandwidth: { 'B/s': 1, 'kB/s': 1e3, 'MB/s': 1e6, 'GB/s': 1e9 },
  rate: { IOPS: 1, '/s': 1 },
  fraction: { '%': 0.01 },
};

/**
 * What one unit of a summary row is in the canonical unit of a limit; undefined if the two are of different dimensions. A limit
 * without a unit is meant in the unit of the measure, if that is a count: I/Os, blocks, members.
 */
export function limitFactor(type: string, unit: string): number | undefined {
  const units = CANONICAL[type];
  if (units) return units[unit];
  return Object.values(CANONICAL).some((dimension) => unit in dimension) ? undefined : 1;
}

/**
 * Numbers as they stand in the CSV files, the same bytes in every engine. Whole numbers are written in full, others
 * rounded to nine significant digits and then as short as they read back alike; no thousands marks, no trailing zeros.
 */
export function csvNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number that can be reported`);
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  return String(Number(value.toPrecision(9)));
}

/** An instant in seconds, exact to the nanosecond: nine decimals at most, no trailing zeros. */
export function csvSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) throw new RangeError(`${seconds} is not an instant that can be reported`);
  if (Number.isSafeInteger(seconds)) return String(seconds === 0 ? 0 : seconds);
  return seconds.toFixed(9).replace(/\.?0+$/, '');
}

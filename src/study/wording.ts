/** Numbers as people read them: three significant digits, units last, thousands apart. For screens and reports, never for CSV files. */

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Three significant digits, whole numbers above a hundred in full: `1,234`, `12.0`, `0.052`. */
export function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 99.95) return grouped(value.toFixed(0));
  if (size >= 9.995) return value.toFixed(1);
  if (size >= 0.9995) return value.toFixed(2);
  const short = Number(value.toPrecision(2));
  return short !== 0 && Math.abs(short) < 1e-6 ? short.toExponential() : String(short);
}

/** The same without zeros at the end: `12`, `2.5`. */
function trimmed(value: number): string {
  return digits(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Puts a comma between thousands: `1234567` becomes `1,234,567`. */
export function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? parted : `${parted}.${decimals}`;
}

/** A length of time given in seconds: `4.1 ms`, `12.3 s`, `4 min 10 s`, `1 h 52 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  if (seconds < 0) return `-${duration(-seconds)}`;
  if (seconds === 0) return '0 s';
  if (seconds < 0.9995e-3) return `${trimmed(seconds * 1e6)} us`;
  if (seconds < 0.9995) return `${trimmed(seconds * 1e3)} ms`;
  if (seconds < 99.95) return `${trimmed(seconds)} s`;
  if (seconds < 2 * HOUR - 30)
    return seconds < 10 * MINUTE ? parts(seconds, 1, MINUTE, 'min', 's') : parts(seconds, MINUTE, HOUR, 'h', 'min');
  if (seconds < 2 * DAY - HOUR / 2) return parts(seconds, MINUTE, HOUR, 'h', 'min');
  return parts(seconds, HOUR, DAY, 'd', 'h');
}

function parts(seconds: number, small: number, large: number, largeUnit: string, smallUnit: string): string {
  const rounded = Math.round(seconds / small) * small;
  const whole = Math.floor(rounded / large);
  const rest = Math.round((rounded - whole * large) / small);
  if (whole === 0) return `${rest} ${smallUnit}`;
  return rest === 0 ? `${whole} ${largeUnit}` : `${whole} ${largeUnit} ${rest} ${smallUnit}`;
}

/** Bytes in decimal units: `300 GB`. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = count;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${trimmed(value)} ${units[unit]}`;
}

/** A value of summary.csv with its unit: seconds become lengths of time, bytes get a prefix. */
export function quantity(value: number, unit: string): string {
  if (unit === 's') return duration(value);
  if (unit === 'B') return bytes(value);
  if (unit === 'B/s') return `${bytes(value)}/s`;
  const number = Number.isInteger(value) ? grouped(String(value)) : digits(value);
  return unit === '' ? number : `${number} ${unit}`;
}

/** When a run starts, as `Scenario.run.from`. */
export interface RunStart {
  readonly day: number | null;
  readonly clock: number;
}

/** Whether instants are told by the clock: the scenario says at what time its run starts. */
export function hasClock(from: RunStart): boolean {
  return from.day !== null || from.clock !== 0;
}

/** An instant, in seconds from the start: `13:11` by the clock if the scenario gives one, else `1 h 52 min`. */
export function instant(from: RunStart, seconds: number): string {
  if (!hasClock(from)) return duration(seconds);
  const total = Math.round(from.clock / 1e9 + seconds);
  const days = Math.floor(total / DAY);
  const second = total % MINUTE;
  const clock = `${two(Math.floor((total % DAY) / HOUR))}:${two(Math.floor((total % HOUR) / MINUTE))}${second === 0 ? '' : `:${two(second)}`}`;
  if (days === 0) return clock;
  return from.day === null ? `${clock} (day ${days + 1})` : `${date(from.day + days)} ${clock}`;
}

/** Days since 1970-01-01 as `2026-01-14` (civil-from-days, proleptic Gregorian calendar). */
export function date(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return `${year + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

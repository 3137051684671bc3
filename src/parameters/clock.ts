import type { ClockTime } from './parameter.ts';
import type { Parsed } from './quantity.ts';

/** Nanoseconds of a day. A day has 24 hours: changes to and from summer time are not modelled. */
export const DAY = 86_400e9;

const CLOCK = /^(?:(\d{4})-(\d{2})-(\d{2})[ T]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Reads `22:00`, `22:00:30` or `2026-02-12 21:15`, local time. */
export function parseClock(text: string): Parsed<ClockTime> {
  const match = CLOCK.exec(text.trim());
  if (match === null) return { error: 'not a time of day' };
  const [, year, month, day, hours = '', minutes = '', seconds = '0'] = match;
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  if (h > 23 || m > 59 || s > 59) return { error: 'there is no such time of day (00:00 to 23:59)' };
  const clock = ((h * 60 + m) * 60 + s) * 1e9;
  if (year === undefined) return { value: { day: null, clock } };
  const [y, mo, d] = [Number(year), Number(month), Number(day)];
  if (mo < 1 || mo > 12 || d < 1 || d > daysOfMonth(y, mo)) return { error: 'there is no such day' };
  return { value: { day: dayNumber(y, mo, d), clock } };
}

/** `22:00`, or `2026-02-12 21:15` if a day is given; seconds only if there are any. */
export function formatClock(time: ClockTime): string {
  const seconds = Math.floor(time.clock / 1e9);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${seconds % 60 > 0 ? `:${two(seconds % 60)}` : ''}`;
  if (time.day === null) return clock;
  const [year, month, day] = civil(time.day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${clock}`;
}

/** The time `ns` after `from`; without a day, whole days are left out. */
export function clockAfter(from: ClockTime, ns: number): ClockTime {
  const days = Math.floor((from.clock + ns) / DAY);
  return { day: from.day === null ? null : from.day + days, clock: from.clock + ns - days * DAY };
}

function leap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return leap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01 in the Gregorian calendar; the year is counted from March, so that the leap day is its last. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function civil(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

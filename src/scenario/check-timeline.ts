import type { Mark } from '../parameters/mark.ts';
import type { ClockTime } from '../parameters/parameter.ts';
import { entryOf } from '../parameters/raw.ts';
import { fixedInstant, instantText } from './marks.ts';
import type { Reading } from './reading.ts';
import type { Named, Phase, TimelineEntry } from './scenario.ts';

/** Reports entries that could never be carried out: that wait for each other, for the end, or for a time after it. */
export function checkTimeline(timeline: Named<TimelineEntry>, end: Mark | undefined, from: ClockTime, reading: Reading): void {
  const last = end === undefined ? null : fixedInstant(end);
  for (const { name, path, map } of reading.entries('timeline')) {
    const entry = timeline[name];
    if (entry === undefined) continue;
    const place = entryOf(map, 'at')!.value.place;
    const first = entry.at.is === 'daily' ? entry.at.first : fixedInstant(entry.at);
    if (within(entry.at, (mark) => mark.is === 'end')) reading.report(place, `${path}.at: nothing can be done at the end of the run`);
    else if (waitsForItself(name, timeline)) reading.report(place, `${path}.at: it waits for itself`);
    else if (first !== null && last !== null && first > last) {
      reading.report(place, `${path}.at: ${instantText(first, from)} is after the end of the run, ${instantText(last, from)}`);
    }
  }
}

/** Reports phases that could never be: that begin when the run is over, or end before they begin. */
export function checkPhases(phases: Named<Phase>, end: Mark | undefined, from: ClockTime, reading: Reading): void {
  const last = end === undefined ? null : fixedInstant(end);
  for (const { name, path, map } of reading.entries('phases')) {
    const phase = phases[name];
    if (phase === undefined) continue;
    const [begins, ends] = [fixedInstant(phase.from), fixedInstant(phase.to)];
    if (begins === null) continue;
    const text = (ns: number): string => instantText(ns, from);
    if (last !== null && begins >= last)
      reading.report(entryOf(map, 'from')!.value.place, `${path}.from: the run is over at ${text(last)}: the phase never begins`);
    else if (ends !== null && ends <= begins)
      reading.report(entryOf(map, 'to')!.value.place, `${path}.to: ${text(ends)} is not after ${text(begins)}, when the phase begins`);
  }
}

/** Whether the mark or one of those that it is made of is such a mark. */
export function within(mark: Mark, such: (mark: Mark) => boolean): boolean {
  if (such(mark)) return true;
  if (mark.is === 'later') return within(mark.than, such);
  return (mark.is === 'all' || mark.is === 'first') && mark.of.some((one) => within(one, such));
}

function waitsForItself(name: string, timeline: Named<TimelineEntry>): boolean {
  const seen = new Set<string>();
  const waiting = [name];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entry = Object.hasOwn(timeline, at) ? timeline[at] : undefined;
    if (entry === undefined || seen.has(at)) continue;
    seen.add(at);
    const others: string[] = [];
    within(entry.at, (mark) => {
      if (mark.is === 'entry' || mark.is === 'over') others.push(mark.entry);
      return false;
    });
    if (others.includes(name)) return true;
    waiting.push(...others);
  }
  return false;
}

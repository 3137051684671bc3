import { parseClock } from '../parameters/clock.ts';
import type { Mark } from '../parameters/mark.ts';
import type { ClockTime, Values } from '../parameters/parameter.ts';
import { entryOf, found } from '../parameters/raw.ts';
import { readTable } from '../parameters/table.ts';
import { within } from './check-timeline.ts';
import { runParameters } from './grammar.ts';
import { fixedInstant, type Marks } from './marks.ts';
import { LATER_WORDS } from './not-yet.ts';
import type { Reading } from './reading.ts';
import type { Run } from './scenario.ts';

/** The start of the run, before anything else is read: all clock times count from it. Null if it is written wrongly. */
export function readStart(reading: Reading): ClockTime | null {
  const run = entryOf(reading.root, 'run')?.value;
  const from = run?.is === 'map' ? entryOf(run, 'from')?.value : undefined;
  if (from === undefined) return runParameters.from.default;
  const parsed = from.is === 'scalar' ? parseClock(from.text) : null;
  return parsed !== null && 'value' in parsed ? parsed.value : null;
}

/** Reads the block `run`. */
export function readRun(reading: Reading, marks: Marks): Partial<Run> {
  const block = entryOf(reading.root, 'run');
  if (block === undefined) {
    const { start } = reading.root.place;
    reading.report(
      { ...reading.root.place, end: start + 1 },
      'run: the block is missing: say when the run ends, e.g. run: {to: start + 1 h}',
    );
    return {};
  }
  const { value, place } = block;
  if (value.is !== 'map') {
    reading.report(value.place, `run: expected a map with the words of the run, found ${found(value)}`);
    return {};
  }
  const later = LATER_WORDS['run'] ?? [];
  const { to: table, ...others } = runParameters;
  const rest = readTable(value, others, { path: 'run', place, apart: ['to'], later }, reading) as Partial<Values<typeof others>>;
  const written = entryOf(value, 'to');
  const to = written === undefined ? undefined : marks.read(written.value, 'run.to', true);
  if (written === undefined) reading.report(place, `run: \`to\` is missing: ${table.means}`);
  else if (to !== undefined) checkEnd(to, reading);
  const { from, give_up, seed, replications, interval } = rest;
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(give_up !== undefined && { give_up }),
    ...(seed !== undefined && { seed }),
    ...(replications !== undefined && { replications }),
    interval: interval ?? null,
  };
}

function checkEnd(to: Mark, reading: Reading): void {
  const run = entryOf(reading.root, 'run')!.value;
  const { place } = entryOf(run as typeof run & { is: 'map' }, 'to')!.value;
  const end = fixedInstant(to);
  if (within(to, (mark) => mark.is === 'end')) reading.report(place, 'run.to: the end of the run cannot be its own mark');
  else if (end === 0) reading.report(place, 'run.to: the run would end as it starts');
  else if (end !== null && !Number.isSafeInteger(end)) reading.report(place, 'run.to: it is more than 104 days after the start of the run');
}

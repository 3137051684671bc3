import type { Mark } from '../parameters/mark.ts';
import { entryOf } from '../parameters/raw.ts';
import { readTable } from '../parameters/table.ts';
import { phaseParameters } from './grammar.ts';
import type { Reading } from './reading.ts';
import type { Named, Phase, TimelineEntry } from './scenario.ts';

const START: Mark = { is: 'time', ns: 0 };
const END: Mark = { is: 'end' };

/** Reads the phases; none given: before, during and after the first verb of a copy and the last `done`. */
export function readPhases(timeline: Named<TimelineEntry>, reading: Reading): Named<Phase> {
  if (entryOf(reading.root, 'phases') === undefined) return defaultPhases(timeline);
  const phases: { [name: string]: Phase } = {};
  for (const { name, path, place, map } of reading.entries('phases')) {
    const { from, to } = readTable(map, phaseParameters, { path, place }, reading) as Partial<Phase>;
    if (from !== undefined && to !== undefined) phases[name] = { from, to };
  }
  return phases;
}

function defaultPhases(timeline: Named<TimelineEntry>): Named<Phase> {
  const verbs = Object.entries(timeline).filter(([, { block }]) => block === 'copies');
  if (verbs.length === 0) return {};
  const first = verbs.map(([entry]): Mark => ({ is: 'entry', entry }));
  const last = [...new Set(verbs.map(([, { subject }]) => subject))].map((copy): Mark => ({ is: 'done', copy }));
  const from: Mark = first.length === 1 ? first[0]! : { is: 'first', of: first };
  const to: Mark = last.length === 1 ? last[0]! : { is: 'all', of: last };
  return { before: { from: START, to: from }, during: { from, to }, after: { from: to, to: END } };
}

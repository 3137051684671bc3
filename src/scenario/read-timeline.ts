import type { ModelDescription } from '../copy/copy-service.ts';
import { verbsOf } from '../copy/copy-service.ts';
import type { Mark } from '../parameters/mark.ts';
import { nearest, suggest } from '../parameters/nearest.ts';
import type { ParameterTable } from '../parameters/parameter.ts';
import { entryOf, found } from '../parameters/raw.ts';
import { readTable } from '../parameters/table.ts';
import { degradeParameters, entryParameters, ONE } from './grammar.ts';
import { isRankName, type PoolRanks, rankNames } from './ranks.ts';
import type { Entry, Reading } from './reading.ts';
import type { Named, SubjectBlock, TimelineEntry } from './scenario.ts';

const SUBJECTS: readonly string[] = ['arrays', 'links', 'hosts', 'volumes', 'workloads', 'copies', 'sites', 'ranks'];
export const WORKLOAD_VERBS = ['start', 'stop'];
export const HARDWARE_VERBS = ['fail', 'degrade', 'repair'];
/** Verbs that `for` can undo. */
const UNDONE = ['fail', 'degrade', 'start', 'stop'];

/** What becomes of the data of a drive in a rank that is repaired. */
const NO_REBUILD = {
  tag: 'E',
  source: 'a repaired drive of a rank is back at once, with its data: the rebuild is not simulated',
} as const;

/** Reads the timeline: each entry with the options of its verb. @param ranks that can be named */
export function readTimeline(ranks: readonly PoolRanks[], reading: Reading): Named<TimelineEntry> {
  const timeline: { [name: string]: TimelineEntry } = {};
  for (const entry of reading.entries('timeline')) {
    const command = readCommand(entry, ranks, reading);
    const options = command?.options ?? {};
    const table = { ...options, ...entryParameters };
    // Without a command nobody knows which options there are.
    const apart = command === null ? entry.map.entries.map(({ key }) => key) : [];
    const values = readTable(entry.map, table, { path: entry.path, place: entry.place, apart }, reading);
    if (values['for'] !== undefined && command !== null && !UNDONE.includes(command.verb)) {
      reading.report(
        entryOf(entry.map, 'for')!.place,
        `${entry.path}.for: nothing undoes \`${command.verb}\`: \`for\` goes with ${UNDONE.join(', ')}`,
      );
    }
    if (command === null || values['at'] === undefined) continue;
    if (command.block === 'ranks' && (command.verb === 'repair' || (command.verb === 'fail' && values['for'] !== undefined)))
      reading.assume(`${entry.path}.do`, 'no rebuild', NO_REBUILD);
    timeline[entry.name] = {
      at: values['at'] as Mark,
      verb: command.verb,
      subject: command.subject,
      block: command.block,
      for: (values['for'] as number | undefined) ?? null,
      options: Object.fromEntries(Object.keys(options).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]))),
    };
  }
  return timeline;
}

interface Command {
  readonly verb: string;
  readonly subject: string;
  readonly block: SubjectBlock;
  readonly options: ParameterTable;
}

function readCommand({ map, path }: Entry, ranks: readonly PoolRanks[], reading: Reading): Command | null {
  const value = entryOf(map, 'do')?.value;
  if (value === undefined) return null;
  const refuse = (why: string): null => {
    reading.report(value.place, `${path}.do: ${why}`);
    return null;
  };
  const [verb, subject, ...rest] = value.is === 'scalar' ? value.text.trim().split(/\s+/) : [];
  if (verb === undefined || subject === undefined || rest.length > 0)
    return refuse(`expected a verb and a name such as fail west, found ${found(value)}`);
  const rank = isRankName(subject, ranks) ? { block: 'ranks', entry: subject, whole: true } : undefined;
  const named = rank ?? reading.names.find(subject);
  // What is wrong with the array is reported already.
  if (named === undefined && !reading.sound(`arrays.${subject.split('.')[0]}`)) return null;
  if (named === undefined) return refuse(`\`${subject}\` is no name: ${suggestSubject(subject, ranks, reading)}`);
  if (!SUBJECTS.includes(named.block)) return refuse(`\`${subject}\` is ${ONE[named.block]}: nothing can be done to it`);
  if (named.block === 'copies' && !named.whole) return refuse(`\`${subject}\` is one of ${named.entry}: say ${named.entry}`);
  const block = named.block as SubjectBlock;
  const model = block === 'copies' ? reading.modelOf(subject) : undefined;
  // The kind of the copy is wrong: that is reported already.
  if (block === 'copies' && model === undefined) return null;
  const verbs = verbsFor(block, model);
  if (verbs.includes(verb)) return { verb, subject, block, options: optionsOf(verb, model) };
  return refuse(`\`${verb}\` is no verb of ${ONE[block]}: ${suggest(verb, verbs)}`);
}

function suggestSubject(subject: string, ranks: readonly PoolRanks[], { names }: Reading): string {
  const known = names.known(SUBJECTS);
  const meant = nearest(subject, [...known, ...rankNames(subject, ranks)]);
  return meant === undefined ? suggest(subject, known) : `did you mean ${meant}?`;
}

function verbsFor(block: SubjectBlock, model: ModelDescription | undefined): readonly string[] {
  if (model !== undefined) return verbsOf(model);
  return block === 'workloads' ? WORKLOAD_VERBS : HARDWARE_VERBS;
}

function optionsOf(verb: string, model: ModelDescription | undefined): ParameterTable {
  if (model === undefined) return verb === 'degrade' ? degradeParameters : {};
  return model.options.find((option) => option.verb === verb)?.parameters ?? {};
}

import type { ModelDescription } from '../copy/copy-service.ts';
import { verbsOf } from '../copy/copy-service.ts';
import type { Mark } from '../parameters/mark.ts';
import { suggest } from '../parameters/nearest.ts';
import type { ParameterTable } from '../parameters/parameter.ts';
import { entryOf, found } from '../parameters/raw.ts';
import { readTable } from '../parameters/table.ts';
import { NOT_YET } from '../parameters/value.ts';
import { entryParameters, ONE } from './grammar.ts';
import { LATER_VERBS } from './not-yet.ts';
import type { Entry, Reading } from './reading.ts';
import type { Named, SubjectBlock, TimelineEntry } from './scenario.ts';

const SUBJECTS: readonly string[] = ['arrays', 'links', 'hosts', 'volumes', 'workloads', 'copies', 'sites'];
const WORKLOAD_VERBS = ['start', 'stop'];
const HARDWARE_VERBS = ['fail', 'repair'];
/** Verbs that `for` can undo. */
const UNDONE = ['fail', 'start', 'stop'];

/** Reads the timeline: each entry with the options of its verb. */
export function readTimeline(reading: Reading): Named<TimelineEntry> {
  const timeline: { [name: string]: TimelineEntry } = {};
  for (const entry of reading.entries('timeline')) {
    const command = readCommand(entry, reading);
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

function readCommand({ map, path }: Entry, reading: Reading): Command | null {
  const value = entryOf(map, 'do')?.value;
  if (value === undefined) return null;
  const refuse = (why: string): null => {
    reading.report(value.place, `${path}.do: ${why}`);
    return null;
  };
  const [verb, subject, ...rest] = value.is === 'scalar' ? value.text.trim().split(/\s+/) : [];
  if (verb === undefined || subject === undefined || rest.length > 0)
    return refuse(`expected a verb and a name such as fail west, found ${found(value)}`);
  const named = reading.names.find(subject);
  const known = reading.names.known(SUBJECTS);
  if (named === undefined) return refuse(`\`${subject}\` is no name: ${suggest(subject, known)}`);
  if (!SUBJECTS.includes(named.block)) return refuse(`\`${subject}\` is ${ONE[named.block]}: nothing can be done to it`);
  if (named.block === 'copies' && !named.whole) return refuse(`\`${subject}\` is one of ${named.entry}: say ${named.entry}`);
  const block = named.block as SubjectBlock;
  const model = block === 'copies' ? reading.modelOf(subject) : undefined;
  // The kind of the copy is wrong: that is reported already.
  if (block === 'copies' && model === undefined) return null;
  const verbs = verbsFor(block, model);
  if (verbs.includes(verb)) return { verb, subject, block, options: optionsOf(verb, model) };
  if (LATER_VERBS.includes(verb) && block !== 'copies' && block !== 'workloads') return refuse(`\`${verb}\` is ${NOT_YET}`);
  return refuse(`\`${verb}\` is no verb of ${ONE[block]}: ${suggest(verb, verbs)}`);
}

function verbsFor(block: SubjectBlock, model: ModelDescription | undefined): readonly string[] {
  if (model !== undefined) return verbsOf(model);
  return block === 'workloads' ? WORKLOAD_VERBS : HARDWARE_VERBS;
}

function optionsOf(verb: string, model: ModelDescription | undefined): ParameterTable {
  return model?.options.find((option) => option.verb === verb)?.parameters ?? {};
}

import type { ModelDescription } from '../copy/copy-service.ts';
import type { Catalogue } from '../devices/catalogue.ts';
import { refuseName } from '../parameters/name.ts';
import { suggest } from '../parameters/nearest.ts';
import type { ClockTime } from '../parameters/parameter.ts';
import { entryOf, found, type Issue } from '../parameters/raw.ts';
import { readTable } from '../parameters/table.ts';
import { NOT_YET } from '../parameters/value.ts';
import { readYaml } from '../parameters/yaml.ts';
import { checkBoxes } from './check-boxes.ts';
import { checkVolumes, checkWorkloads } from './check-components.ts';
import { checkCopies, checkWorkloadVolumes } from './check-copies.ts';
import { checkPhases, checkTimeline } from './check-timeline.ts';
import { BLOCKS, reportParameters } from './grammar.ts';
import { type Layers, overlay } from './layers.ts';
import { Marks } from './marks.ts';
import { LATER_BLOCKS } from './not-yet.ts';
import type { Override } from './overrides.ts';
import { problemsOf, type Source } from './problem.ts';
import { ranksOf } from './ranks.ts';
import { readComponents } from './read-components.ts';
import { readCopies } from './read-copies.ts';
import { readObjectives } from './read-objectives.ts';
import { readPhases } from './read-phases.ts';
import { readRun, readStart } from './read-run.ts';
import { readTimeline } from './read-timeline.ts';
import { Reading } from './reading.ts';
import type { Problem, Run, Scenario } from './scenario.ts';

export interface ReadScenarioOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Values set from outside, each `path=value`. */
  readonly set?: readonly string[];
  /** Values that a study sets, after those of `set`. */
  readonly study?: Layers['study'];
  /** The kinds of copies that there are. */
  readonly models: readonly ModelDescription[];
  /** The presets and drives that there are. */
  readonly catalogue: Catalogue;
}

export type ReadScenario = { readonly scenario: Scenario } | { readonly problems: readonly Problem[] };

/**
 * Reads a scenario: checks it, completes it from presets and defaults, resolves names and marks. Never throws for bad
 * input: all that is wrong comes back, sorted by position.
 */
export function readScenario(text: string, options: ReadScenarioOptions): ReadScenario {
  const file: Source = { name: options.file, text: text.replace(/^\ufeff/, '') };
  const { raw, issues } = readYaml(file.text, 0);
  if (issues.length > 0) return { problems: problemsOf(issues, [file]) };
  if (raw === null || raw.is !== 'map') {
    const message = raw === null ? 'the file is empty' : `expected a map of blocks, found ${found(raw)}`;
    const place = { text: 0, start: raw?.place.start ?? 0, end: (raw?.place.start ?? 0) + 1 };
    return { problems: problemsOf([{ place, message: `${message}: a scenario begins with \`scenario: name\`` }], [file]) };
  }
  const { root, overrides, issues: set, sources } = overlay(raw, { file, set: options.set ?? [], study: options.study ?? null });
  const reading = new Reading(root, options.models, options.catalogue);
  const scenario = readBlocks(reading, overrides);
  const all: Issue[] = [...set, ...reading.issues];
  return all.length > 0 ? { problems: problemsOf(all, sources) } : { scenario };
}

/** What could be read of all blocks; complete only if nothing was reported. */
function readBlocks(reading: Reading, overrides: readonly Override[]): Scenario {
  checkBlocks(reading);
  const from = readStart(reading);
  const marks = marksOf(reading, from);
  reading.marks = marks;
  const scenario = readTitle(reading);
  const run = readRun(reading, marks);
  const arrays = readComponents('arrays', reading);
  const hosts = readComponents('hosts', reading);
  const links = readComponents('links', reading);
  const volumes = readComponents('volumes', reading);
  const copies = readCopies(reading);
  const [host, ...otherHosts] = Object.keys(hosts);
  const only = host !== undefined && otherHosts.length === 0 ? { host: { value: host, tag: 'C', source: 'the only host' } as const } : {};
  const workloads = readComponents('workloads', reading, only);
  const timeline = readTimeline(ranksOf({ volumes, arrays }, reading), reading);
  const phases = readPhases(timeline, reading);
  checkVolumes({ volumes, arrays }, reading);
  checkBoxes({ volumes, arrays }, reading);
  checkCopies({ volumes, arrays, copies }, reading);
  checkWorkloads({ workloads, hosts }, reading);
  checkWorkloadVolumes({ copies, workloads }, reading);
  if (from !== null) {
    checkTimeline(timeline, run.to, from, reading);
    checkPhases(phases, run.to, from, reading);
  }
  const objectives = readObjectives(phases, reading);
  const report = readReport(reading);
  const { assumptions, names } = reading;
  return {
    ...scenario,
    run: run as Run,
    sites: names.sites,
    arrays,
    links,
    hosts,
    volumes,
    workloads,
    copies,
    timeline,
    phases,
    objectives,
    report,
    assumptions,
    overrides,
  };
}

function marksOf(reading: Reading, from: ClockTime | null): Marks {
  const facts = {
    states: (copy: string) => reading.modelOf(copy)?.states.map(({ name }) => name) ?? null,
    ends: (entry: string) => reading.has('timeline', entry, 'for'),
    // A trace ends with its last I/O, and measured data with its last interval.
    works: (workload: string) => ['work', 'trace', 'measured'].some((word) => reading.has('workloads', workload, word)),
  };
  return new Marks(reading.names, from, facts, (issue) => reading.issues.push(issue));
}

/** Reports words that are no blocks, blocks of later versions, and blocks out of order. */
function checkBlocks(reading: Reading): void {
  let last = -1;
  for (const { key, place } of reading.root.entries) {
    const rank = (BLOCKS as readonly string[]).indexOf(key);
    if (rank < 0) reading.report(place, `unknown block \`${key}\`: ${suggest(key, BLOCKS)}`);
    else if (LATER_BLOCKS.includes(key)) reading.report(place, `\`${key}\` is ${NOT_YET}`);
    else if (rank < last) reading.report(place, `\`${key}\` stands after \`${BLOCKS[last]}\`: the order of blocks is ${BLOCKS.join(', ')}`);
    last = Math.max(last, rank);
  }
}

function readTitle(reading: Reading): Pick<Scenario, 'scenario' | 'question'> {
  const { root } = reading;
  const named = entryOf(root, 'scenario');
  const name = named?.value.is === 'scalar' ? named.value.text : '';
  if (named === undefined)
    reading.report({ ...root.place, end: root.place.start + 1 }, '`scenario` is missing: a scenario begins with `scenario: name`');
  else {
    const refused = refuseName(name);
    if (refused !== null) reading.report(named.value.place, `scenario: expected a name, found ${found(named.value)}: ${refused}`);
  }
  const question = entryOf(root, 'question');
  if (question === undefined) return { scenario: name, question: null };
  if (question.value.is === 'scalar' && question.value.text !== '') return { scenario: name, question: question.value.text.trim() };
  reading.report(question.value.place, `question: expected a text, found ${found(question.value)}`);
  return { scenario: name, question: null };
}

function readReport(reading: Reading): Scenario['report'] {
  const block = entryOf(reading.root, 'report');
  if (block === undefined) return {};
  if (block.value.is === 'map') return readTable(block.value, reportParameters, { path: 'report', place: block.place }, reading);
  reading.report(block.value.place, `report: expected a map with customer, author and date, found ${found(block.value)}`);
  return {};
}

import { arrayParameters } from '../devices/array/parameters.ts';
import { hostParameters } from '../devices/host/parameters.ts';
import { linkParameters } from '../devices/link/parameters.ts';
import { workloadParameters } from '../devices/workload/parameters.ts';
import type { ParameterTable } from '../parameters/parameter.ts';
import { volumeParameters } from '../storage/volume-parameters.ts';

/** The blocks of a scenario, in the order in which they stand. */
export const BLOCKS = [
  'scenario',
  'question',
  'run',
  'arrays',
  'links',
  'hosts',
  'volumes',
  'workloads',
  'copies',
  'timeline',
  'phases',
  'facts',
  'objectives',
  'report',
] as const;
export type Block = (typeof BLOCKS)[number];

/** Blocks whose entries are components, with the words of an entry. */
export const COMPONENTS = {
  arrays: arrayParameters,
  links: linkParameters,
  hosts: hostParameters,
  volumes: volumeParameters,
  workloads: workloadParameters,
} as const;
export type ComponentBlock = keyof typeof COMPONENTS;

/** Blocks whose entries may take a preset, and what a preset for them is called. */
export const PRESETS = { arrays: 'array', links: 'link', hosts: 'host', workloads: 'workload' } as const;

/** Blocks that are maps from names to maps. */
export const ENTRY_BLOCKS: readonly Block[] = [
  'arrays',
  'links',
  'hosts',
  'volumes',
  'workloads',
  'copies',
  'timeline',
  'phases',
  'objectives',
];

/** One entry of a block, and one that a name may stand for: for messages. */
export const ONE: { readonly [block: string]: string } = {
  arrays: 'an array',
  links: 'a link',
  hosts: 'a host',
  volumes: 'a volume',
  workloads: 'a workload',
  copies: 'a copy',
  timeline: 'a timeline entry',
  phases: 'a phase',
  objectives: 'an objective',
  sites: 'a site',
  pools: 'a pool',
  ranks: 'a rank',
  drives: 'a drive of the catalogue',
};

const DAY = 24 * 3600e9;

export const runParameters = {
  from: {
    type: 'clock',
    default: { day: null, clock: 0 },
    means: 'Local time at which the run starts; with a date if marks have dates.',
    tag: 'E',
    source: 'midnight of no particular day',
  },
  to: { type: 'mark', means: 'When the run ends.', tag: 'E', source: 'the question' },
  give_up: {
    type: 'duration',
    default: 30 * DAY,
    range: [1, 104 * DAY],
    means: 'Ends the run after so much simulated time if `to` has not come.',
    tag: 'E',
    source: 'longer than any copy that anybody waits for',
  },
  seed: {
    type: 'count',
    default: 1,
    range: [0, Number.MAX_SAFE_INTEGER],
    means: 'Seed of the random numbers: the same seed, the same run.',
    tag: 'E',
    source: 'any number will do',
  },
  replications: {
    type: 'count',
    default: 10,
    range: [1, 100_000],
    means: 'How many runs with different random numbers; confidence intervals need two at least.',
    tag: 'E',
    source: 'ten give usable Student t intervals at moderate cost',
  },
  interval: {
    type: 'duration',
    optional: true,
    range: [1e6, 104 * DAY],
    means: 'Sampling interval of timeline.csv. Missing: chosen by the length of the run.',
    tag: 'E',
    source: 'the question',
  },
} as const satisfies ParameterTable;

/** Words of a timeline entry; options of its verb stand beside them. */
export const entryParameters = {
  at: { type: 'mark', means: 'When; each time the mark comes.', tag: 'E', source: 'the situation' },
  do: {
    type: 'text',
    means: 'A verb and the name of what it is done to: `fail west`, `start batch`, `mount dsa`.',
    tag: 'E',
    source: 'the situation',
  },
  for: {
    type: 'duration',
    optional: true,
    range: [1, 104 * DAY],
    means: 'Undoes it after so long: fail and degrade by repair, start by stop, stop by start.',
    tag: 'E',
    source: 'the situation',
  },
} as const satisfies ParameterTable;

/** Options of `degrade`. */
export const degradeParameters = {
  speed: {
    type: 'fraction',
    range: [0.001, 1],
    means:
      'The share of its usual speed at which it works: services that begin from then on take 1/speed times as long, a link has this share of its bandwidth.',
    tag: 'E',
    source: 'the situation',
  },
} as const satisfies ParameterTable;

export const phaseParameters = {
  from: { type: 'mark', means: 'When it begins; each time the mark comes.', tag: 'E', source: 'the question' },
  to: { type: 'mark', means: 'When it ends.', tag: 'E', source: 'the question' },
} as const satisfies ParameterTable;

export const objectiveParameters = {
  mark: { type: 'mark', optional: true, means: 'What must happen in time.', tag: 'E', source: 'the question' },
  measure: {
    type: 'text',
    optional: true,
    without: ['mark'],
    means: 'What is measured: subject.metric.statistic, such as `trading.response_time.p95`.',
    tag: 'E',
    source: 'the question',
  },
  by: { type: 'mark', needs: { mark: true }, means: 'When it must have happened.', tag: 'E', source: 'the question' },
  after: {
    type: 'mark',
    optional: true,
    needs: { mark: true },
    means: 'Counts only if it happens after this.',
    tag: 'E',
    source: 'the question',
  },
  in: {
    type: 'text',
    optional: true,
    needs: { measure: true },
    means: 'The phase, or the state of a copy (`fallback.SP-PEND`), in which it is measured. Missing: the whole run.',
    tag: 'E',
    source: 'the question',
  },
  at_most: { type: 'limit', optional: true, needs: { measure: true }, means: 'The most it may be.', tag: 'E', source: 'the question' },
  at_least: {
    type: 'limit',
    optional: true,
    needs: { measure: true },
    without: ['at_most'],
    means: 'The least it must be.',
    tag: 'E',
    source: 'the question',
  },
  chance: {
    type: 'fraction',
    optional: true,
    range: [0.01, 0.9999],
    means: 'The share of runs in which it must hold. Missing: the whole confidence interval must be inside.',
    tag: 'E',
    source: 'the question',
  },
} as const satisfies ParameterTable;

export const reportParameters = {
  customer: { type: 'text', optional: true, means: 'Whom the report is for.', tag: 'E', source: 'the author' },
  author: { type: 'text', optional: true, means: 'Who made it.', tag: 'E', source: 'the author' },
  date: { type: 'text', optional: true, means: 'Its date.', tag: 'E', source: 'the author' },
} as const satisfies ParameterTable;

import type { ModelDescription } from '../../copy/copy-service.ts';
import type { ParameterTable } from '../../parameters/parameter.ts';

/** A model with members, for tests of the language: what it would do does not matter. */
const parameters = {
  members: { type: 'names', of: ['volumes'], atLeast: 1, means: 'Its members.', tag: 'E', source: 'a test' },
  copy_range: { type: 'size', default: 127 * 512, range: [512, 127 * 512], means: 'One pass.', tag: 'R', source: 'a test' },
  similar: { type: 'fraction', default: 0.5, range: [0, 1], means: 'What is alike.', tag: 'E', source: 'a test' },
} as const satisfies ParameterTable;

const mount = {
  member: { type: 'names', of: ['volumes'], optional: true, means: 'Whom to add.', tag: 'E', source: 'a test' },
} as const satisfies ParameterTable;

const shadowSet: ModelDescription = {
  kind: 'shadow-set',
  means: 'A set of members.',
  follows: [],
  installedInto: 'cluster',
  points: [],
  parameters,
  states: [
    { name: 'SteadyState', means: 'All is well.' },
    { name: 'Copying', means: 'It copies.' },
  ],
  initial: 'SteadyState',
  life: [
    { on: 'mount', kind: 'verb', from: ['SteadyState'], to: 'Copying', means: 'A member is added.' },
    { on: 'dismount', kind: 'verb', from: ['SteadyState'], to: 'same', means: 'A member is taken out.' },
    { on: 'copy-completed', kind: 'event', from: ['Copying'], to: 'SteadyState', means: 'Done.' },
  ],
  options: [{ verb: 'mount', parameters: mount }],
  copying: ['Copying'],
  gauges: [],
};

/** A model of pairs with a map and a word among its parameters. */
const pairs: ModelDescription = {
  ...shadowSet,
  kind: 'pairs',
  parameters: {
    source: { type: 'name', of: ['volumes'], means: 'From.', tag: 'E', source: 'a test' },
    target: { type: 'name', of: ['volumes'], means: 'To.', tag: 'E', source: 'a test' },
    pace: { type: 'word', words: ['slow', 'fast'], default: 'slow', means: 'How fast.', tag: 'E', source: 'a test' },
  },
  options: [],
};

export const models: readonly ModelDescription[] = [shadowSet, pairs];

import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readScenario } from './read.ts';
import { scenarioSchema } from './schema.ts';
import { catalogue } from './testing/catalogue.ts';
import { models } from './testing/models.ts';
import { clusterText, pairText, smallestText } from './testing/scenarios.ts';

const schema = scenarioSchema(models, catalogue);
const valid = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true }).compile(schema);

/** As an editor reads the file: numbers are numbers. */
function accepts(text: string): boolean {
  return valid(parse(text));
}

function checked(text: string): boolean {
  return 'scenario' in readScenario(text, { file: 'x', models, catalogue });
}

test.each([
  ['cluster', clusterText],
  ['pair', pairText],
  ['smallest', smallestText],
])('what the check accepts, the schema accepts: %s', (_name, text) => {
  expect(checked(text)).toBe(true);
  accepts(text);
  expect(valid.errors).toBeNull();
});

describe('other ways of writing', () => {
  test.each([
    ['a count in quotes', 'run: {to: start + 1 h, seed: "7"}'],
    ['a mark that is a list', 'run: {to: [start + 1 h, start + 2 h]}'],
    ['a duration of several parts', 'run: {to: 17:00, interval: 1 h 30 min 5 s}'],
    ['a decimal without blank', 'run: {to: 17:00, interval: 0.5s}'],
    ['a micro sign', 'run: {to: 17:00}\nhosts: {h: {cpu_per_io: 5 \u00b5s}}'],
    ['a version that looks like a number', 'run: {to: 17:00}\nhosts: {h: {system: openvms, version: 8.4}}'],
    ['a date that looks like one', 'run: {to: 17:00}\nreport: {date: 2026-02-02}'],
  ])('%s', (_what, words) => {
    const text = `scenario: x\n${words}`;
    expect([checked(text), accepts(text)]).toEqual([true, true]);
  });
});

describe('what the schema rejects, as the check does', () => {
  const blocks = ['run', 'arrays', 'links', 'hosts', 'volumes', 'workloads', 'copies', 'timeline', 'phases', 'objectives', 'report'];

  test('an unknown block', () => {
    expect(accepts(`${smallestText}hostz: {}`)).toBe(false);
  });

  test.each(blocks)('an unknown word in an entry of %s', (block) => {
    const root = parse(clusterText) as { [block: string]: { [name: string]: object } };
    const entry = block === 'run' || block === 'report' ? root[block]! : Object.values(root[block]!)[0]!;
    Object.assign(entry, { unheard_of: '1 s' });
    expect(valid(root)).toBe(false);
  });

  test.each([
    ['a bare number', 'hosts: {h: {cpu_per_io: 8}}'],
    ['a wrong unit', 'hosts: {h: {cpu_per_io: 8 MB}}'],
    ['an ambiguous unit', 'links: {l: {between: [a, b], bandwidth: 5 KB/s}}'],
    ['a word that is none', 'hosts: {h: {served: some}}'],
    ['a preset that is none', 'hosts: {h: {preset: vms}}'],
    ['a count out of range', 'hosts: {h: {nodes: 97}}'],
    ['a missing word', 'volumes: {v: {size: 1 GB}}'],
    ['a missing end', 'phases: {p: {from: start}}'],
    ['an unknown kind', 'copies: {c: {kind: mirror}}'],
    ['a verb that is none', 'timeline: {t: {at: 10:00, do: mont set}}'],
    ['two shapes', 'workloads: {w: {volumes: v, rate: 1 IOPS, clients: 3}}'],
    ['a truth value', 'hosts: {h: {served: true}}'],
    ['a name that is none', 'hosts: {1st: {}}'],
    ['a mix of nothing', 'workloads: {w: {volumes: v, rate: 1 IOPS, size: {}}}'],
    ['a later word', 'hosts: {h: {paths: 3}}'],
  ])('%s', (_what, words) => {
    const text = `${smallestText}${words}`;
    expect([checked(text), accepts(text)]).toEqual([false, false]);
  });
});

test('every word has a description, and defaults stand with their evidence', () => {
  const properties = schema['properties'] as {
    [block: string]: { additionalProperties: { properties: { [word: string]: { description: string } } } };
  };
  const host = properties['hosts']!.additionalProperties.properties;
  expect(host['shadow_max_copy']!.description).toContain('Default 4 [D: OpenVMS SYS_PARAMETERS');
  for (const [word, { description }] of Object.entries(host)) expect(description.length, word).toBeGreaterThan(10);
});

test('without models there are no copies to check', () => {
  expect(() => new Ajv({ allowUnionTypes: true }).compile(scenarioSchema([], { drives: [], presets: [], sizeOf: () => 0 }))).not.toThrow();
});

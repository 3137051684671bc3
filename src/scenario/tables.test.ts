import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { arrayParameters, poolParameters } from '../devices/array/parameters.ts';
import { hostParameters } from '../devices/host/parameters.ts';
import { linkParameters } from '../devices/link/parameters.ts';
import { workloadParameters } from '../devices/workload/parameters.ts';
import { traceParameters } from '../devices/workload/trace-parameters.ts';
import { formatValue } from '../parameters/describe.ts';
import { parameterSchema, tableSchema } from '../parameters/json-schema.ts';
import type { Parameter, ParameterTable, Weighted } from '../parameters/parameter.ts';
import { referenceTable } from '../parameters/reference.ts';
import { readValue } from '../parameters/value.ts';
import { readYaml } from '../parameters/yaml.ts';
import { volumeParameters } from '../storage/volume-parameters.ts';
import { entryParameters, objectiveParameters, phaseParameters, reportParameters, runParameters } from './grammar.ts';

const TABLES: { readonly [name: string]: ParameterTable } = {
  arrayParameters,
  poolParameters,
  hostParameters,
  linkParameters,
  workloadParameters,
  traceParameters,
  volumeParameters,
  runParameters,
  entryParameters,
  phaseParameters,
  objectiveParameters,
  reportParameters,
};
const CONTEXT = {
  report: (_: unknown, message: string) => expect.fail(message),
  assume: () => {},
  name: () => true,
  mark: () => undefined,
};

describe.each(Object.entries(TABLES))('%s', (_name, table) => {
  const parameters = Object.entries(table);

  test('each says what it means and where its value comes from', () => {
    for (const [name, { means, source }] of parameters) {
      expect(means, name).toMatch(/^[A-Z`].*\.$|^`.*\.$/);
      expect(source.length, name).toBeGreaterThan(3);
    }
  });

  test('no word is a truth value of older YAML', () => {
    const words = parameters.flatMap(([name, { words = [] }]) => [name, ...words]);
    expect(words.filter((word) => /^(y|yes|n|no|true|false|on|off)$/i.test(word))).toEqual([]);
  });

  test('conditions name parameters that stand before, and words that they have', () => {
    const before = new Map<string, Parameter>();
    for (const [name, parameter] of parameters) {
      for (const other of parameter.without ?? []) expect(before.has(other), name).toBe(true);
      for (const [other, words] of Object.entries(parameter.needs ?? {})) {
        expect(before.has(other), name).toBe(true);
        if (words !== true) expect(before.get(other)!.words, name).toEqual(expect.arrayContaining([...words]));
      }
      before.set(name, parameter);
    }
  });

  test('a default lies in its range, and can be written', () => {
    for (const [name, parameter] of parameters) {
      if (parameter.default === undefined) continue;
      const written = formatValue(parameter.default, parameter.type);
      const { raw } = readYaml(written, 0);
      expect(readValue(raw!, parameter, name, CONTEXT), name).toEqual(parameter.default);
      const numbers = parameter.type === 'mix' ? (parameter.default as readonly Weighted[]).map(({ value }) => value) : [parameter.default];
      const [least, most] = parameter.range ?? [0, Number.MAX_VALUE];
      for (const number of numbers) if (typeof number === 'number') expect(number >= least && number <= most, name).toBe(true);
    }
  });

  test('the schema of a default accepts it', () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
    for (const [name, parameter] of parameters) {
      const schema = parameterSchema(parameter);
      const valid = ajv.compile({ ...schema, examples: undefined, default: undefined });
      if (schema['default'] !== undefined) expect(valid(schema['default']), name).toBe(true);
    }
  });

  test('the schema of the table is a schema', () => {
    expect(() => new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(tableSchema(table))).not.toThrow();
  });

  test('the reference has a row for each, with five columns', () => {
    const [, , ...rows] = referenceTable(table).split('\n');
    expect(rows.length).toBeGreaterThanOrEqual(parameters.length);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });
});

test('the reference shows limits, defaults, conditions and evidence', () => {
  expect(referenceTable({ shadow_max_copy: hostParameters.shadow_max_copy }).split('\n')[2]).toBe(
    '| `shadow_max_copy` | a whole number such as 12, 0 to 200 | 4 | SHADOW_MAX_COPY: copies and merges that one node carries out at a time; 0 = none ever. Only with `system: openvms`. | D: OpenVMS SYS_PARAMETERS; Volume Shadowing for OpenVMS 8.4, ch. 10 |',
  );
});

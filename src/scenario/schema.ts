import type { ModelDescription } from '../copy/copy-service.ts';
import { verbsOf } from '../copy/copy-service.ts';
import type { Catalogue, PresetType } from '../devices/catalogue.ts';
import { type JsonSchema, tableSchema } from '../parameters/json-schema.ts';
import { NAME_PATTERN } from '../parameters/name.ts';
import type { ParameterTable } from '../parameters/parameter.ts';
import {
  COMPONENTS,
  degradeParameters,
  entryParameters,
  objectiveParameters,
  PRESETS,
  phaseParameters,
  reportParameters,
  runParameters,
} from './grammar.ts';
import { HARDWARE_VERBS, WORKLOAD_VERBS } from './read-timeline.ts';

/**
 * The JSON Schema (draft 7) of a scenario file, for completion and first checks in editors. It accepts every scenario
 * that the check accepts; what depends on names, marks and order is left to the check.
 */
export function scenarioSchema(models: readonly ModelDescription[], catalogue: Catalogue): JsonSchema {
  const presets = (type: PresetType): string[] => catalogue.presets.filter((preset) => preset.type === type).map(({ name }) => name);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Copyfence scenario',
    description: 'One situation: hardware, load, commands, limits.',
    type: 'object',
    required: ['scenario', 'run'],
    additionalProperties: false,
    properties: {
      scenario: { type: 'string', pattern: NAME_PATTERN, description: 'Name of the scenario, and of the folder of its results.' },
      question: { type: 'string', minLength: 1, description: 'What the reader wants to know, in a sentence.' },
      run: { description: 'Span and repetition of the run.', ...tableSchema(runParameters) },
      arrays: entries('Arrays, controllers with drives, adapters with drives.', tableSchema(COMPONENTS.arrays, presets(PRESETS.arrays))),
      links: entries('Interconnects.', tableSchema(COMPONENTS.links, presets(PRESETS.links))),
      hosts: entries('Hosts and their nodes.', tableSchema(COMPONENTS.hosts, presets(PRESETS.hosts))),
      volumes: entries('Volumes.', tableSchema(COMPONENTS.volumes)),
      workloads: entries('What hosts ask of volumes.', workloadSchema(presets(PRESETS.workloads))),
      copies: entries('Copies, each of a kind.', copySchema(models)),
      timeline: entries('What is done and what happens, each at a mark.', timelineSchema(models)),
      phases: entries('Stretches of the run that are measured apart.', tableSchema(phaseParameters)),
      objectives: entries('What must hold.', objectiveSchema()),
      report: { description: 'For the head of the report.', ...tableSchema(reportParameters) },
    },
  };
}

function entries(description: string, entry: JsonSchema): JsonSchema {
  return { description, type: 'object', propertyNames: { pattern: NAME_PATTERN }, additionalProperties: entry };
}

function workloadSchema(presets: readonly string[]): JsonSchema {
  const oneOf = ['rate', 'clients', 'streams', 'trace'].map((shape) => ({ required: [shape] }));
  return { ...tableSchema(COMPONENTS.workloads, presets), oneOf };
}

function objectiveSchema(): JsonSchema {
  const anyOf = [
    ['mark', 'by'],
    ['measure', 'at_most'],
    ['measure', 'at_least'],
  ].map((required) => ({ required }));
  return { ...tableSchema(objectiveParameters), anyOf };
}

/** The words of a copy depend on its kind. */
function copySchema(models: readonly ModelDescription[]): JsonSchema {
  const anyOf = models.map((model) => {
    const schema = tableSchema(model.parameters);
    const { required = [] } = schema as { required?: readonly string[] };
    const properties = { kind: { const: model.kind, description: model.means }, ...(schema['properties'] as object) };
    return { ...schema, properties, required: ['kind', ...required] };
  });
  return anyOf.length === 0 ? { type: 'object', required: ['kind'] } : { anyOf };
}

function timelineSchema(models: readonly ModelDescription[]): JsonSchema {
  const options: ParameterTable = Object.assign(
    {},
    degradeParameters,
    ...models.flatMap((model) => model.options.map(({ parameters }) => parameters)),
  );
  const optional = Object.fromEntries(
    Object.entries(options).map(([name, parameter]) => [name, { ...parameter, optional: true as const }]),
  );
  const verbs = [...new Set([...HARDWARE_VERBS, ...WORKLOAD_VERBS, ...models.flatMap(verbsOf)])];
  const schema = tableSchema({ ...optional, ...entryParameters });
  const properties = schema['properties'] as { [word: string]: JsonSchema };
  const command = {
    ...properties['do'],
    type: 'string',
    pattern: `^\\s*(${verbs.join('|')})\\s+\\S+\\s*$`,
    examples: verbs.map((verb) => `${verb} `),
  };
  return { ...schema, properties: { ...properties, do: command } };
}

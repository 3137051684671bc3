import { type JsonSchema, parameterSchema, tableSchema } from '../../parameters/json-schema.ts';
import { NAME_PATTERN } from '../../parameters/name.ts';
import { reportParameters, runParameters } from '../grammar.ts';
import { POINTS_AT_MOST } from './points.ts';

const PATH: JsonSchema = { pattern: '^[A-Za-z][A-Za-z0-9_-]*(\\.[^.\\s]+)+$' };
const VALUE: JsonSchema = { type: ['string', 'number', 'array', 'object'] };

/**
 * The JSON Schema (draft 7) of a study file, for completion and first checks in editors. It accepts every study that
 * the check accepts; which paths there are and what their values may be is left to the check.
 */
export function studySchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Copyfence study',
    description: 'A scenario, and what of it is tried.',
    type: 'object',
    required: ['study', 'scenario'],
    oneOf: [{ required: ['compare'] }, { required: ['vary'] }],
    additionalProperties: false,
    properties: {
      study: { type: 'string', pattern: NAME_PATTERN, description: 'Name of the study, and of the folder of its results.' },
      scenario: { type: 'string', minLength: 1, description: 'File of the scenario, relative to the study.' },
      question: {
        type: 'string',
        minLength: 1,
        description: 'What the reader wants to know, in a sentence. Missing: that of the scenario.',
      },
      compare: {
        description: 'Ways with names, each with the values that it sets, by path. The first is what the others are compared with.',
        type: 'object',
        minProperties: 1,
        maxProperties: POINTS_AT_MOST,
        propertyNames: { pattern: NAME_PATTERN },
        additionalProperties: { anyOf: [{ type: 'null' }, { type: 'object', propertyNames: PATH, additionalProperties: VALUE }] },
      },
      vary: {
        description: 'Values to try, by path: all combinations. The first of each is what the others are compared with.',
        type: 'object',
        minProperties: 1,
        propertyNames: PATH,
        additionalProperties: { type: 'array', minItems: 1, maxItems: POINTS_AT_MOST, items: VALUE },
      },
      replications: parameterSchema(withoutDefault(runParameters.replications)),
      chart: {
        type: 'string',
        description: 'What the chart shows: subject.metric.statistic, and in which phase. Missing: the first objective.',
        examples: ['trading.response_time.p95 in copying', 'dsa.duration.total'],
      },
      report: { description: 'For the head of the report. Missing: that of the scenario.', ...tableSchema(reportParameters) },
    },
  };
}

/** Missing in a study means what the scenario says. */
function withoutDefault({ default: _, ...parameter }: typeof runParameters.replications) {
  return parameter;
}

import { formatValue, isQuantity, likeOf } from './describe.ts';
import { NAME_PATTERN } from './name.ts';
import type { Parameter, ParameterTable, QuantityType } from './parameter.ts';
import { UNITS } from './units.ts';

/** A fragment of a JSON Schema, draft 7. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const NUMBER = '\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?';
const CLOCK = '\\d{1,2}:\\d{2}(:\\d{2})?';
const DATE = '\\d{4}-\\d{2}-\\d{2}';

/**
 * A table as the schema of a map, for completion and checks in editors. It accepts all that the scenario check accepts;
 * the check alone knows which names exist and what goes together.
 * @param presets names that the word `preset` may have; none: the map has no presets
 */
export function tableSchema(table: ParameterTable, presets: readonly string[] = []): JsonSchema {
  const preset =
    presets.length === 0 ? {} : { preset: { enum: presets, description: 'Takes the values of the catalogue; other words override them.' } };
  const properties = Object.fromEntries(Object.entries(table).map(([name, parameter]) => [name, parameterSchema(parameter)]));
  const required = Object.keys(table).filter((name) => mustBeWritten(table[name]!, presets.length > 0));
  return {
    type: 'object',
    properties: { ...preset, ...properties },
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
}

/** A preset may give any value, but no name of the scenario. */
function mustBeWritten(parameter: Parameter, mayComeFromPreset: boolean): boolean {
  const { default: filled, optional, needs, without, type } = parameter;
  if (filled !== undefined || optional || needs !== undefined || without !== undefined) return false;
  return !mayComeFromPreset || type === 'name' || type === 'names';
}

/** One parameter, with its meaning, default and source. */
export function parameterSchema(parameter: Parameter): JsonSchema {
  const { means, tag, source, default: filled, type } = parameter;
  const value = isNumeric(type) ? filled : filled === undefined ? undefined : formatValue(filled, type);
  const like = likeOf(parameter);
  return {
    description: filled === undefined ? means : `${means} Default ${formatValue(filled, type)} [${tag}: ${source}].`,
    ...valueSchema(parameter),
    ...(value !== undefined && { default: value }),
    ...(like.length > 0 && { examples: like }),
  };
}

function isNumeric(type: Parameter['type']): boolean {
  return type === 'count' || type === 'number';
}

function valueSchema(parameter: Parameter): JsonSchema {
  const { type } = parameter;
  if (type === 'count' || type === 'number') return numberSchema(parameter);
  if (isQuantity(type)) return text(quantity(type));
  switch (type) {
    case 'word':
      return { enum: parameter.words ?? [] };
    case 'text':
      // An editor reads 8.4 as a number.
      return { type: ['string', 'number'], ...(parameter.pattern !== undefined && { pattern: parameter.pattern }) };
    case 'name':
      return text('\\S+');
    case 'names':
      return { anyOf: [text('\\S+'), { type: 'array', items: text('\\S+'), minItems: parameter.atLeast ?? 1 }] };
    case 'amount':
      return text(`all|${quantity('size')}`);
    case 'mix':
      return { anyOf: [text(quantity('size')), pairs(quantity('size'))] };
    case 'skew':
      return text(`${quantity('fraction')}\\s+on\\s+${quantity('fraction')}`);
    case 'profile':
      return pairs(CLOCK);
    case 'clock':
      return text(`(${DATE}[ T]+)?${CLOCK}`);
    case 'mark':
      return { anyOf: [text('.*\\S.*'), { type: 'array', items: text('.*\\S.*'), minItems: 1 }] };
    case 'limit':
      return { type: ['string', 'number'], minimum: 0 };
    case 'map':
      return tableSchema(parameter.table ?? {});
    default:
      return { type: 'object', propertyNames: { pattern: NAME_PATTERN }, additionalProperties: tableSchema(parameter.table ?? {}) };
  }
}

function numberSchema({ type, range }: Parameter): JsonSchema {
  const [minimum, maximum] = range ?? [0, Number.MAX_SAFE_INTEGER];
  return { type: [type === 'count' ? 'integer' : 'number', 'string'], pattern: `^\\s*${NUMBER}\\s*$`, minimum, maximum };
}

function text(pattern: string): JsonSchema {
  return { type: 'string', pattern: `^\\s*(${pattern})\\s*$` };
}

function quantity(type: QuantityType): string {
  const units = Object.keys(UNITS[type])
    .map((unit) => unit.replace(/[/.%]/g, (character) => `\\${character}`))
    .join('|');
  const one = `${NUMBER}\\s*(${units.replaceAll('\\%', '%')})`;
  return type === 'duration' ? `${one}(\\s+${one})*` : one;
}

/** A map from keys of a pattern to fractions. */
function pairs(key: string): JsonSchema {
  return {
    type: 'object',
    patternProperties: { [`^\\s*(${key})\\s*$`]: text(quantity('fraction')) },
    additionalProperties: false,
    minProperties: 1,
  };
}

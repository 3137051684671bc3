import { expectation, formatValue } from './describe.ts';
import type { Parameter, ParameterTable } from './parameter.ts';

const HEAD = ['| word | value | default | meaning | evidence |', '| --- | --- | --- | --- | --- |'];

/** A table for the reference pages, in Markdown; maps inside follow with their path. */
export function referenceTable(table: ParameterTable): string {
  return [...HEAD, ...referenceRows(table)].join('\n');
}

/** The rows of a table: one for each parameter. */
function referenceRows(table: ParameterTable, prefix = ''): string[] {
  return Object.entries(table).flatMap(([name, parameter]) => {
    const path = `${prefix}${name}`;
    const row = [`\`${path}\``, kindOf(parameter), defaultOf(parameter), meaningOf(parameter), `${parameter.tag}: ${parameter.source}`];
    const inside = parameter.type === 'entries' ? `${path}.<name>.` : `${path}.`;
    return [`| ${row.map(cell).join(' | ')} |`, ...(parameter.table === undefined ? [] : referenceRows(parameter.table, inside))];
  });
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function kindOf(parameter: Parameter): string {
  const { range, type } = parameter;
  const limits =
    range === undefined || type === 'mix' || type === 'amount' ? '' : `, ${formatValue(range[0], type)} to ${formatValue(range[1], type)}`;
  return `${expectation(parameter)}${limits}`;
}

function defaultOf(parameter: Parameter): string {
  if (parameter.default !== undefined) return formatValue(parameter.default, parameter.type);
  return parameter.optional === true ? '' : 'must be given';
}

function meaningOf({ means, needs = {}, without = [] }: Parameter): string {
  const conditions = [
    ...Object.entries(needs).map(([other, words]) => (words === true ? `with \`${other}\`` : `with \`${other}: ${words.join(' or ')}\``)),
    ...without.map((other) => `without \`${other}\``),
  ];
  return conditions.length === 0 ? means : `${means} Only ${conditions.join(' and ')}.`;
}

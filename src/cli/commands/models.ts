import { type ModelDescription, verbsOf } from '../../copy/copy-service.ts';
import { models as allModels } from '../../copy/models/index.ts';
import { formatValue } from '../../parameters/describe.ts';
import { suggest } from '../../parameters/nearest.ts';
import { textTable, wrap } from '../../report/text-table.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';

const COLUMNS = 100;

/** Lists the copy services, or describes one. */
export const models: Command = {
  usage: 'models [kind]',
  describe: 'List the copy services that can be simulated, or describe one',
  build: (yargs) => yargs.positional('kind', { type: 'string', describe: 'The kind of a copy, as in scenario files' }),
  perform({ common, of, terminal }) {
    const kind = of['kind'] as string | undefined;
    const chosen = kind === undefined ? allModels : allModels.filter((model) => model.kind === kind);
    if (chosen.length === 0)
      throw new InputError(
        `there is no copy service ${kind}: ${suggest(
          kind!,
          allModels.map((model) => model.kind),
        )}`,
      );
    if (common.json) terminal.out(`${JSON.stringify(chosen.map(forMachines), null, 2)}\n`);
    else if (kind === undefined)
      terminal.out(
        `${textTable(
          chosen.map((model) => [model.kind, model.means]),
          ['left', 'left'],
        ).join('\n')}\n`,
      );
    else terminal.out(`${description(chosen[0]!).join('\n')}\n`);
    return EXIT.done;
  },
};

function forMachines(model: ModelDescription) {
  return {
    kind: model.kind,
    points: model.points,
    states: model.states.map(({ name }) => name),
    verbs: verbsOf(model),
    parameters: Object.entries(model.parameters).map(([name, { type, means, tag, source, ...parameter }]) => ({
      name,
      type,
      default: parameter.default === undefined ? null : formatValue(parameter.default, type),
      means,
      tag,
      source,
    })),
  };
}

function description(model: ModelDescription): string[] {
  const list = (title: string, rows: readonly (readonly string[])[]) => [
    '',
    title,
    ...rows.flatMap(([name, ...text]) => [`  ${name}`, ...wrap(text.join(' '), COLUMNS - 6).map((line) => `      ${line}`)]),
  ];
  const parameters = Object.entries(model.parameters).map(([name, { type, means, tag, source, ...parameter }]) => {
    const value = parameter.default === undefined ? '' : ` (${formatValue(parameter.default, type)} unless said otherwise)`;
    return [`${name}${value}`, means, `[${tag}: ${source}]`];
  });
  return [
    ...wrap(`${model.kind}: ${model.means}`, COLUMNS),
    ...list(
      'Follows',
      model.follows.map(({ title, section }) => [title, section]),
    ),
    ...list('Parameters', parameters),
    ...list(
      'States',
      model.states.map(({ name, means }) => [name, means]),
    ),
    ...list(
      'Verbs and events',
      model.life.map(({ on, kind, from, to, means }) => [`${on} (${kind}): ${from.join(', ')} → ${to}`, means]),
    ),
    ...list(
      'Gauges',
      model.gauges.map(({ name, unit, means }) => [`${name} (${unit})`, means]),
    ),
  ];
}

import type { Relationship } from '../copy/copy-service.ts';
import { models } from '../copy/models/index.ts';
import type { ParameterTable } from '../parameters/parameter.ts';
import type { Copy, Scenario } from '../scenario/scenario.ts';

/** The relationships of a copy: the first has the first of every volume parameter of the model, the second the second of each, and so on. */
export function relationshipsOf({ kind, instances, values }: Copy, scenario: Scenario): Relationship[] {
  const parameters: ParameterTable = models.find((model) => model.kind === kind)!.parameters;
  const entries = Object.entries(parameters)
    .filter(([, { type, of }]) => (type === 'names' || type === 'name') && of?.includes('volumes') === true)
    .flatMap(([parameter]) => values[parameter] as string | readonly string[])
    .map((name) => scenario.volumes[name]?.instances ?? [name]);
  return instances.map((name, i) => ({ name, volumes: entries.map((names) => names[i]!) }));
}

import { type ModelDescription, verbsOf } from '../../../copy/copy-service.ts';
import type { Parameter, ParameterTable } from '../../../parameters/parameter.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import { blocks, type Dice, list, ms } from '../dice.ts';
import type { Words } from '../draft.ts';
import { drawHardware } from '../hardware.ts';
import { drawLoad } from '../load.ts';
import type { Plan } from '../plan.ts';

/** A value without bounds of its own is drawn up to so many times its default or least value. */
const FACTOR = 32;

/** What campaigns know of a kind beyond its description. */
export interface Ways {
  /** The volumes of a copy lie in one array. */
  readonly together?: true;
  /** Hosts use all volumes of a copy, not only the first. */
  readonly allUsed?: true;
  /** What an operator does before anything else, mostly early. */
  readonly first?: string;
  /** Options of verbs with which an operator would say what is not so. */
  readonly untrue?: readonly string[];
  /** Further words of a copy. */
  readonly words?: (dice: Dice) => Words;
}

/**
 * Draws copies of a kind by its description: hardware that it can be installed into, volumes for it, parameters within
 * their ranges, and its verbs at random times.
 */
export function drawDescribed(plan: Plan, model: ModelDescription, ways: Ways = {}): void {
  const { dice } = plan;
  const cached = model.installedInto === 'box';
  drawHardware(plan, { openvms: !cached, cached, arrays: dice.between(1, 2) });
  for (let count = dice.pick([1, 1, 2]); count > 0; count--) {
    const size = dice.scaled(500, 20_000);
    const volumes: string[] = [];
    const pool = drawPool(plan);
    const values = drawValues(dice, model.parameters, () => {
      const volume = plan.add('volumes', 'vol', { size: blocks(size), pool: ways.together ? pool : drawPool(plan) });
      volumes.push(volume);
      return volume;
    });
    const name = plan.add('copies', 'copy', { kind: model.kind, ...values, ...ways.words?.(dice) });
    if (!cached) drawLoad(plan, name, size);
    else for (const volume of ways.allUsed ? volumes : volumes.slice(0, 1)) drawLoad(plan, volume, size);
    drawVerbs(plan, model, ways, name, volumes);
  }
}

function drawVerbs(plan: Plan, model: ModelDescription, { first, untrue = [] }: Ways, name: string, volumes: readonly string[]): void {
  const { dice, horizon } = plan;
  const all = verbsOf(model);
  const command = (at: number, verb: string): void => {
    const table = model.options.find((option) => option.verb === verb)?.parameters ?? {};
    const options = Object.entries(drawValues(dice, table, () => dice.pick(volumes)));
    plan.command(at, verb, name, Object.fromEntries(options.filter(([option]) => !untrue.includes(option))));
  };
  if (first !== undefined && dice.chance(0.8)) command(dice.scaled(1, 2000), first);
  for (let count = dice.between(0, 6); count > 0; count--) command(dice.between(1, horizon), dice.pick(all));
}

/** Where a volume may lie. */
export function drawPool(plan: Plan): string {
  const array = plan.dice.pick(plan.names('arrays'));
  return plan.entries.arrays[array]!['pools'] === undefined ? array : `${array}.p`;
}

/** What must be given, and now and then something else. @param volume for a parameter that names volumes */
export function drawValues(dice: Dice, table: ParameterTable, volume: () => string): Words {
  const words: { [name: string]: string } = {};
  for (const [name, parameter] of Object.entries(table)) {
    const required = parameter.default === undefined && parameter.optional === undefined;
    if (parameter.needs !== undefined || parameter.without !== undefined || (!required && !dice.chance(0.3))) continue;
    const value = isVolume(parameter) ? written(parameter, volume()) : drawValue(dice, parameter);
    if (value !== null) words[name] = value;
  }
  return words;
}

function isVolume({ type, of }: Parameter): boolean {
  return (type === 'name' || type === 'names') && of?.includes('volumes') === true;
}

function written({ type }: Parameter, volume: string): string {
  return type === 'names' ? list([volume]) : volume;
}

/** Null: of this type nothing is drawn. */
function drawValue(dice: Dice, { type, words, range, ...parameter }: Parameter): string | null {
  const usual = typeof parameter.default === 'number' ? parameter.default : 0;
  const [least, most] = range ?? [0, Number.MAX_SAFE_INTEGER];
  const within = (unit: number): number => {
    const from = Math.max(1, Math.ceil(Math.max(least, usual / FACTOR) / unit));
    return dice.scaled(from, Math.max(from, Math.floor(Math.min(most, Math.max(usual * 2, least * FACTOR, unit * FACTOR)) / unit)));
  };
  switch (type) {
    case 'word':
      return dice.pick(words!);
    case 'count':
      return String(within(1));
    case 'fraction':
      return `${dice.between(Math.ceil(least * 100), Math.floor(Math.min(1, most) * 100))} %`;
    case 'duration':
      return ms(within(1e6));
    case 'size':
      return blocks(within(BLOCK_BYTES));
    default:
      return null;
  }
}

import { placeVolumes } from '../devices/box/placement.ts';
import { drivesOf, parseRaid } from '../devices/box/raid.ts';
import { capacityOf } from '../devices/box/rank.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import type { Entry, Reading } from './reading.ts';
import type { Scenario } from './scenario.ts';

type Hardware = Pick<Scenario, 'volumes' | 'arrays'>;

/** Names of this many ranks of a pool are suggested for a misspelt one. */
const SUGGESTED = 100;

/** The ranks (groups of drives) of one pool of an array with a cache: `box.1`, `box.pool.2`; their drives: `box.1.drive-3`. */
export interface PoolRanks {
  /** The array alone if it has one pool without a name. */
  readonly pool: string;
  readonly ranks: number;
  /** Of one rank. */
  readonly drives: number;
}

/** A volume, and the rank of its pool on which it lies, from 0; -1: on none is room for it. */
export interface OnRank {
  readonly entry: Entry;
  readonly group: number;
}

/** The pools of an array. */
export function poolsOf(array: string, { arrays }: Hardware): string[] {
  const { pools } = arrays[array]!.values;
  return pools === undefined ? [array] : Object.keys(pools).map((pool) => `${array}.${pool}`);
}

/** The volumes of a pool in their places; none if nobody knows its drives. */
export function placesIn(pool: string, array: string, { volumes, arrays }: Hardware, reading: Reading): OnRank[] {
  const { values } = arrays[array]!;
  const words = values.pools?.[pool.slice(array.length + 1)];
  const drive = words?.drive ?? values.drive;
  if (drive === undefined) return [];
  const raid = parseRaid(words?.raid ?? 'none');
  const strip = values.strip! / BLOCK_BYTES;
  const room = capacityOf(raid, strip, reading.catalogue.sizeOf(drive) / BLOCK_BYTES);
  const entries = reading.entries('volumes').filter(({ name }) => (volumes[name]!.values.pool as string | undefined) === pool);
  const all = entries.flatMap((entry) => {
    const { size } = volumes[entry.name]!.values;
    return volumes[entry.name]!.instances.map(() => ({ entry, blocks: size === undefined ? room : size / BLOCK_BYTES }));
  });
  const sizes = all.map(({ blocks }) => blocks);
  const places = placeVolumes({ groups: words?.groups, room, stripe: strip * raid.data }, sizes);
  return all.map(({ entry }, i) => ({ entry, group: places[i]!.group }));
}

/** All ranks of arrays in which nothing is wrong. */
export function ranksOf(hardware: Hardware, reading: Reading): PoolRanks[] {
  return reading.entries('arrays').flatMap(({ name, path }) => {
    if (!reading.sound(path) || hardware.arrays[name]!.values.cache === undefined) return [];
    return poolsOf(name, hardware).map((pool) => {
      const words = hardware.arrays[name]!.values.pools?.[pool.slice(name.length + 1)];
      const groups = placesIn(pool, name, hardware, reading).map(({ group }) => group + 1);
      return { pool, ranks: words?.groups ?? Math.max(0, ...groups), drives: drivesOf(parseRaid(words?.raid ?? 'none')) };
    });
  });
}

/** Whether a name stands for a rank, or for a drive in one. */
export function isRankName(name: string, ranks: readonly PoolRanks[]): boolean {
  return ranks.some(({ pool, ranks: most, drives }) => {
    const rest = name.startsWith(`${pool}.`) ? name.slice(pool.length + 1) : '';
    const [, rank, drive] = /^([1-9]\d*)(?:\.drive-([1-9]\d*))?$/.exec(rest) ?? [];
    return rank !== undefined && Number(rank) <= most && (drive === undefined || Number(drive) <= drives);
  });
}

/** Names near which a misspelt one may be: of ranks, and of the drives of those with which it begins. */
export function rankNames(misspelt: string, ranks: readonly PoolRanks[]): string[] {
  return ranks.flatMap(({ pool, ranks: most, drives }) =>
    Array.from({ length: Math.min(most, SUGGESTED) }, (_, i) => `${pool}.${i + 1}`).flatMap((rank) => {
      const meant = misspelt.startsWith(`${rank}.`) || most === 1;
      return [rank, ...(meant ? Array.from({ length: drives }, (_unused, d) => `${rank}.drive-${d + 1}`) : [])];
    }),
  );
}

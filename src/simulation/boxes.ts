import { poolParameters } from '../devices/array/parameters.ts';
import { Box, type BoxSpec } from '../devices/box/box.ts';
import { BoxVolume } from '../devices/box/box-volume.ts';
import { type Placed, placeVolumes } from '../devices/box/placement.ts';
import { drivesOf, parseRaid, type Raid } from '../devices/box/raid.ts';
import { capacityOf, Rank } from '../devices/box/rank.ts';
import { RankVolume } from '../devices/box/rank-volume.ts';
import { loadDrive } from '../devices/disk/catalog.ts';
import { disciplineFor } from '../devices/disk/discipline.ts';
import { Disk } from '../devices/disk/disk.ts';
import { Drive } from '../devices/disk/drive.ts';
import type { IoPool } from '../kernel/io-pool.ts';
import type { Values } from '../parameters/parameter.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Contents } from '../storage/contents.ts';
import { Uniform } from '../storage/initial-contents.ts';
import type { MediaObserver } from '../storage/observer.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import type { PlacedArray } from './routes.ts';

type ArrayValues = Scenario['arrays'][string]['values'];
type PoolValues = Values<typeof poolParameters>;

/** A volume of a box in its place: behind one of the channels of its array. */
export interface PlacedBoxVolume {
  readonly volume: BoxVolume;
  readonly array: PlacedArray;
  readonly port: number;
}

/** What the boxes of a scenario are built with. */
export interface BoxesSurroundings {
  readonly ios: IoPool;
  readonly media: MediaObserver;
  readonly unitBlocks: number;
}

/** The contents of drives in ranks are kept by volume; nobody looks at the drives themselves. */
const NOBODY: MediaObserver = { mediaRead: () => {}, mediaWritten: () => {} };

/** The volumes of the arrays with a cache, each array a box. Before the run every volume holds data of its own. */
export function buildBoxes(scenario: Scenario, arrays: readonly PlacedArray[], surroundings: BoxesSurroundings): PlacedBoxVolume[] {
  const volumes: PlacedBoxVolume[] = [];
  for (const array of arrays)
    if (scenario.arrays[array.name]!.values.cache !== undefined) volumes.push(...buildBox(scenario, array, volumes.length, surroundings));
  return volumes;
}

/** @param before volumes of other boxes */
function buildBox(scenario: Scenario, array: PlacedArray, before: number, surroundings: BoxesSurroundings): PlacedBoxVolume[] {
  const { ios, media, unitBlocks } = surroundings;
  const { values } = scenario.arrays[array.name]!;
  const plans = poolsOf(scenario, array.name);
  const ranks: Rank[] = [];
  const ranksOf = plans.map((plan) => {
    const own = buildRanks(plan, values.strip! / BLOCK_BYTES, ranks.length, surroundings);
    ranks.push(...own);
    return own;
  });
  const box = new Box(array.name, ios, values as BoxSpec, ranks, unitBlocks);
  array.controller.box = box;
  let made = 0;
  return plans.flatMap(({ volumes, places }, pool) =>
    volumes.map(({ name, blocks }, i) => {
      const { group, first } = places[i]!;
      const contents = new Contents(blocks, unitBlocks, new Uniform(-1 - before - made));
      const volume = new BoxVolume(box, new RankVolume(name, ranksOf[pool]![group]!, first, contents, media));
      return { volume, array, port: made++ };
    }),
  );
}

/** A pool, and where its volumes lie. */
interface PoolPlan {
  readonly name: string;
  readonly words: PoolValues | undefined;
  readonly drive: string;
  readonly raid: Raid;
  readonly groups: number;
  readonly volumes: readonly { readonly name: string; readonly blocks: number }[];
  readonly places: readonly Placed[];
}

function poolsOf(scenario: Scenario, array: string): PoolPlan[] {
  const { values } = scenario.arrays[array]!;
  if (values.pools === undefined) return [planPool(scenario, values, array, undefined)];
  return Object.entries(values.pools).map(([name, words]) => planPool(scenario, values, `${array}.${name}`, words));
}

function planPool(scenario: Scenario, values: ArrayValues, name: string, words: PoolValues | undefined): PoolPlan {
  const drive = words?.drive ?? values.drive!;
  const raid = parseRaid(words?.raid ?? poolParameters.raid.default);
  const strip = values.strip! / BLOCK_BYTES;
  const room = capacityOf(raid, strip, loadDrive(drive).blocks);
  const volumes = Object.values(scenario.volumes)
    .filter((entry) => entry.values.pool === name)
    .flatMap((entry) => {
      const blocks = entry.values.size === undefined ? room : entry.values.size / BLOCK_BYTES;
      return entry.instances.map((instance) => ({ name: instance, blocks }));
    });
  const sizes = volumes.map(({ blocks }) => blocks);
  const places = placeVolumes({ groups: words?.groups, room, stripe: strip * raid.data }, sizes);
  const groups = words?.groups ?? Math.max(0, ...places.map(({ group }) => group + 1));
  return { name, words, drive, raid, groups, volumes, places };
}

function buildRanks({ name, words, drive, raid, groups }: PoolPlan, strip: number, first: number, at: BoxesSurroundings): Rank[] {
  const spec = loadDrive(drive);
  const newDisk = (of: string): Disk => {
    const mechanics = new Drive(spec);
    const commands = words?.command_queue ?? poolParameters.command_queue.default;
    const discipline = disciplineFor(words?.discipline ?? spec.discipline, commands, mechanics);
    return new Disk(at.ios.kernel, of, mechanics, discipline, new Contents(spec.blocks, at.unitBlocks), NOBODY);
  };
  return Array.from({ length: groups }, (_, g) => {
    const rank = `${name}.${g + 1}`;
    const drives = Array.from({ length: drivesOf(raid) }, (_unused, d) => newDisk(`${rank}.drive-${d + 1}`));
    return new Rank(rank, first + g, raid, strip, drives);
  });
}

import { BOX_CACHE_PART, placeVolumes } from '../devices/box/placement.ts';
import { parseRaid } from '../devices/box/raid.ts';
import { capacityOf } from '../devices/box/rank.ts';
import { entryOf } from '../parameters/raw.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import type { Entry, Reading } from './reading.ts';
import type { Scenario } from './scenario.ts';

type Hardware = Pick<Scenario, 'volumes' | 'arrays'>;

/** Reports arrays with a cache whose parts do not go together, RAID without a cache, and volumes that do not fit into their pool. */
export function checkBoxes({ volumes, arrays }: Hardware, reading: Reading): void {
  for (const entry of reading.entries('arrays')) {
    if (!reading.sound(entry.path)) continue;
    const { cache, nvs, destage_high: high, destage_low: low, pools } = arrays[entry.name]!.values;
    if (cache !== undefined && nvs! > cache / BOX_CACHE_PART) report(entry, 'nvs', 'it is more than half of the cache', reading);
    if (cache !== undefined && low! > high!) report(entry, 'destage_low', 'it is above `destage_high`', reading);
    if (cache !== undefined) checkRoom(entry.name, { volumes, arrays }, reading);
    else
      for (const [pool, { raid }] of Object.entries(pools ?? {}))
        if (raid !== 'none') report(entry, 'pools', `${pool} has RAID: that takes an array with \`cache\``, reading);
  }
}

function report({ path, place, map }: Entry, word: string, why: string, reading: Reading): void {
  reading.report(entryOf(map, word)?.value.place ?? place, `${path}.${word}: ${why}`);
}

function checkRoom(array: string, { volumes, arrays }: Hardware, reading: Reading): void {
  const { values } = arrays[array]!;
  const pools = values.pools === undefined ? [array] : Object.keys(values.pools).map((pool) => `${array}.${pool}`);
  for (const pool of pools) {
    const words = values.pools?.[pool.slice(array.length + 1)];
    const drive = words?.drive ?? values.drive;
    const entries = reading.entries('volumes').filter(({ name }) => (volumes[name]!.values.pool as string | undefined) === pool);
    if (drive === undefined || entries.length === 0) continue;
    const raid = parseRaid(words?.raid ?? 'none');
    const strip = values.strip! / BLOCK_BYTES;
    const room = capacityOf(raid, strip, reading.catalogue.sizeOf(drive) / BLOCK_BYTES);
    const all = entries.flatMap((entry) => {
      const { size } = volumes[entry.name]!.values;
      return volumes[entry.name]!.instances.map(() => ({ entry, blocks: size === undefined ? room : size / BLOCK_BYTES }));
    });
    const places = placeVolumes(
      { groups: words?.groups, room, stripe: strip * raid.data },
      all.map(({ blocks }) => blocks),
    );
    const homeless = new Set(all.flatMap(({ entry }, i) => (places[i]!.group < 0 ? [entry] : [])));
    for (const entry of homeless) report(entry, 'pool', `${pool} has no room for it: a volume lies on one group`, reading);
  }
}

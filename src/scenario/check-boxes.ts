import { BOX_CACHE_PART } from '../devices/box/placement.ts';
import { entryOf } from '../parameters/raw.ts';
import { placesIn, poolsOf } from './ranks.ts';
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

function checkRoom(array: string, hardware: Hardware, reading: Reading): void {
  for (const pool of poolsOf(array, hardware)) {
    const homeless = new Set(placesIn(pool, array, hardware, reading).flatMap(({ entry, group }) => (group < 0 ? [entry] : [])));
    for (const entry of homeless) report(entry, 'pool', `${pool} has no room for it: a volume lies on one group`, reading);
  }
}

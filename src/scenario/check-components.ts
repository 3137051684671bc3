import { formatQuantity } from '../parameters/format.ts';
import { entryOf } from '../parameters/raw.ts';
import { LATER_WORDS } from './not-yet.ts';
import type { Entry, Reading } from './reading.ts';
import type { Scenario } from './scenario.ts';

const SHAPES = ['rate', 'clients', 'streams', 'trace'] as const;

/** Reports workloads without a host, and without exactly one shape. */
export function checkWorkloads({ workloads, hosts }: Pick<Scenario, 'workloads' | 'hosts'>, reading: Reading): void {
  for (const { name, path, place, map } of reading.entries('workloads')) {
    // A word of a later version may say what is missing here.
    if (map.entries.some(({ key }) => LATER_WORDS['workloads']?.includes(key))) continue;
    const shapes = SHAPES.filter((shape) => entryOf(map, shape) !== undefined);
    if (shapes.length === 0) reading.report(place, `${path}: how much does it do? One of ${SHAPES.join(', ')} is missing`);
    for (const extra of shapes.slice(1)) {
      reading.report(entryOf(map, extra)!.place, `${path}: a workload has one shape: \`${extra}\` does not go with \`${shapes[0]}\``);
    }
    if (entryOf(map, 'host') !== undefined || workloads[name]?.values.host !== undefined) continue;
    const names = Object.keys(hosts);
    reading.report(
      place,
      `${path}: ${names.length === 0 ? 'there is no host for it to run on' : `\`host\` is missing: one of ${names.join(', ')}`}`,
    );
  }
}

/** Reports volumes that do not find a drive to lie on. */
export function checkVolumes({ volumes, arrays }: Pick<Scenario, 'volumes' | 'arrays'>, reading: Reading): void {
  const used = new Map<string, number>();
  for (const entry of reading.entries('volumes')) {
    const { name, path, map } = entry;
    const pool = volumes[name]!.values.pool as string | undefined;
    if (pool === undefined) continue;
    const place = entryOf(map, 'pool')!.value.place;
    const [arrayName = '', poolName] = pool.split('.');
    const array = arrays[arrayName];
    if (array === undefined) continue;
    const { pools, drive } = array.values;
    const ways = Object.keys(pools ?? {}).map((one) => `${arrayName}.${one}`);
    const inPool = poolName === undefined ? undefined : pools?.[poolName];
    if (poolName === undefined && ways.length > 0) {
      reading.report(place, `${path}.pool: ${arrayName} has pools: say which, ${ways.join(' or ')}`);
      continue;
    }
    if (!reading.sound(`arrays.${arrayName}`)) continue;
    const lies = inPool?.drive ?? drive;
    if (lies === undefined) reading.report(place, `${path}.pool: ${pool} has no drives: \`drive\` is missing in arrays.${arrayName}`);
    if (array.values.cache !== undefined) continue;
    if (lies !== undefined) checkSize(volumes[name]!.values.size, lies, entry, reading);
    const taken = (used.get(pool) ?? 0) + volumes[name]!.instances.length;
    used.set(pool, taken);
    const groups = inPool?.groups;
    if (groups !== undefined && taken > groups) {
      reading.report(
        place,
        `${path}.pool: ${pool} has ${groups} ${groups === 1 ? 'drive' : 'drives'} (groups) and ${taken} volumes: each takes a drive of its own`,
      );
    }
  }
}

function checkSize(size: number | undefined, drive: string, { path, map }: Entry, reading: Reading): void {
  const room = reading.catalogue.sizeOf(drive);
  if (size === undefined || size <= room) return;
  const { place } = entryOf(map, 'size')!.value;
  reading.report(
    place,
    `${path}.size: it is more than a drive of ${drive} holds, ${formatQuantity(room, 'size')}: a volume lies on one drive`,
  );
}

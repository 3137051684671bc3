import type { VolumeFacts } from '../copy/copy-service.ts';
import { entryOf } from '../parameters/raw.ts';
import { namesOfVolumes } from './read-copies.ts';
import type { Entry, Reading } from './reading.ts';
import type { Copy, Scenario } from './scenario.ts';

type Parts = Pick<Scenario, 'volumes' | 'arrays' | 'copies'>;

/** Reports workloads that name a copy which has no volumes of its own. */
export function checkWorkloadVolumes({ copies, workloads }: Pick<Scenario, 'copies' | 'workloads'>, reading: Reading): void {
  for (const { name, path, place, map } of reading.entries('workloads')) {
    const values = workloads[name]?.values.volumes as readonly string[] | undefined;
    const model = (copy: string) => reading.models.find(({ kind }) => kind === copies[copy]?.kind);
    const copy = values?.find((volume) => model(volume)?.installedInto === 'box');
    if (copy === undefined) continue;
    const at = entryOf(map, 'volumes')?.value.place ?? place;
    reading.report(at, `${path}.volumes: hosts do not use ${copy}, a ${copies[copy]!.kind}, but its volumes`);
  }
}

/** Reports copies whose volumes lie where copies of this kind cannot be, or do not go together. */
export function checkCopies(parts: Parts, reading: Reading): void {
  for (const entry of reading.entries('copies')) {
    const copy = parts.copies[entry.name];
    if (copy === undefined || !reading.sound(entry.path)) continue;
    const model = reading.models.find(({ kind }) => kind === copy.kind)!;
    const volumes = volumesOf(copy, parts, reading);
    if (volumes.length === 0) continue;
    const cached = model.installedInto === 'box';
    const wrong = volumes.find(({ array }) => (parts.arrays[array]!.values.cache !== undefined) !== cached);
    const why = cached ? 'an array without `cache`' : 'an array with `cache`';
    if (wrong !== undefined) report(entry, `${wrong.name} lies in ${wrong.array}, ${why}: no place for a ${copy.kind}`, reading);
    else {
      const refused = model.refuses?.(volumes) ?? null;
      if (refused !== null) report(entry, refused, reading);
    }
  }
}

function report({ path, place, map }: Entry, why: string, reading: Reading): void {
  reading.report(entryOf(map, 'kind')?.value.place ?? place, `${path}: ${why}`);
}

/** The volumes that the copy names; where something about them is wrong, which is reported already, none. */
function volumesOf(copy: Copy, { volumes, arrays }: Parts, reading: Reading): VolumeFacts[] {
  const facts = namesOfVolumes(copy, reading).map((name) => {
    const entry = reading.names.find(name)?.entry ?? name;
    const pool = volumes[entry]?.values.pool as string | undefined;
    const [array = ''] = pool?.split('.') ?? [];
    return { name, array, size: volumes[entry]?.values.size };
  });
  return facts.every(({ array }) => arrays[array] !== undefined && reading.sound(`arrays.${array}`)) ? facts : [];
}

import { CachedVolumeRules } from '../audit/cached-volume-rules.ts';
import type { Oracle } from '../audit/oracle.ts';
import { PlainRules } from '../audit/plain-rules.ts';
import { ShadowSetRules } from '../audit/shadow-set/shadow-set-rules.ts';
import { Threads } from '../audit/shadow-set/threads.ts';
import type { Relationship } from '../copy/copy-service.ts';
import type { Boxes, Cluster } from '../copy/surroundings.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { relationshipsOf } from './relationships.ts';

/** Makes the rules of one kind for the relationships of its copies. */
type RuleMaker = (oracle: Oracle, cluster: Cluster, relationships: readonly Relationship[]) => void;

/** The rules of each kind of copy. */
const RULES: { readonly [kind: string]: RuleMaker } = {
  'shadow-set': (oracle, cluster, relationships) => {
    const threads = new Threads(oracle.log, new Map(cluster.nodes.map(({ name, shadow_max_copy }) => [name, shadow_max_copy])));
    for (const { name, volumes } of relationships) new ShadowSetRules(oracle, threads, name, volumes);
  },
};

/** Tells the oracle of all media and copies of a scenario, before anything happens to them. */
export function instructOracle(oracle: Oracle, scenario: Scenario, cluster: Cluster, boxes: Boxes): void {
  for (const disk of cluster.disks) oracle.addDisk(disk);
  const cached = boxes.boxes.flatMap((box) => box.volumes.map(({ rank }) => rank));
  for (const volume of cached) oracle.addDisk({ name: volume.name, blocks: volume.contents.blocks, contents: volume.contents });
  for (const [kind, make] of Object.entries(RULES)) {
    const copies = Object.values(scenario.copies).filter((copy) => copy.kind === kind);
    if (copies.length > 0)
      make(
        oracle,
        cluster,
        copies.flatMap((copy) => relationshipsOf(copy, scenario)),
      );
  }
  const direct = Object.values(scenario.workloads).flatMap(({ values }) => values.volumes.filter((name) => !(name in scenario.copies)));
  const disks = direct.flatMap((name) => scenario.volumes[name]?.instances ?? [name]);
  const ofCopies = new Set(Object.values(scenario.copies).flatMap(({ instances }) => instances));
  for (const disk of new Set(disks)) {
    if (ofCopies.has(disk)) continue;
    if (cached.some(({ name }) => name === disk)) new CachedVolumeRules(oracle, disk);
    else new PlainRules(oracle, disk);
  }
}

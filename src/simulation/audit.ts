import { CachedVolumeRules } from '../audit/cached-volume-rules.ts';
import { FlashCopyRules } from '../audit/flashcopy/flashcopy-rules.ts';
import { SourceReads } from '../audit/flashcopy/source-reads.ts';
import { JournalRules } from '../audit/journal-rules.ts';
import type { Oracle } from '../audit/oracle.ts';
import { PlainRules } from '../audit/plain-rules.ts';
import { ShadowSetRules } from '../audit/shadow-set/shadow-set-rules.ts';
import { Threads } from '../audit/shadow-set/threads.ts';
import type { Relationship } from '../copy/copy-service.ts';
import type { Boxes, Cluster } from '../copy/surroundings.ts';
import type { Copy, Scenario } from '../scenario/scenario.ts';
import { relationshipsOf } from './relationships.ts';

/** A relationship with the name and the parameters of its copy. */
interface Audited extends Relationship {
  readonly copy: string;
  readonly values: Copy['values'];
}

/** Makes the rules of one kind for the relationships of its copies. */
type RuleMaker = (oracle: Oracle, cluster: Cluster, relationships: readonly Audited[], boxes: Boxes, scenario: Scenario) => void;

/** The rules of each kind of copy. */
const RULES: { readonly [kind: string]: RuleMaker } = {
  'shadow-set': (oracle, cluster, relationships) => {
    const threads = new Threads(oracle.log, new Map(cluster.nodes.map(({ name, shadow_max_copy }) => [name, shadow_max_copy])));
    for (const { name, volumes, values } of relationships) new ShadowSetRules(oracle, threads, name, volumes, values['depth'] as number);
  },
  flashcopy: (oracle, _cluster, relationships) => {
    const reads = new SourceReads(oracle);
    for (const { name, volumes } of relationships) new FlashCopyRules(oracle, reads, name, volumes[0]!, volumes[1]!);
  },
  journal: (oracle, _cluster, relationships, boxes, scenario) => {
    for (const group of new Set(relationships.map(({ copy }) => copy))) {
      const pairs = relationships.filter(({ copy }) => copy === group);
      const [main, far] = pairs[0]!.volumes.map((volume) => boxes.volume(volume).box);
      const links = boxes.links(main!, far!).map(({ component }) => component.name);
      const audited = pairs.map(({ name, volumes }) => ({ name, pvol: volumes[0]!, svol: volumes[1]! }));
      const { path_watch_time, journal, metadata_bytes } = pairs[0]!.values as { readonly [name: string]: number };
      new JournalRules(oracle, {
        name: group,
        pairs: audited,
        links,
        main: main!.name,
        remote: far!.name,
        path_watch_time: path_watch_time!,
        journal: journal!,
        metadata_bytes: metadata_bytes!,
        hostsShare: links.some((link) => servesHosts(link, scenario)),
      });
    }
  },
};

/** Some end of the link is a host or a node, or a site with hosts. */
function servesHosts(link: string, { links, hosts }: Scenario): boolean {
  const ends = links[link]!.values.between;
  return Object.entries(hosts).some(
    ([
      name,
      {
        instances,
        values: { site },
      },
    ]) => ends.some((end) => end === name || end === site || instances.includes(end)),
  );
}

/** For a kind without rules of its own: hosts use what it presents of its first volume. */
const plain: RuleMaker = (oracle, _cluster, relationships) => {
  for (const { name, volumes } of relationships) new PlainRules(oracle, volumes[0]!, name);
};

/** Tells the oracle of all media and copies of a scenario, before anything happens to them. */
export function instructOracle(oracle: Oracle, scenario: Scenario, cluster: Cluster, boxes: Boxes): void {
  for (const disk of cluster.disks) oracle.addDisk(disk);
  const cached = boxes.boxes.flatMap((box) => box.volumes.map(({ rank }) => rank));
  for (const volume of cached) oracle.addDisk({ name: volume.name, blocks: volume.contents.blocks, contents: volume.contents });
  for (const kind of new Set(Object.values(scenario.copies).map((copy) => copy.kind))) {
    const copies = Object.entries(scenario.copies).filter(([, copy]) => copy.kind === kind);
    const relationships = copies.flatMap(([name, copy]) =>
      relationshipsOf(copy, scenario).map((one) => ({ ...one, copy: name, values: copy.values })),
    );
    (RULES[kind] ?? plain)(oracle, cluster, relationships, boxes, scenario);
  }
  const direct = Object.values(scenario.workloads).flatMap(({ values }) => values.volumes.filter((name) => !(name in scenario.copies)));
  const disks = direct.flatMap((name) => scenario.volumes[name]?.instances ?? [name]);
  const ofCopies = new Set(Object.values(scenario.copies).flatMap(({ instances }) => instances));
  for (const disk of new Set(disks)) {
    if (ofCopies.has(disk) || oracle.known(disk) !== null) continue;
    if (cached.some(({ name }) => name === disk)) new CachedVolumeRules(oracle, disk);
    else new PlainRules(oracle, disk);
  }
}

import type { Values } from '../../../parameters/parameter.ts';
import type { Volume } from '../../../storage/volume.ts';
import { Alarms } from '../../alarms.ts';
import { type CopyService, type Relationship, VerbRefused } from '../../copy-service.ts';
import type { Cluster, MemberDisk } from '../../surroundings.ts';
import type { Connections } from './copy-assist.ts';
import { CopyWork } from './copy-work.ts';
import { explain } from './explain.ts';
import { gauges } from './gauges.ts';
import type { shadowSetParameters } from './parameters.ts';
import { Rules } from './rules.ts';
import { ShadowSet, type Shared } from './shadow-set.ts';
import { type Pick, Verbs } from './verbs.ts';

type Parameters = typeof shadowSetParameters;
type Options = { readonly [option: string]: unknown };

/** Volume shadowing, installed once into a cluster: it looks after all shadow sets, their copies and the copy threads of the nodes. */
export class VolumeShadowing implements CopyService<Parameters> {
  readonly #shared: Shared;
  readonly #verbs: Verbs;
  readonly #copies = new Map<string, ShadowSet[]>();
  readonly #sets: ShadowSet[] = [];
  /** Which nodes worked when it was last looked. */
  readonly #up: boolean[];

  /** @param rules tests replace single decisions */
  constructor(cluster: Cluster, rules: Rules = new Rules()) {
    const alarms = new Alarms(cluster.kernel, 'volume shadowing');
    const connections: Connections = new Map();
    this.#shared = { cluster, rules, alarms, connections, work: new CopyWork(cluster, rules, alarms) };
    this.#verbs = new Verbs(cluster);
    this.#up = cluster.nodes.map(({ up }) => up);
  }

  add(name: string, parameters: Values<Parameters>, relationships: readonly Relationship[]): void {
    const sets = relationships.map((relationship) => {
      const disks = relationship.volumes.flatMap((volume) => this.#shared.cluster.instances(volume));
      this.#verbs.adopt(disks);
      const set = new ShadowSet(relationship.name, disks, parameters, this.#shared);
      this.#verbs.own(set);
      return set;
    });
    this.#copies.set(name, sets);
    this.#sets.push(...sets);
  }

  presents(name: string, node: string): readonly Volume[] {
    return this.#of(name).flatMap(({ units }) => units.filter((unit) => unit.node.name === node));
  }

  perform(name: string, verb: string, options: Options): void {
    const sets = this.#of(name);
    const actions = sets.map((set) => this.#prepare(set, verb, options, (volumes) => this.#pick(set, name, volumes)));
    for (const act of actions) act();
  }

  changed(_component: string): void {
    for (const node of this.#shared.cluster.nodes) {
      if (node.up === this.#up[node.index]) continue;
      this.#up[node.index] = node.up;
      for (const set of this.#sets) {
        if (node.up) set.nodeJoined(set.units[node.index]!);
        else set.nodeLeft(set.units[node.index]!);
      }
    }
    for (const set of this.#sets) {
      set.check();
      for (const { fence, manager } of set.operations) if (manager !== null) fence.remind(manager);
    }
    this.#shared.work.consider();
  }

  statesOf(name: string): readonly string[] {
    return this.#of(name).map(({ life }) => life.state);
  }

  gauge(name: string, gauge: string): number {
    return gauges.find((one) => one.name === gauge)!.of(this.#of(name), this.#shared.cluster.kernel.now);
  }

  explain(name: string): string {
    return this.#of(name)
      .map((set) => explain(set, this.#shared))
      .join('\n');
  }

  /** The sets of a copy, or the one set of that name. */
  #of(name: string): readonly ShadowSet[] {
    return this.#copies.get(name) ?? this.#sets.filter((set) => set.name === name);
  }

  #prepare(set: ShadowSet, verb: string, options: Options, pick: Pick): () => void {
    switch (verb) {
      case 'mount':
        return this.#verbs.mount(set, options, pick);
      case 'dismount':
        return this.#verbs.dismount(set, options, pick);
      case 'set_shadow':
        return this.#verbs.setShadow(set, options, pick);
      default:
        throw new VerbRefused(`a shadow set has no verb ${verb}`);
    }
  }

  /** Of volumes that stand for as many disks as the copy has sets, each set takes its own. */
  #pick(set: ShadowSet, name: string, volumes: readonly string[]): readonly MemberDisk[] {
    const group = [...this.#copies.values()].find((sets) => sets.includes(set))!;
    return volumes.flatMap((volume) => {
      const disks = this.#shared.cluster.instances(volume);
      if (disks.length === group.length) return disks[group.indexOf(set)]!;
      if (disks.length === 1 && this.#of(name).length === 1) return disks;
      throw new VerbRefused(`${volume} stands for ${disks.length} disks, ${name} for ${group.length} sets`);
    });
  }
}

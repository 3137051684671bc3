import type { CopyService, ModelDescription } from '../copy/copy-service.ts';
import { models } from '../copy/models/index.ts';
import type { Boxes, Cluster } from '../copy/surroundings.ts';
import type { Copy, Scenario } from '../scenario/scenario.ts';
import type { Volume } from '../storage/volume.ts';
import type { CopyMarks } from './copy-marks.ts';
import { relationshipsOf } from './relationships.ts';

interface Installed {
  readonly service: CopyService;
  readonly model: ModelDescription;
  readonly copy: Copy;
}

/** What copy services are installed into. */
export interface Places {
  readonly cluster: Cluster;
  readonly boxes: Boxes;
}

/** Whoever wants to know how large the volumes are that hosts see. */
export interface Audience {
  presented(volume: string, blocks: number): void;
}

/** All copies of a scenario: one service for each kind, installed into the cluster or into the boxes. */
export class Copies {
  readonly #copies = new Map<string, Installed>();
  readonly #services: CopyService[] = [];
  readonly #places: Places;
  readonly #audience: Audience | null;

  constructor(scenario: Scenario, places: Places, marks: CopyMarks, audience: Audience | null) {
    this.#places = places;
    this.#audience = audience;
    const services = new Map<string, CopyService>();
    for (const [name, copy] of Object.entries(scenario.copies)) {
      const model = models.find(({ kind }) => kind === copy.kind)!;
      const service = services.get(copy.kind) ?? install(model, places);
      services.set(copy.kind, service);
      marks.add(name, copy.instances, model, beginsOf(copy));
      this.#copies.set(name, { service, model, copy });
      service.add(name, copy.values as never, relationshipsOf(copy, scenario));
    }
    this.#services.push(...services.values());
    for (const installed of this.#copies.values()) this.#present(installed);
  }

  get names(): string[] {
    return [...this.#copies.keys()];
  }

  /** @param name a copy or one of its relationships */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** @param name a copy or one of its relationships */
  model(name: string): ModelDescription {
    return this.#find(name)!.model;
  }

  /** @param name a copy or one of its relationships */
  presents(name: string, node: string): readonly Volume[] {
    return this.#find(name)!.service.presents(name, node);
  }

  /** @param name a copy or one of its relationships */
  perform(name: string, verb: string, options: { readonly [option: string]: unknown }): void {
    const installed = this.#find(name)!;
    installed.service.perform(name, verb, options);
    this.#present(installed);
  }

  gauge(name: string, gauge: string): number {
    return this.#copies.get(name)!.service.gauge(name, gauge);
  }

  /** A statistic over time that the gauge names. */
  statistic(name: string, gauge: string, statistic: string): number {
    return this.#copies.get(name)!.service.statistic!(name, gauge, statistic);
  }

  /** A component has failed or is back. */
  changed(component: string): void {
    for (const service of this.#services) service.changed(component);
    for (const installed of this.#copies.values()) this.#present(installed);
  }

  /** States of the relationships of a copy. */
  states(name: string): readonly string[] {
    return this.#copies.get(name)!.service.statesOf(name);
  }

  explain(name: string): string {
    return this.#copies.get(name)!.service.explain(name);
  }

  /** Says of every volume that the copy presents on any node how large hosts see it now. */
  #present({ service, copy }: Installed): void {
    if (this.#audience === null) return;
    for (const name of copy.instances)
      for (const node of this.#places.cluster.nodes)
        for (const { blocks } of service.presents(name, node.name)) this.#audience.presented(name, blocks);
  }

  #find(name: string): Installed | undefined {
    return this.#copies.get(name) ?? [...this.#copies.values()].find(({ copy }) => copy.instances.includes(name));
  }
}

function install(model: (typeof models)[number], { cluster, boxes }: Places): CopyService {
  return model.installedInto === 'box' ? model.install(boxes) : model.install(cluster);
}

/** The state in which a copy begins, if the scenario says it: a word, or the word in a map. */
function beginsOf({ values }: Copy): string | undefined {
  const begins = values['begins'] as string | { readonly state?: string } | undefined;
  return typeof begins === 'object' ? begins.state : begins;
}

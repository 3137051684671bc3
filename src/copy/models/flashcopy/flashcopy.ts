import type { Box } from '../../../devices/box/box.ts';
import type { BoxVolume } from '../../../devices/box/box-volume.ts';
import { Store } from '../../../kernel/store.ts';
import type { Values } from '../../../parameters/parameter.ts';
import { Residence } from '../../../storage/residence.ts';
import type { Volume } from '../../../storage/volume.ts';
import { type CopyService, type Relationship, VerbRefused } from '../../copy-service.ts';
import type { Boxes } from '../../surroundings.ts';
import { completeAtNoCost, establishAtNoCost } from './at-no-cost.ts';
import { BackgroundCopy } from './background-copy.ts';
import { establish } from './establish.ts';
import { explain } from './explain.ts';
import { gauges } from './gauges.ts';
import { State } from './life-table.ts';
import { Pair, type Shared } from './pair.ts';
import type { flashcopyParameters } from './parameters.ts';
import { Rules } from './rules.ts';
import { SourceSide } from './source-side.ts';
import { TargetSide } from './target-side.ts';
import { expectEstablishable } from './verbs.ts';

type Parameters = typeof flashcopyParameters;

/** FlashCopy, installed into the arrays: it looks after all pairs, and the tasks of background copies of each array. */
export class FlashCopy implements CopyService<Parameters> {
  readonly #shared: Shared;
  readonly #copies = new Map<string, readonly Pair[]>();
  readonly #sources = new Map<BoxVolume, SourceSide>();
  readonly #targets = new Map<BoxVolume, TargetSide>();
  readonly #tasks = new Map<Box, Store>();

  /** @param rules tests replace single decisions */
  constructor(boxes: Boxes, rules: Rules = new Rules()) {
    this.#shared = { boxes, rules };
  }

  add(name: string, parameters: Values<Parameters>, relationships: readonly Relationship[]): void {
    const pairs = relationships.map(({ name: of, volumes: [source, target] }) => {
      const sourceSide = this.#sourceSide(this.#shared.boxes.volume(source!));
      const pair = new Pair(of, parameters, [sourceSide, this.#targetSide(this.#shared.boxes.volume(target!))], this.#shared);
      sourceSide.pairs.push(pair);
      return pair;
    });
    this.#copies.set(name, pairs);
  }

  /** Hosts use the volumes themselves. */
  presents(): readonly Volume[] {
    return [];
  }

  perform(name: string, verb: string): void {
    const pairs = this.#of(name);
    const { twin } = this.#shared.boxes;
    // In the run the last track may have been copied before a destage; the twin copies none.
    for (const pair of pairs) if (twin && verb === 'establish' && pair.life.state === State.ActiveNocopy) completeAtNoCost(pair);
    for (const pair of pairs) pair.life.expect(verb);
    if (verb === 'establish') this.#establish(pairs);
    else for (const pair of pairs) this.#perform(pair, verb);
  }

  changed(): void {
    for (const pair of this.#all) if (pair.point !== null && !pair.point.over && !pair.target.rank.rank.survives) pair.fail();
  }

  statesOf(name: string): readonly string[] {
    return this.#of(name).map(({ life }) => life.state);
  }

  gauge(name: string, gauge: string): number {
    const { of } = gauges.find((one) => one.name === gauge)!;
    return this.#of(name).reduce((sum, pair) => sum + of(pair), 0);
  }

  explain(name: string): string {
    return explain(this.#of(name));
  }

  get #all(): readonly Pair[] {
    return [...this.#copies.values()].flat();
  }

  #of(name: string): readonly Pair[] {
    return this.#copies.get(name) ?? this.#all.filter((pair) => pair.name === name);
  }

  /** All pairs or none. */
  #establish(pairs: readonly Pair[]): void {
    expectEstablishable(pairs, this.#all);
    if (this.#shared.boxes.twin) {
      for (const pair of pairs) establishAtNoCost(pair);
      return;
    }
    for (const pair of pairs) pair.awaited = true;
    establish(pairs, (point) => {
      if (point.pair.values.mode === 'copy') new BackgroundCopy(point, this.#tasksOf(point.pair.box));
    });
  }

  #perform(pair: Pair, verb: string): void {
    switch (verb) {
      case 'withdraw':
        return pair.withdraw();
      case 'nocopy_to_copy':
        pair.life.go('nocopy_to_copy', 'the background copy begins', State.ActiveCopy);
        if (this.#shared.boxes.twin) completeAtNoCost(pair);
        else if (pair.point !== null) new BackgroundCopy(pair.point, this.#tasksOf(pair.box));
        return;
      default:
        throw new VerbRefused(`FlashCopy has no verb ${verb}`);
    }
  }

  #sourceSide(volume: BoxVolume): SourceSide {
    const side = this.#sources.get(volume) ?? new SourceSide(volume, this.#shared.rules);
    this.#sources.set(volume, side);
    return side;
  }

  #targetSide(volume: BoxVolume): TargetSide {
    const side = this.#targets.get(volume) ?? new TargetSide(volume, this.#shared.rules);
    this.#targets.set(volume, side);
    return side;
  }

  #tasksOf(box: Box): Store {
    const limit = Math.min(...this.#all.filter((pair) => pair.box === box).map(({ values }) => values.background_tasks));
    const tasks = this.#tasks.get(box) ?? new Store(`background copy tasks of ${box.name}`, limit, Residence.other);
    this.#tasks.set(box, tasks);
    return tasks;
  }
}

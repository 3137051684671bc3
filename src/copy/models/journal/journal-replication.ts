import type { Volume } from '../../../storage/volume.ts';
import { Alarms } from '../../alarms.ts';
import type { CopyService, Relationship } from '../../copy-service.ts';
import { boxOrLinkChanged } from './box-failure.ts';
import { explain } from './explain.ts';
import { gauges } from './gauges.ts';
import { JournalGroup, type JournalValues, type Shared } from './journal-group.ts';
import { initial, life, State } from './life-table.ts';
import { Pair } from './pair.ts';
import type { journalParameters } from './parameters.ts';
import { PrimaryVolume } from './primary-volume.ts';
import { RemotePaths } from './remote-paths.ts';
import { Rules } from './rules.ts';
import { SecondaryVolume } from './secondary-volume.ts';
import type { JournalSurroundings } from './surroundings.ts';
import { TwinPair } from './twin.ts';
import { prepare } from './verbs.ts';

type Parameters = typeof journalParameters;
type Options = { readonly [option: string]: unknown };

/** Journal replication, installed once: it looks after all journal groups between all boxes. */
export class JournalReplication implements CopyService<Parameters> {
  readonly #shared: Shared;
  readonly #groups = new Map<string, JournalGroup>();

  /** @param rules tests replace single decisions */
  constructor(boxes: JournalSurroundings, rules: Rules = new Rules()) {
    this.#shared = { boxes, rules, alarms: new Alarms(boxes.kernel, 'journal replication') };
  }

  add(name: string, values: JournalValues, relationships: readonly Relationship[]): void {
    const { boxes } = this.#shared;
    const model = { initial, life };
    const pairs = relationships.map(({ name: pair, volumes }, i) => {
      const [pvol, svol] = [boxes.volume(volumes[0]!), boxes.volume(volumes[1]!)];
      return new Pair(pair, i, pvol, svol, model, boxes.kernel, boxes.events);
    });
    const [first] = pairs;
    const [main, remote] = [first!.pvol.box, first!.svol.box];
    const paths = new RemotePaths(name, boxes.links(main, remote), { main, remote });
    const group = new JournalGroup(name, pairs, paths, values, this.#shared);
    this.#groups.set(name, group);
    for (const pair of pairs) {
      if (boxes.twin) new TwinPair(pair).attach(group);
      else {
        pair.pvol.attach(new PrimaryVolume(group, pair));
        pair.svol.attach(new SecondaryVolume(group, pair));
      }
      if (values.begins.state === 'PAIR') {
        pair.svol.rank.contents.copyFrom(pair.pvol.rank.contents);
        pair.twin?.paired(true);
        pair.go('begins', 'scenario', State.Pair);
      }
    }
  }

  /** Hosts use the P-VOLs under their own names. */
  presents(): readonly Volume[] {
    return [];
  }

  perform(name: string, verb: string, options: Options): void {
    const group = this.#groups.get(name) ?? [...this.#groups.values()].find(({ pairs }) => pairs.some((pair) => pair.name === name))!;
    const pairs = group.name === name ? group.pairs : group.pairs.filter((pair) => pair.name === name);
    prepare(group, pairs, verb, options)();
  }

  changed(component: string): void {
    for (const group of this.#groups.values()) boxOrLinkChanged(group, component);
  }

  statesOf(name: string): readonly string[] {
    return this.#group(name).pairs.map((pair) => pair.life.state);
  }

  gauge(name: string, gauge: string): number {
    return gauges.find((one) => one.name === gauge)!.of(this.#group(name));
  }

  statistic(name: string, gauge: string, statistic: string): number {
    return gauges.find((one) => one.name === gauge)!.statistic!(this.#group(name), statistic);
  }

  explain(name: string): string {
    return explain(this.#group(name));
  }

  #group(name: string): JournalGroup {
    return this.#groups.get(name)!;
  }
}

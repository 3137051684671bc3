import { describe, expect, it } from 'vitest';
import { Payload } from '../../../kernel/payload.ts';
import type { Journal } from '../../../storage/journal.ts';
import type { Relationship } from '../../copy-service.ts';
import type { JournalGroup, JournalValues, Loss } from './journal-group.ts';
import { JournalReplication } from './journal-replication.ts';
import type { Pair } from './pair.ts';
import { Rules } from './rules.ts';
import type { JournalSurroundings } from './surroundings.ts';
import { type Campaign, type CampaignOptions, campaign } from './testing/campaign.ts';

const SEEDS = Array.from({ length: 15 }, (_, i) => i + 1);

/** Runs seeds until one is not clean; the seed is in the message. */
function firstViolation(options: CampaignOptions, seeds = SEEDS): string | null {
  for (const seed of seeds) {
    const { oracle } = campaign(seed, options);
    if (!oracle.clean) return `seed ${seed}: ${oracle.violations[0]!.text}`;
  }
  return null;
}

function expectInStep(seed: number, { bench, oracle }: Campaign): void {
  expect(`seed ${seed}\n${oracle.log.toString()}`).toBe(`seed ${seed}\n`);
  for (const [i, state] of bench.replication.statesOf('remote').entries()) {
    expect([seed, state]).toEqual([seed, 'PAIR']);
    expect([seed, bench.difference(i + 1)]).toEqual([seed, -1]);
  }
}

describe('random runs are clean, and come in step at the end', () => {
  const kinds: readonly (readonly [string, CampaignOptions])[] = [
    ['quiet', {}],
    ['links fail', { cuts: true }],
    ['journals fill', { small: true, cuts: true }],
    ['operators', { verbs: true }],
    ['boxes fail', { losses: true }],
    ['everything', { small: true, cuts: true, losses: true, verbs: true }],
  ];
  for (const [name, options] of kinds) {
    it(name, () => {
      const seen = new Set<string>();
      for (const seed of SEEDS) {
        const run = campaign(seed, options);
        expectInStep(seed, run);
        for (const event of run.events) seen.add(event);
      }
      if (options.cuts && !options.small) expect([...seen]).toContain('path-watch-time');
      if (options.losses) expect([...seen]).toContain('main-box-lost');
      if (options.small) expect([...seen]).toEqual(expect.arrayContaining(['high-water', 'high-water-over', 'journal-full']));
      if (options.verbs) expect([...seen]).toEqual(expect.arrayContaining(['flushed', 'initial-copy-done', 'pairresync']));
    });
  }

  it('the same seed gives the same run', () => {
    const options = { small: true, cuts: true, verbs: true };
    const [one, two] = [campaign(5, options), campaign(5, options)];
    expect(one.bench.boxes.kernel.fingerprint).toBe(two.bench.boxes.kernel.fingerprint);
  });
});

describe('planted faults are found', () => {
  class FreesOnReceipt extends Rules {
    override acknowledges(group: JournalGroup): number {
      return group.arrived;
    }
  }
  class RestoresWhatComes extends Rules {
    override nextToRestore(restore: Journal, restored: number): number {
      for (let sequence = restored + 1; sequence < restore.end; sequence++) if (restore.has(sequence)) return sequence;
      return 0;
    }
  }
  class NumbersLate extends Rules {
    override obtain(group: JournalGroup, pair: Pair, block: number, blocks: number, payload: Payload): void {
      const copy = new Payload();
      copy.copyFrom(payload);
      group.shared.alarms.set(1_000_000, () => super.obtain(group, pair, block, blocks, copy));
    }
  }
  class ForgetsSome extends Rules {
    #count = 0;
    override obtain(group: JournalGroup, pair: Pair, block: number, blocks: number, payload: Payload): void {
      if (++this.#count % 50 !== 0) super.obtain(group, pair, block, blocks, payload);
    }
  }

  class WaitsForLinks extends JournalReplication {
    readonly #boxes: JournalSurroundings;
    constructor(boxes: JournalSurroundings, rules: Rules) {
      super(boxes, rules);
      this.#boxes = boxes;
    }
    override add(name: string, values: JournalValues, relationships: readonly Relationship[]): void {
      super.add(name, values, relationships);
      const volume = this.#boxes.volume(relationships[0]!.volumes[0]!);
      const up = (): boolean => this.#boxes.links(volume.box, volume.box).some(({ component }) => component.up);
      volume.attach({
        name: 'waits',
        completed: (_volume, io, next) => {
          if (up()) return false;
          io.sleep(1_800_000_000, 0, next);
          return true;
        },
      });
    }
  }

  class ForgetsWhatHasArrived extends Rules {
    override drops(group: JournalGroup, pair: Pair, sequence: number): void {
      if (!group.restoreJournal.has(sequence)) super.drops(group, pair, sequence);
    }
  }
  class MarksOnceInAWhile extends Rules {
    #count = 0;
    override marks(group: JournalGroup, pair: Pair, block: number, blocks: number): void {
      if (++this.#count % 5 !== 0) super.marks(group, pair, block, blocks);
    }
  }
  class TakesWhatDoesNotFit extends Rules {
    override fits(): boolean {
      return true;
    }
  }
  class CountsWhatHasArrivedAfterAGap extends Rules {
    override loses(group: JournalGroup): Loss {
      const loss = super.loses(group);
      let entries = 0;
      for (let sequence = group.arrived + 1; sequence <= group.created; sequence++) if (group.restoreJournal.has(sequence)) entries++;
      return { ...loss, entries: loss.entries - entries };
    }
  }
  class WritesToSecondaries extends Rules {
    override refusesHostWrites(): boolean {
      return false;
    }
  }

  it.each([
    ['J5', 'entries that have arrived are dropped and not marked', { losses: true, leave: true, rules: new ForgetsWhatHasArrived() }],
    ['J7', 'what has arrived after a gap is not counted as lost', { losses: true, cuts: true, rules: new CountsWhatHasArrivedAfterAGap() }],
    ['J9', 'some writes to suspended pairs are not marked', { cuts: true, leave: true, rules: new MarksOnceInAWhile() }],
    ['J10', 'the journal takes more than it has room for', { small: true, cuts: true, rules: new TakesWhatDoesNotFit() }],
  ] as const)('%s alone sees that %s', (rule, _what, options) => {
    const violated = new Set(SEEDS.flatMap((seed) => campaign(seed, options).oracle.log.violated));
    expect([...violated]).toEqual([rule]);
  });

  it('hosts write to S-VOLs', () => {
    expect(firstViolation({ rules: new WritesToSecondaries() })).toContain('J1');
  });
  it('hosts wait while the links are down', () => {
    expect(firstViolation({ cuts: true, service: (boxes, rules) => new WaitsForLinks(boxes, rules) })).toContain('J8');
  });
  it('the master journal is freed on receipt', () => {
    expect(firstViolation({ rules: new FreesOnReceipt() })).toContain('J3');
  });
  it('entries are restored as they come', () => {
    expect(firstViolation({ cuts: true, rules: new RestoresWhatComes() })).toMatch(/J1|J2/);
  });
  it('sequence numbers are taken after the acknowledgement', () => {
    expect(firstViolation({ rules: new NumbersLate() })).toContain('J4');
  });
  it('writes are forgotten', () => {
    expect(firstViolation({ rules: new ForgetsSome() })).toContain('J4');
  });
  it('two volumes of a group have sequences of their own', () => {
    expect(firstViolation({ apart: true })).toContain('J2');
  });
});

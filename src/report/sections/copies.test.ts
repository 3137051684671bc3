import { describe, expect, test } from 'vitest';
import { aRecord, aScenario, someResults } from '../../../test/fixtures/run.ts';
import type { EventRow } from '../../metrics/results.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { material } from '../material.ts';
import { plain } from '../paint.ts';
import { screen } from '../screen/index.ts';
import { copyRows, unfinished } from './copies.ts';
import { orderPhrase, sharedVolumes } from './shared-volumes.ts';

const volume = (name: string) => [name, { values: {}, instances: [`${name}-1`, `${name}-2`] }] as const;

/** A journal and a FlashCopy of the same two volumes, and a second FlashCopy of another one. */
function aShared(kinds: readonly string[]): Scenario {
  const copies = Object.fromEntries(
    kinds.map((kind, i) => [
      `copy${i}`,
      { kind, instances: [`copy${i}-1`, `copy${i}-2`], values: { source: ['prod'], target: [`target${i}`] } },
    ]),
  );
  const volumes = Object.fromEntries(['prod', ...kinds.map((_, i) => `target${i}`)].map(volume));
  return { ...aScenario({}), copies, volumes } as unknown as Scenario;
}

describe('services that share a volume', () => {
  test('stand in the order of the scenario', () => {
    const orders = sharedVolumes(aShared(['journal', 'flashcopy']));
    expect(orders.map(orderPhrase)).toEqual(['prod-1, prod-2: first copy0 (journal), then copy1 (flashcopy)']);
    expect(sharedVolumes(aShared(['flashcopy', 'journal'])).map(orderPhrase)).toEqual([
      'prod-1, prod-2: first copy0 (flashcopy), then copy1 (journal)',
    ]);
  });

  test('are services: several pairs of one are its own affair', () => {
    expect(sharedVolumes(aShared(['flashcopy', 'flashcopy']))).toEqual([]);
    expect(sharedVolumes(aScenario())).toEqual([]);
  });
});

describe('a copy that is not done', () => {
  const flashcopy = { ...aScenario({}), copies: { night: { kind: 'flashcopy', instances: ['night'], values: {} } } };
  const row = (metric: string, statistic: string, value: number, unit: string) => ({
    subject: 'night',
    metric,
    phase: '',
    statistic,
    value,
    unit,
  });
  const event = (time_s: number, on: string, from: string, to: string): EventRow => ({
    time_s,
    subject: 'night',
    event: on,
    from,
    to,
    cause: '',
  });
  const established = [event(60, 'establish', 'NONE', 'ESTABLISHING'), event(61, 'established', 'ESTABLISHING', 'ACTIVE_NOCOPY')];

  function told(events: readonly EventRow[], seconds: number, ...more: ReturnType<typeof row>[]): string {
    const results = { ...someResults(), summary: [row('duration', 'total', seconds, 's'), ...more], events };
    const all = material(flashcopy, results, aRecord(flashcopy, results));
    const [found] = copyRows(all);
    expect(screen(all, '', plain).replace(/\s+/g, ' ')).toContain(`night (flashcopy): ${unfinished(found!, flashcopy)}`);
    return unfinished(found!, flashcopy);
  }

  test('was withdrawn, and when', () => {
    const end = event(1800, 'withdraw', 'ACTIVE_NOCOPY', 'NONE');
    expect(told([...established, end], 1740)).toBe('withdrawn at 09:30');
    // The mark is the mean over all replications, the events are of the first.
    expect(told([...established, end], 1740, row('mark_NONE', 'time', 1860, 's'))).toBe('withdrawn at 09:31');
  });

  test('is under way, or was begun again', () => {
    expect(told(established, 3600)).toBe('not done when the run ends');
    expect(told([event(10, 'withdraw', 'ACTIVE_NOCOPY', 'NONE'), ...established], 3600)).toBe('not done when the run ends');
  });

  test('lost its target', () => {
    expect(told([...established, event(120, 'failed', 'ACTIVE_NOCOPY', 'FAILED')], 60)).toBe('broken off at 09:02');
  });

  test('was never begun', () => {
    expect(told([], 0)).toBe('no copy was begun');
  });

  test('was refused, and why', () => {
    const refused = (time_s: number) => ({ ...event(time_s, 'establish refused', '', ''), cause: 'the target is a source already' });
    const shown = (events: readonly EventRow[]): string => {
      const results = { ...someResults(), summary: [row('duration', 'total', 0, 's')], events };
      return screen(material(flashcopy, results, aRecord(flashcopy, results)), '', plain).replace(/\s+/g, ' ');
    };
    expect(shown([refused(600)])).toContain(
      'night (flashcopy): no copy was begun; establish refused at 09:10: the target is a source already',
    );
    expect(shown([1, 2, 3, 4, 5].map((minute) => refused(60 * minute)))).toMatch(
      /at 09:03: the target is a source already; 2 more refused/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/simulation/assemble.ts';
import { simulate } from '../../src/simulation/simulation.ts';
import { leftBehind, miscounted } from '../../src/study/faults/checks.ts';
import { parsed } from '../helpers/scenarios.ts';

/** Journal replication between two sites, hosts on either: they write the P-VOL, and read the S-VOL or try to write it. */
const scenario = (timeline: string, to = 'start + 60 s'): string => `
scenario: losses
run: {to: ${to}, replications: 1, give_up: 2 min}
arrays:
  main: {cache: 8 MiB, nvs: 2 MiB, drive: cheetah-9lp, site: east}
  far: {cache: 8 MiB, nvs: 2 MiB, drive: cheetah-9lp, site: west}
links:
  wan: {between: [main, far], bandwidth: 2 MB/s, latency: 5 ms}
  fabric: {between: [anna, main], bandwidth: 100 MB/s}
  other: {between: [bert, far], bandwidth: 100 MB/s}
hosts:
  anna: {preset: hpux, site: east}
  bert: {preset: hpux, site: west}
volumes:
  p: {size: 8 MiB, pool: main}
  s: {size: 8 MiB, pool: far}
workloads:
  posting: {host: anna, volumes: p, rate: 150 IOPS, read: 20 %, size: 8 KiB, retries: 20, retry_delay: 500 ms, active: {to: start + 40 s}}
  reports: {host: bert, volumes: s, clients: 2, think_time: 20 ms, read: 90 %, size: 16 KiB, retries: 0, retry_delay: 100 ms, active: {to: start + 40 s}}
copies:
  remote: {kind: journal, source: p, target: s, journal: 100 MB, begins: {state: PAIR}, path_watch_time: 30 s}
timeline:
${timeline}`;

interface Ran {
  /** `main-box-lost`, `fallen-behind`... of the pair. */
  readonly events: readonly string[];
  readonly gauge: (name: string) => number;
  readonly counts: readonly { readonly issued: number; readonly completed: number; readonly failed: number; readonly retries: number }[];
  readonly states: readonly string[];
}

/** @param rests everything is repaired in the end */
function run(timeline: string, rests = true): Ran {
  const assembly = assemble(parsed(scenario(timeline), 'losses.yaml'), { replication: 1, audit: true, baseDir: '' });
  assembly.begin();
  for (let at = 1; at <= 120; at++) {
    assembly.kernel.run(at * 1e9);
    expect(miscounted(assembly), `at ${at} s`).toEqual([]);
  }
  assembly.oracle!.end();
  expect(assembly.oracle!.log.toString()).toBe('');
  if (rests) expect(leftBehind(assembly)).toEqual([]);
  return {
    events: assembly.chronicle.rows.filter(({ subject }) => subject === 'remote').map(({ event }) => event),
    gauge: (name) => assembly.copies.gauge('remote', name),
    counts: assembly.workloads.counts().map(({ counts }) => counts),
    states: assembly.copies.states('remote'),
  };
}

describe('boxes fail under journal replication', () => {
  it('the remote one for ten seconds: hosts of the main one feel nothing, those of the S-VOL do, nothing is copied again', () => {
    const { counts, events, gauge, states } = run('  loss: {at: start + 10 s, do: fail far, for: 10 s}');
    expect(events).toEqual(['begins', 'fallen-behind', 'caught-up']);
    expect(counts[0]).toMatchObject({ failed: 0, retries: 0 });
    expect(counts[1]!.failed).toBeGreaterThan(10);
    expect([states, gauge('base_bytes'), gauge('loss')]).toEqual([['PAIR'], 0, 0]);
  });

  it('the main one for ten seconds: hosts try again, the loss is told, and brought later as the box comes back', () => {
    const { counts, events, gauge, states } = run('  loss: {at: start + 10 s, do: fail main, for: 9 s}');
    expect(events).toEqual(['begins', 'main-box-lost', 'fallen-behind', 'caught-up']);
    expect(counts[0]!.failed).toBe(0);
    expect(counts[0]!.retries).toBeGreaterThan(100);
    expect([states, gauge('base_bytes'), gauge('entries_at_risk')]).toEqual([['PAIR'], 0, 0]);
  });

  it('a whole site for longer than the path watch time: suspended, and copied again', () => {
    const again = '  again: {at: start + 50 s, do: pairresync remote}';
    const { events, states } = run(`  loss: {at: start + 5 s, do: fail west, for: 35 s}\n${again}`);
    expect(events).toContain('path-watch-time');
    expect(events.at(-1)).toBe('initial-copy-done');
    expect(states).toEqual(['PAIR']);
  });

  it('the main site, with its hosts: what had not arrived is lost, and no more', () => {
    const { events, gauge } = run('  cut: {at: start + 10 s, do: fail wan}\n  loss: {at: start + 15 s, do: fail east}', false);
    expect(events.slice(0, 3)).toEqual(['begins', 'fallen-behind', 'main-box-lost']);
    // About 120 writes a second for five seconds.
    expect(gauge('lost_entries')).toBeGreaterThan(500);
    expect(gauge('lost_entries')).toBeLessThan(700);
    expect(Math.abs(gauge('loss') - 5)).toBeLessThan(0.1);
  });

  it('a run that waits for a box that does not come back says so', () => {
    const text = scenario('  loss: {at: start + 5 s, do: fail far}\n  again: {at: start + 50 s, do: pairresync remote}', 'again + 1 s');
    const ends = text.replace('to: again + 1 s', 'to: [again, remote.done]');
    expect(() => simulate(parsed(ends, 'losses.yaml'), { replication: 1, audit: true, baseDir: '' })).toThrow(
      /remote: .*the remote box far is down\n.*pairresync refused: .*the remote box far is down/s,
    );
  });
});

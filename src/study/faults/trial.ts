import { KernelError } from '../../kernel/kernel-error.ts';
import { fixedInstant } from '../../scenario/marks.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Assembly, assemble } from '../../simulation/assemble.ts';
import { simulate } from '../../simulation/simulation.ts';
import { type Finding, leftBehind, miscounted, overused, stalled } from './checks.ts';
import { mustMove } from './kinds/index.ts';

/** What came of one run. */
export interface Trial {
  readonly findings: readonly Finding[];
  readonly fingerprint: string;
  readonly events: number;
  /** How often each event was recorded, such as copy-continued. */
  readonly recorded: ReadonlyMap<string, number>;
}

/** By then, in ns after the end of the run, all must have come to rest. */
const REST = 24 * 3600e9;
/** More events than any of these scenarios needs: it never comes to rest. */
const EVENTS_AT_MOST = 30_000_000;
/** ns that are simulated at a time. */
const SLICE = 10e9;

/** Runs a scenario under the eyes of the oracle until all has come to rest, and its twin; tells all that must not be. Never throws. */
export function tryOut(scenario: Scenario): Trial {
  const findings: Finding[] = [];
  const options = { replication: 1, baseDir: '' };
  let assembly: Assembly | null = null;
  try {
    assembly = assemble(scenario, { ...options, audit: true });
    assembly.begin();
    findings.push(...runToRest(assembly, scenario));
    const windows = { stretches: [], end: endOf(scenario) };
    simulate(scenario, { ...options, audit: false, twinOf: windows });
  } catch (error) {
    findings.push(thrown(error));
  }
  const violations = (assembly?.oracle?.violations ?? []).map(({ invariant, text }) => ({ rule: invariant, text }));
  return {
    // What the oracle saw comes first: it is the cause more often than the effect.
    findings: [...violations, ...findings],
    fingerprint: assembly?.kernel.fingerprint ?? '',
    events: assembly?.kernel.events ?? 0,
    recorded: countsOf(assembly?.chronicle.rows.map(({ event }) => event) ?? []),
  };
}

function runToRest(assembly: Assembly, scenario: Scenario): Finding[] {
  const { kernel, oracle } = assembly;
  const limit = endOf(scenario) + REST;
  const findings: Finding[] = [];
  while (!kernel.run(kernel.now + SLICE)) {
    findings.push(...miscounted(assembly));
    if (kernel.now < limit && kernel.events < EVENTS_AT_MOST && findings.length === 0) continue;
    const text = `${kernel.pending} events are pending at ${kernel.now / 1e9} s after ${kernel.events} events`;
    return findings.length > 0 ? findings : [{ rule: 'restless', text }];
  }
  oracle?.end();
  assembly.ios.expectIdle();
  const moves = (copy: string, state: string): boolean => mustMove(scenario.copies[copy]!.kind, state, scenario, copy);
  return [...miscounted(assembly), ...leftBehind(assembly), ...overused(assembly), ...stalled(assembly, moves)];
}

function endOf({ run: { to } }: Scenario): number {
  const end = fixedInstant(to);
  if (end === null) throw new RangeError('the end of a random scenario is an instant');
  return end;
}

function thrown(error: unknown): Finding {
  if (error instanceof KernelError) return { rule: 'stopped', text: error.message };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { rule: 'exception', text: `${name}: ${message}` };
}

function countsOf(events: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(event, (counts.get(event) ?? 0) + 1);
  return counts;
}

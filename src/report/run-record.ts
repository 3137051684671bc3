import { createHash } from 'node:crypto';
import type { PhaseStretch, Results } from '../metrics/results.ts';
import { canonicalJson } from '../scenario/canonical.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The content of run.json: what was run, so that it can be run again, and what identifies its outcome. */
export interface RunRecord {
  readonly program: 'copyfence';
  readonly version: string;
  /** Path of the scenario file, seen from the results directory; files named in the scenario are looked for beside it. */
  readonly scenario_file: string;
  /** SHA-256 of the resolved scenario, `scenario` below, as compact JSON. */
  readonly scenario_sha256: string;
  /** The command that gives the same results. */
  readonly command: string;
  readonly seed: number;
  /** Replications that were finished, of `replications_asked`. */
  readonly replications: number;
  readonly replications_asked: number;
  readonly audit: boolean;
  /** Of the run: that of its replication, or a hash over those of all replications. */
  readonly fingerprint: string;
  readonly fingerprints: readonly string[];
  readonly event_count: number;
  readonly phases: readonly PhaseStretch[];
  readonly violations: readonly string[];
  /** The only values that differ between two runs of the same. */
  readonly timing: { readonly wall_s: number; readonly cpu_s: number };
  /** Completed and in canonical units: time in ns, sizes in bytes, rates per second. */
  readonly scenario: Scenario;
}

export interface RunCircumstances {
  readonly version: string;
  readonly scenarioFile: string;
  readonly command: string;
  readonly audit: boolean;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export function runRecord(scenario: Scenario, results: Results, of: RunCircumstances): RunRecord {
  return {
    program: 'copyfence',
    version: of.version,
    scenario_file: of.scenarioFile,
    scenario_sha256: scenarioHash(scenario),
    command: of.command,
    seed: scenario.run.seed,
    replications: results.fingerprints.length,
    replications_asked: scenario.run.replications,
    audit: of.audit,
    fingerprint: combinedFingerprint(results.fingerprints),
    fingerprints: results.fingerprints,
    event_count: results.eventCount,
    phases: results.phases,
    violations: results.violations,
    timing: { wall_s: of.wallSeconds, cpu_s: of.cpuSeconds },
    scenario,
  };
}

/** Whether what was read from a run.json has all that a report needs. */
export function isRunRecord(read: Partial<RunRecord> | null): read is RunRecord {
  const ofText = (list: unknown): boolean => Array.isArray(list) && list.every((one) => typeof one === 'string');
  const { phases, scenario } = read ?? {};
  return (
    read?.program === 'copyfence' &&
    ofText([read.version, read.scenario_file, read.scenario_sha256, read.command, read.fingerprint]) &&
    ofText(read.fingerprints) &&
    ofText(read.violations) &&
    [read.seed, read.replications, read.replications_asked, read.event_count].every(Number.isFinite) &&
    Array.isArray(phases) &&
    phases.every((one) => typeof one?.phase === 'string' && Number.isFinite(one.from_s) && Number.isFinite(one.to_s)) &&
    typeof scenario === 'object' &&
    scenario !== null
  );
}

export function scenarioHash(scenario: Scenario): string {
  return createHash('sha256').update(canonicalJson(scenario)).digest('hex');
}

/** That of one replication itself, of several a hash over them. */
export function combinedFingerprint(fingerprints: readonly string[]): string {
  if (fingerprints.length === 1) return fingerprints[0]!;
  return createHash('sha256').update(fingerprints.join()).digest('hex').slice(0, 16);
}

import { createHash } from 'node:crypto';
import type { Verdict } from '../../study/objectives.ts';
import { combinedFingerprint } from '../run-record.ts';
import type { PointResult, PointVerdict, StudyMaterial } from './material.ts';

/** A point in study.json. */
export interface PointRecord {
  readonly point: string;
  readonly values: { readonly [path: string]: string };
  readonly status: 'done' | 'failed' | 'not run';
  /** Why it failed; '' otherwise. */
  readonly reason: string;
  readonly verdict: PointVerdict;
  readonly scenario_sha256: string;
  readonly replications: number;
  readonly event_count: number;
  readonly fingerprint: string;
  readonly fingerprints: readonly string[];
  readonly violations: readonly string[];
  readonly objectives: readonly Verdict[];
}

/** The content of study.json: what was tried, so that it can be tried again, and what identifies the outcome. */
export interface StudyRecord {
  readonly program: 'copyfence';
  readonly version: string;
  readonly study: string;
  readonly question: string | null;
  /** Path of the study file, seen from the results directory. */
  readonly study_file: string;
  /** Path of the scenario file, seen from the study file. */
  readonly scenario_file: string;
  /** Values set from outside for all points: `path=value`. */
  readonly set: readonly string[];
  /** The command that gives the same results. */
  readonly command: string;
  readonly seed: number;
  readonly replications: number;
  readonly audit: boolean;
  readonly parameters: readonly string[];
  readonly fingerprint: string;
  readonly points: readonly (PointRecord & { readonly command: string })[];
  /** The only values that differ between two executions of the same. */
  readonly timing: { readonly wall_s: number; readonly cpu_s: number };
}

/** Whether what was read from a study.json has all that a report needs. */
export function isStudyRecord(read: Partial<StudyRecord> | null): read is StudyRecord {
  const ofText = (list: unknown): boolean => Array.isArray(list) && list.every((one) => typeof one === 'string');
  return (
    read?.program === 'copyfence' &&
    ofText([read.version, read.study_file, read.command, read.fingerprint]) &&
    ofText(read.set) &&
    Array.isArray(read.points) &&
    read.points.every(
      (one: Partial<PointRecord> | null) =>
        ofText([one?.point, one?.status, one?.reason, one?.scenario_sha256]) &&
        ofText(one?.fingerprints) &&
        ofText(one?.violations) &&
        Number.isFinite(one?.event_count),
    )
  );
}

export interface StudyCircumstances {
  readonly version: string;
  readonly studyFile: string;
  readonly set: readonly string[];
  readonly command: string;
  /** The command that runs one point alone, in the order of the points. */
  readonly pointCommands: readonly string[];
  readonly audit: boolean;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export function studyRecord({ study, points }: StudyMaterial, of: StudyCircumstances): StudyRecord {
  const { seed, replications } = study.base.run;
  const records = points.map((point, index) => ({ ...pointRecord(point), command: of.pointCommands[index]! }));
  return {
    program: 'copyfence',
    version: of.version,
    study: study.study,
    question: study.question,
    study_file: of.studyFile,
    scenario_file: study.scenarioFile,
    set: of.set,
    command: of.command,
    seed,
    replications,
    audit: of.audit,
    parameters: study.parameters,
    fingerprint: createHash('sha256')
      .update(records.map(({ fingerprint }) => fingerprint).join())
      .digest('hex')
      .slice(0, 16),
    points: records,
    timing: { wall_s: of.wallSeconds, cpu_s: of.cpuSeconds },
  };
}

export function pointRecord({ point, outcome, verdicts, verdict, scenario_sha256 }: PointResult): PointRecord {
  const { name, values } = point;
  const done = outcome?.is === 'done' ? outcome : null;
  const fingerprints = done?.fingerprints ?? [];
  return {
    point: name,
    values,
    status: outcome?.is ?? 'not run',
    reason: outcome?.is === 'failed' ? outcome.reason : '',
    verdict,
    scenario_sha256,
    replications: fingerprints.length,
    event_count: done?.eventCount ?? 0,
    fingerprint: fingerprints.length === 0 ? '' : combinedFingerprint(fingerprints),
    fingerprints,
    violations: done?.violations ?? [],
    objectives: verdicts,
  };
}

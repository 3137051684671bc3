import { Drive } from './drive.ts';
import type { DriveSpec } from './spec.ts';
import type { MeasuredRequests } from './trace.ts';

/** How well a model of a drive foretells what was measured. */
export interface Validation {
  readonly device: string;
  readonly n: number;
  readonly measured_mean_ms: number;
  readonly simulated_mean_ms: number;
  /** Root mean square of the horizontal distance between the two distributions (Ruemmler and Wilkes): samples paired by rank. */
  readonly demerit_ms: number;
  /** The same in percent of the measured mean. */
  readonly demerit_percent: number;
  /** Between the measured and the simulated time of each request. */
  readonly correlation: number;
  /** Part of the requests whose simulated time is within 0.5 ms of the measured one, 0 to 1. */
  readonly within_half_ms: number;
}

/**
 * Replays measured requests against the model of the drive: each is issued when the one before has ended in the model and
 * the measured gap is over.
 * @throws RangeError if there is no request, or one that the drive has no block for
 */
export function validateDrive(spec: DriveSpec, requests: MeasuredRequests): Validation {
  const measured = requests.service;
  const simulated = replay(spec, requests);
  const mean = meanOf(measured);
  const demerit = distance(measured.slice().sort(), simulated.slice().sort());
  return {
    device: spec.name,
    n: requests.length,
    measured_mean_ms: mean / 1e6,
    simulated_mean_ms: meanOf(simulated) / 1e6,
    demerit_ms: demerit / 1e6,
    demerit_percent: (100 * demerit) / mean,
    correlation: correlation(measured, simulated),
    within_half_ms: meanOf(measured.map((time, i) => (Math.abs(time - simulated[i]!) <= 0.5e6 ? 1 : 0))),
  };
}

/** Simulated service times, ns. */
function replay(spec: DriveSpec, requests: MeasuredRequests): Float64Array {
  if (requests.length === 0) throw new RangeError('no requests to replay');
  const drive = new Drive(spec);
  const simulated = new Float64Array(requests.length);
  let now = 0;
  for (let i = 0; i < requests.length; i++) {
    const block = requests.block[i]!;
    const blocks = requests.blocks[i]!;
    if (block + blocks > drive.blocks)
      throw new RangeError(`request ${i + 1}: ${spec.name} ends at block ${drive.blocks - 1}, before block ${block + blocks - 1}`);
    simulated[i] = drive.serve(now, requests.op[i]!, block, blocks);
    now += simulated[i]! + requests.gap[i]!;
  }
  return simulated;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(meanOf(a.map((value, i) => (value - b[i]!) * (value - b[i]!))));
}

function correlation(a: Float64Array, b: Float64Array): number {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) * (a[i]! - meanA);
    bb += (b[i]! - meanB) * (b[i]! - meanB);
  }
  return ab / Math.sqrt(aa * bb);
}

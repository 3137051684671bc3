/** An estimate with a confidence interval, and where it comes from. */
export interface Interval {
  /** The estimate itself. */
  readonly value: number;
  /** Bounds of the interval; undefined where the data are too few to give one. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Confidence level, such as 0.95. */
  readonly confidence: number;
  /** How it was made, in the words of the results: `student-t over replications`. */
  readonly method: string;
  /** Number of replications, batches, sections or observations behind it. */
  readonly n: number;
}

/** value ± halfWidth; no bounds if the half width is undefined. */
export function symmetricInterval(value: number, halfWidth: number | undefined, confidence: number, method: string, n: number): Interval {
  const bounded = halfWidth !== undefined;
  return { value, low: bounded ? value - halfWidth : undefined, high: bounded ? value + halfWidth : undefined, confidence, method, n };
}

/** @throws RangeError unless 0 < confidence < 1 */
export function demandConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence level lies between 0 and 1, not at ${confidence}`);
}

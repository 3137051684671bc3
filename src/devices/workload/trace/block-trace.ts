/** The trace file cannot be read: says which file and which record. */
export class TraceError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'TraceError';
  }
}

/** A recorded block trace: one entry of each array for each request, in order of time. */
export interface BlockTrace {
  readonly file: string;
  /** Number of requests. */
  readonly length: number;
  /** ns since the first request. */
  readonly times: Float64Array;
  /** First block (512 bytes). */
  readonly blocks: Float64Array;
  /** Length in blocks. */
  readonly lengths: Int32Array;
  /** `Op.Read` or `Op.Write`. */
  readonly ops: Uint8Array;
}

/** The largest of 8, 4, 2 and 1 blocks to whose multiples all requests begin and end. */
export function alignmentOf({ blocks, lengths }: BlockTrace): number {
  let low = 8;
  for (let i = 0; i < lengths.length; i++) low |= (blocks[i]! % 8) | lengths[i]!;
  return low & -low;
}

/** Block behind the last one that the trace touches. */
export function extentOf({ blocks, lengths }: BlockTrace): number {
  let extent = 0;
  for (let i = 0; i < lengths.length; i++) extent = Math.max(extent, blocks[i]! + lengths[i]!);
  return extent;
}

/**
 * Puts requests into the order of their times; those of one instant keep their order.
 * @param trace with times in ticks from any beginning
 * @returns the same with times in ns from the first
 */
export function inOrderOfTime(trace: BlockTrace, nsPerTick: number): BlockTrace {
  const { file, length, times } = trace;
  const order = Array.from({ length }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const start = times[order[0]!]!;
  return {
    file,
    length,
    times: Float64Array.from(order, (i) => (times[i]! - start) * nsPerTick),
    blocks: Float64Array.from(order, (i) => trace.blocks[i]!),
    lengths: Int32Array.from(order, (i) => trace.lengths[i]!),
    ops: Uint8Array.from(order, (i) => trace.ops[i]!),
  };
}

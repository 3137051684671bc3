import { Op } from '../../../kernel/io.ts';
import type { BlockTrace } from '../trace/block-trace.ts';

export interface Request {
  /** In µs. */
  readonly time: number;
  readonly block: number;
  readonly blocks: number;
  readonly write?: boolean;
}

/** A vscsi file of version 1 or 2. */
export function vscsiFile(requests: readonly Request[], version: 1 | 2 = 1): Uint8Array {
  const size = version === 1 ? 32 : 40;
  const bytes = new Uint8Array(requests.length * size);
  const view = new DataView(bytes.buffer);
  for (const [i, request] of requests.entries()) {
    const at = i * size;
    const [length, command, ver, block, time] = version === 1 ? [4, 12, 14, 16, 24] : [8, 0, 2, 20, 28];
    view.setUint32(at + length!, request.blocks * 512, true);
    view.setUint16(at + command!, request.write === true ? 0x2a : 0x28, true);
    view.setUint16(at + ver!, version * 256, true);
    view.setBigUint64(at + block!, BigInt(request.block), true);
    view.setBigUint64(at + time!, BigInt(request.time), true);
  }
  return bytes;
}

/** A trace as a reader returns it. */
export function aTrace(requests: readonly Request[]): BlockTrace {
  return {
    file: 'made.vscsi',
    length: requests.length,
    times: Float64Array.from(requests, (request) => request.time * 1000),
    blocks: Float64Array.from(requests, (request) => request.block),
    lengths: Int32Array.from(requests, (request) => request.blocks),
    ops: Uint8Array.from(requests, (request) => (request.write === true ? Op.Write : Op.Read)),
  };
}

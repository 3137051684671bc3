import { Op } from '../../../kernel/io.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import { type BlockTrace, inOrderOfTime, TraceError } from './block-trace.ts';

/** Where the fields of a record stand; all little-endian. */
interface RecordLayout {
  readonly bytes: number;
  /** u32, length of the request in bytes. */
  readonly length: number;
  /** u16, SCSI operation code. */
  readonly command: number;
  /** u16, version of the format, in the upper byte. */
  readonly version: number;
  /** u64, logical block. */
  readonly block: number;
  /** u64, time stamp in µs. */
  readonly time: number;
}

/**
 * Records of VMware's vscsiStats as CloudPhysics published them (Waldspurger et al., FAST '15). Version 1: serial
 * number u32, length u32, scatter-gather elements u32, command u16, version u16, block u64, time u64. Version 2:
 * command u16, version u16, serial number u32, length u32, scatter-gather elements u32, block u64, time u64,
 * response time u64.
 */
const LAYOUTS: readonly RecordLayout[] = [
  { bytes: 32, length: 4, command: 12, version: 14, block: 16, time: 24 },
  { bytes: 40, length: 8, command: 0, version: 2, block: 20, time: 28 },
];

/** SCSI operation codes of 6, 10, 12 and 16 bytes (SBC-3). */
const READS = [0x08, 0x28, 0xa8, 0x88];
const WRITES = [0x0a, 0x2a, 0xaa, 0x8a];

/** No SCSI request of a disk is longer: what is comes from garbage. */
const LONGEST_BYTES = 256 * 1024 * 1024;

const NS_PER_TICK = 1000;

/**
 * Reads a vscsi trace, version 1 or 2, unpacked.
 * @param file its name, for messages
 * @throws TraceError if it is empty, cut off, or not of this format
 */
export function parseVscsi(bytes: Uint8Array, file: string): BlockTrace {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 0) throw new TraceError(file, 'the trace is empty');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new TraceError(file, 'the trace is still packed (gzip)');
  const layout = layoutOf(view, file);
  const over = bytes.length % layout.bytes;
  const length = (bytes.length - over) / layout.bytes;
  if (over !== 0) throw new TraceError(file, `cut off after record ${length}: ${over} of ${layout.bytes} bytes of the next are there`);
  const trace: BlockTrace = {
    file,
    length,
    times: new Float64Array(length),
    blocks: new Float64Array(length),
    lengths: new Int32Array(length),
    ops: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) readRecord(view, i, layout, trace);
  return inOrderOfTime(trace, NS_PER_TICK);
}

/** The layout whose version the first record states, and the second if there is one. */
function layoutOf(view: DataView, file: string): RecordLayout {
  for (const [i, layout] of LAYOUTS.entries()) {
    if (view.byteLength < layout.bytes) continue;
    const second = layout.bytes + layout.version;
    const states = (at: number): boolean => view.getUint16(at, true) >> 8 === i + 1;
    if (states(layout.version) && (second + 2 > view.byteLength || states(second))) return layout;
  }
  throw new TraceError(file, 'record 1 is of neither version 1 nor version 2 of the vscsi format');
}

function readRecord(view: DataView, i: number, layout: RecordLayout, into: BlockTrace): void {
  const at = i * layout.bytes;
  const fail = (what: string): TraceError => new TraceError(into.file, `record ${i + 1}: ${what}`);
  const version = view.getUint16(at + layout.version, true) >> 8;
  if (version !== LAYOUTS.indexOf(layout) + 1) throw fail(`version ${version} instead of ${LAYOUTS.indexOf(layout) + 1}`);
  const command = view.getUint16(at + layout.command, true);
  const isRead = READS.includes(command);
  if (!isRead && !WRITES.includes(command)) throw fail(`SCSI operation code 0x${command.toString(16)} is neither a read nor a write`);
  const bytes = view.getUint32(at + layout.length, true);
  if (bytes === 0 || bytes % BLOCK_BYTES !== 0 || bytes > LONGEST_BYTES) throw fail(`a length of ${bytes} bytes is not possible`);
  const block = uint64(view, at + layout.block);
  const time = uint64(view, at + layout.time);
  if (!(block + bytes <= Number.MAX_SAFE_INTEGER)) throw fail(`block ${block} is not possible`);
  if (!(time <= Number.MAX_SAFE_INTEGER)) throw fail(`a time stamp of ${time} us is not possible`);
  into.ops[i] = isRead ? Op.Read : Op.Write;
  into.lengths[i] = bytes / BLOCK_BYTES;
  into.blocks[i] = block;
  into.times[i] = time;
}

/** Exact up to 2^53; what is above stays above. */
function uint64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 4294967296 + view.getUint32(at, true);
}

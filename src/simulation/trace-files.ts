import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type BlockTrace, TraceError } from '../devices/workload/trace/block-trace.ts';
import { parseVscsi } from '../devices/workload/trace/vscsi.ts';

const loaded = new Map<string, BlockTrace>();

/** Reads a trace, unpacking .gz; a file is read once, whatever the number of runs. @throws TraceError */
export function loadTrace(baseDir: string, file: string): BlockTrace {
  const path = resolve(baseDir, file);
  const known = loaded.get(path);
  if (known !== undefined) return known;
  const trace = parseVscsi(readBytes(path, file), file);
  loaded.set(path, trace);
  return trace;
}

function readBytes(path: string, file: string): Uint8Array {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new TraceError(file, 'cannot be read: it does not exist');
  if (found.isDirectory()) throw new TraceError(file, 'cannot be read: it is a directory');
  // Some devices have no end.
  if (found.isCharacterDevice()) throw new TraceError(file, 'cannot be read: it is a device');
  try {
    const bytes = readFileSync(path);
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new TraceError(file, `cannot be read: ${(error as Error).message}`);
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Op } from '../../../kernel/io.ts';
import { type Request, vscsiFile } from '../testing/traces.ts';
import { alignmentOf, extentOf, TraceError } from './block-trace.ts';
import { parseVscsi } from './vscsi.ts';

const EPOCH = 1_400_000_000_000_000; // µs, beyond 2^53 in ns
const requests: Request[] = [
  { time: EPOCH, block: 64, blocks: 16 },
  { time: EPOCH + 30, block: 5_000_000_000, blocks: 8, write: true },
  { time: EPOCH + 20, block: 96, blocks: 4 },
  { time: EPOCH + 30, block: 0, blocks: 128, write: true },
];

describe.each([1, 2] as const)('version %i', (version) => {
  test('is read in order of time, in ns from the first', () => {
    const trace = parseVscsi(vscsiFile(requests, version), 'a.vscsi');
    expect(trace.length).toBe(4);
    expect([...trace.times]).toEqual([0, 20_000, 30_000, 30_000]);
    expect([...trace.blocks]).toEqual([64, 96, 5_000_000_000, 0]);
    expect([...trace.lengths]).toEqual([16, 4, 8, 128]);
    expect([...trace.ops]).toEqual([Op.Read, Op.Read, Op.Write, Op.Write]);
    expect(alignmentOf(trace)).toBe(4);
    expect(extentOf(trace)).toBe(5_000_000_008);
  });

  test('cut off anywhere: says after which record', () => {
    const bytes = vscsiFile(requests, version);
    const size = bytes.length / 4;
    expect(() => parseVscsi(bytes.subarray(0, 3 * size + 7), 'a.vscsi')).toThrow(
      new TraceError('a.vscsi', `cut off after record 3: 7 of ${size} bytes of the next are there`),
    );
    for (let length = 0; length < bytes.length; length++) {
      if (length % size !== 0 || length === 0) expect(() => parseVscsi(bytes.subarray(0, length), 'a.vscsi')).toThrow(TraceError);
    }
  });

  test('one record alone, and a part of a larger buffer', () => {
    const bytes = vscsiFile(requests, version);
    const size = bytes.length / 4;
    expect([...parseVscsi(bytes.subarray(size, 2 * size), 'a.vscsi').blocks]).toEqual([5_000_000_000]);
  });
});

describe('what is no trace', () => {
  const damaged = (change: (view: DataView) => void): Uint8Array => {
    const bytes = vscsiFile(requests);
    change(new DataView(bytes.buffer));
    return bytes;
  };

  test.each([
    ['empty', new Uint8Array(0), 'a.vscsi: the trace is empty'],
    ['text', new TextEncoder().encode('time,device,block\n'.repeat(20)), 'record 1 is of neither version 1 nor version 2'],
    ['zeros', new Uint8Array(320), 'record 1 is of neither version 1 nor version 2'],
    ['packed', Uint8Array.of(0x1f, 0x8b, 8, 0), 'still packed (gzip)'],
    ['another command', damaged((view) => view.setUint16(2 * 32 + 12, 0x35, true)), 'record 3: SCSI operation code 0x35 is neither'],
    ['no length', damaged((view) => view.setUint32(32 + 4, 0, true)), 'record 2: a length of 0 bytes is not possible'],
    ['odd length', damaged((view) => view.setUint32(32 + 4, 700, true)), 'record 2: a length of 700 bytes is not possible'],
    ['another version', damaged((view) => view.setUint16(3 * 32 + 14, 0x200, true)), 'record 4: version 2 instead of 1'],
    ['a block beyond all disks', damaged((view) => view.setUint32(32 + 20, 0xffffffff, true)), 'record 2: block'],
    ['a time beyond all clocks', damaged((view) => view.setUint32(32 + 28, 0xffffffff, true)), 'record 2: a time stamp'],
  ])('%s', (_, bytes, message) => {
    expect(() => parseVscsi(bytes, 'a.vscsi')).toThrow(message);
    expect(() => parseVscsi(bytes, 'a.vscsi')).toThrow(TraceError);
  });
});

const DATA = process.env['COPYFENCE_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const REAL = join(DATA, 'block-traces/cloudPhysicsIO.vscsi.gz');

test.skipIf(!existsSync(REAL))('the sample trace of CloudPhysics: 113,872 requests in 7,200 s, 46,974 of them reads', () => {
  const trace = parseVscsi(gunzipSync(readFileSync(REAL)), 'cloudPhysicsIO.vscsi');
  expect(trace.length).toBe(113_872);
  expect(trace.ops.filter((op) => op === Op.Read)).toHaveLength(46_974);
  expect(trace.ops.filter((op) => op === Op.Write)).toHaveLength(66_898);
  expect(trace.times.at(-1)).toBe(7_200_089_885_000);
  expect(extentOf(trace)).toBe(65_595_583);
  expect(alignmentOf(trace)).toBe(1);
  expect(trace.times.every((time, i) => i === 0 || time >= trace.times[i - 1]!)).toBe(true);
});

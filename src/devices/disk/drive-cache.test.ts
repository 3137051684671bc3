import { describe, expect, it } from 'vitest';
import { Drive } from './drive.ts';
import { plainDrive, SECTOR, TURN } from './testing/plain-drive.ts';

const READ = 0;
const WRITE = 1;
const LATER = 1e9;

describe('the buffer of a drive', () => {
  const readAhead = { readAhead: 'to-segment-end', readAheadBlocks: 50 } as const;

  it('has what was read ahead', () => {
    const drive = new Drive(plainDrive({ cache: readAhead, overhead: { readHit: [0.3e6, 0.4e6] }, bus: 1000 }));
    drive.serve(0, READ, 0, 10);
    expect(drive.serve(LATER, READ, 10, 8)).toBe(0.3e6 + 8 * 1000);
    expect(drive).toMatchObject({ overhead: 0.3e6, seek: 0, rotation: 0, transfer: 8000 });
    expect(drive.serve(2 * LATER, READ, 30, 30)).toBe(0.3e6 + 30 * 1000);
    // 50 blocks beyond block 9, and the first ten were overwritten.
    expect(drive.serve(3 * LATER, READ, 60, 1)).toBeGreaterThan(SECTOR);
  });

  it('stops before it overwrites the request, if it keeps that', () => {
    const drive = new Drive(plainDrive({ cache: { ...readAhead, keepsRequest: true } }));
    drive.serve(0, READ, 0, 10);
    expect(drive.serve(LATER, READ, 0, 50)).toBe(0);
    expect(drive.serve(2 * LATER, READ, 45, 10)).toBeGreaterThan(0);
  });

  it('reads on after a hit, if the drive does so', () => {
    for (const readAheadAfterHit of [false, true]) {
      const drive = new Drive(plainDrive({ cache: { ...readAhead, readAheadAfterHit } }));
      drive.serve(0, READ, 0, 10);
      drive.serve(LATER, READ, 10, 10);
      expect(drive.serve(2 * LATER, READ, 60, 8) === 0).toBe(readAheadAfterHit);
    }
  });

  it('streams: sequential reads without pause run at the speed of the media', () => {
    const drive = new Drive(plainDrive({ cache: readAhead, overhead: { readHit: [0.05e6, 0.05e6], readMiss: [0.2e6, 0.2e6] } }));
    let now = 0;
    for (let block = 0; block < 2000; block += 10) now += drive.serve(now, READ, block, 10);
    // 20 tracks with 10 head and 9 cylinder skews; only the first command is seen: it misses the index by 0.2 ms.
    expect(now).toBe(TURN + 20 * TURN + (10 * 10 + 9 * 20) * SECTOR);
  });

  it('loses a turn for each command where nothing is read ahead', () => {
    const drive = new Drive(plainDrive({ overhead: { readMiss: [0.2e6, 0.2e6] } }));
    let now = 0;
    for (let block = 0; block < 100; block += 10) now += drive.serve(now, READ, block, 10);
    expect(now).toBe(10 * (TURN + 10 * SECTOR));
  });

  it('keeps what passed under the head on arrival', () => {
    const drive = new Drive(plainDrive({ cache: { readsOnArrival: true } }));
    // The head is over sector 20 when the command for sectors 50 to 59 comes.
    expect(drive.serve(20 * SECTOR, READ, 50, 10)).toBe(40 * SECTOR);
    expect(drive.serve(LATER, READ, 20, 40)).toBe(0);
    expect(drive.serve(2 * LATER, READ, 19, 5)).toBeGreaterThan(0);
  });

  it('reads to the end of the track, and of the next one if it came over from a track before', () => {
    const cache = { readAhead: 'track-and-next', readAheadBlocks: 300, segmentBlocks: 300, segments: 2 } as const;
    const drive = new Drive(plainDrive({ cache }));
    drive.serve(0, READ, 40, 10);
    expect(drive.serve(LATER, READ, 50, 50)).toBe(0);
    expect(drive.serve(2 * LATER, READ, 100, 10)).toBeGreaterThan(0);
    drive.serve(3 * LATER, READ, 450, 60);
    expect(drive.serve(4 * LATER, READ, 510, 190)).toBe(0);
    expect(drive.serve(5 * LATER, READ, 700, 10)).toBeGreaterThan(0);
  });

  it('forgets what is written, unless written data can be hit', () => {
    for (const hitsWrittenData of [false, true]) {
      const drive = new Drive(plainDrive({ cache: { ...readAhead, hitsWrittenData } }));
      drive.serve(0, READ, 0, 10);
      drive.serve(LATER, WRITE, 20, 5);
      expect(drive.serve(2 * LATER, READ, 20, 5) === 0).toBe(hitsWrittenData);
      expect(drive.serve(3 * LATER, READ, 12, 5)).toBeGreaterThan(0);
    }
  });
});

describe('write-behind', () => {
  const spec = plainDrive({ cache: { writesBehind: 2 }, overhead: { writeHit: [0.2e6, 0.2e6], readMiss: [0.1e6, 0.1e6] }, bus: 10e3 });

  it('ends when the data are in the buffer', () => {
    const drive = new Drive(spec);
    expect(drive.serve(0, WRITE, 5000, 10)).toBe(0.2e6 + 10 * 10e3);
    expect(drive).toMatchObject({ overhead: 0.2e6, seek: 0, rotation: 0, transfer: 0.1e6 });
  });

  it('waits for the media when the buffer is full: the wait is what the arm does meanwhile', () => {
    const drive = new Drive(spec);
    let now = 0;
    for (const block of [40_000, 80_000]) now += drive.serve(now, WRITE, block, 10);
    // The first is still on its way: from 0.2 ms a seek over 200 cylinders, 1.199 ms; cylinder 200 begins at the index: one turn in all,
    // then ten sectors. At 0.2 ms after its arrival this command begins to wait; in the end 0.2 ms of interface for the data.
    const service = drive.serve(now, WRITE, 120_000, 10);
    expect(service).toBe(TURN + 10 * SECTOR - now + 10 * 10e3);
    expect(drive.overhead + drive.seek + drive.rotation + drive.transfer).toBe(service);
    expect(drive.rotation).toBe(TURN - 1.399e6);
  });

  it('lets a read pass the writes that have not begun, but not one in progress', () => {
    const drive = new Drive(spec);
    let now = 0;
    for (const block of [40_000, 80_000]) now += drive.serve(now, WRITE, block, 10);
    const service = drive.serve(now, READ, 40_010, 1);
    // Right behind the write in progress, which ends after one turn and ten sectors; the command was over long before.
    expect(now + service).toBe(TURN + 11 * SECTOR + 10e3);
  });

  it('writes before it reads what was written', () => {
    const drive = new Drive(spec);
    let now = 0;
    for (const block of [40_000, 80_000]) now += drive.serve(now, WRITE, block, 10);
    expect(now + drive.serve(now, READ, 80_005, 1)).toBeGreaterThan(2 * TURN);
  });

  it('takes a write that is larger than the buffer through to the media', () => {
    const drive = new Drive(spec);
    expect(drive.serve(0, WRITE, 0, 51)).toBeGreaterThan(51 * SECTOR);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveNames, loadDrive } from './catalog.ts';
import { Drive } from './drive.ts';
import { plainDrive, SECTOR, sequence, TURN } from './testing/plain-drive.ts';

const READ = 0;
const WRITE = 1;
const COMPARE = 2;

function partsOf(drive: Drive): { overhead: number; seek: number; rotation: number; transfer: number } {
  const { overhead, seek, rotation, transfer } = drive;
  return { overhead, seek, rotation, transfer };
}

describe('a drive', () => {
  it('reads a full track in one revolution, and the next after the skew', () => {
    const drive = new Drive(plainDrive());
    expect(drive.serve(0, READ, 0, 100)).toBe(TURN);
    expect(partsOf(drive)).toEqual({ overhead: 0, seek: 0, rotation: 0, transfer: TURN });
    // From the other track: the head switch of 0.8 ms fits into the skew of ten sectors, 1 ms.
    expect(drive.serve(TURN, READ, 100, 100)).toBe(10 * SECTOR + TURN);
    expect(partsOf(drive)).toEqual({ overhead: 0, seek: 0.8e6, rotation: 0.2e6, transfer: TURN });
  });

  it('loses the skews, and nothing else, in a long read', () => {
    const drive = new Drive(plainDrive());
    // Five tracks: head, cylinder, head, cylinder. A seek of one cylinder takes 1 ms, its skew is 2 ms.
    expect(drive.serve(0, READ, 0, 500)).toBe(5 * TURN + (10 + 20 + 10 + 20) * SECTOR);
    expect(partsOf(drive)).toEqual({ overhead: 0, seek: 2 * 0.8e6 + 2 * 1e6, rotation: 2 * 0.2e6 + 2 * 1e6, transfer: 5 * TURN });
  });

  it('adds up overhead, seek, rotation and transfer', () => {
    const drive = new Drive(plainDrive({ overhead: { readMiss: [0.5e6, 0.7e6], readCompletion: 0.1e6 }, bus: 20e3 }));
    // 0.5 ms command, seek over 100 cylinders 1.099 ms. Cylinder 100 begins 100 (10 + 20) = 3000 sectors behind the index: at the index.
    // So sector 50 comes at 5 ms: the disk waits 5 - 1.599 ms. Four sectors, then the last one over the interface.
    const service = drive.serve(0, READ, 100 * 200 + 50, 4);
    expect(partsOf(drive)).toEqual({ overhead: 0.6e6, seek: 1.099e6, rotation: 5e6 - 1.599e6, transfer: 4 * SECTOR + 20e3 });
    expect(service).toBe(5e6 + 4 * SECTOR + 20e3 + 0.1e6);
  });

  it('waits for the interface where that is slower than the media', () => {
    const drive = new Drive(plainDrive({ bus: 300e3 }));
    expect(drive.serve(0, READ, 0, 10)).toBe(SECTOR + 10 * 300e3);
  });

  it('waits half a turn on average before a random read', () => {
    const drive = new Drive(plainDrive());
    const next = sequence(3);
    const n = 20_000;
    let now = 0;
    let rotation = 0;
    for (let i = 0; i < n; i++) {
      now += drive.serve(now, READ, next(drive.blocks), 1) + next(30e6);
      rotation += partsOf(drive).rotation;
    }
    expect(Math.abs((rotation / n - TURN / 2) / (TURN / Math.sqrt(12 * n)))).toBeLessThan(4);
  });

  it('begins in the middle of a track if it can', () => {
    const plain = new Drive(plainDrive());
    const eager = new Drive(plainDrive({ cache: { zeroLatencyRead: true } }));
    // The head stands over sector 30 of 100: one waits 70 sectors for the first, the other reads on and is done after one turn.
    expect(plain.serve(30 * SECTOR, READ, 0, 100)).toBe(70 * SECTOR + TURN);
    expect(eager.serve(30 * SECTOR, READ, 0, 100)).toBe(TURN);
  });

  it('estimates positioning without changing anything', () => {
    const drive = new Drive(loadDrive('rz26'));
    const next = sequence(5);
    let now = 0;
    for (let i = 0; i < 200; i++) {
      const block = next(drive.blocks - 8);
      const expected = drive.positioningTime(now, block);
      expect(drive.positioningTime(now, block)).toBe(expected);
      const cylinder = drive.cylinderOf(block);
      now += drive.serve(now, READ, block, 1);
      expect(Math.abs(partsOf(drive).seek + partsOf(drive).rotation - expected)).toBeLessThanOrEqual(1);
      expect(drive.cylinder).toBe(cylinder);
    }
  });

  // One revolution is 60e9 / 5360 = 11,194,030 ns. From cylinder 0, 1.489 ms command and a seek over 29 cylinders (3.4359 ms for 25,
  // 3.7607 ms for 30: 3.69574 ms); block 0 lies at the index, which the disk passes at the end of its first turn; a sector takes 1/58 of
  // a turn, and 0.07069 ms over the bus. (The parts are rounded one by one; transfer is what they leave.)
  it('serves the first read of an RZ26', () => {
    const drive = new Drive(loadDrive('rz26'));
    const turn = 60e9 / 5360;
    expect(drive.serve(0, READ, 0, 1)).toBe(Math.round(turn + turn / 58 + 70_690));
    expect(partsOf(drive)).toEqual({ overhead: 1_489_000, seek: 3_695_740, rotation: Math.round(turn - 5_184_740), transfer: 263_690 });
  });

  it('takes a compare for a read', () => {
    const [one, other] = [new Drive(loadDrive('rz26')), new Drive(loadDrive('rz26'))];
    expect(one.serve(0, COMPARE, 4711, 16)).toBe(other.serve(0, READ, 4711, 16));
  });

  it('gives whole, non-negative parts that add up, the same every time, for every drive', () => {
    const step = fc.record({
      op: fc.constantFrom(READ, WRITE, COMPARE),
      jump: fc.oneof(fc.constant(0), fc.integer({ min: -300, max: 300 }), fc.integer({ min: 0, max: 2 ** 40 })),
      blocks: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 4000 })),
      gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5e7 })),
    });
    fc.assert(
      fc.property(fc.constantFrom(...driveNames()), fc.array(step, { minLength: 20, maxLength: 60 }), (name, steps) => {
        const drives = [new Drive(loadDrive(name)), new Drive(loadDrive(name))] as const;
        let now = 0;
        let block = 0;
        for (const { op, jump, blocks, gap } of steps) {
          block = Math.min(Math.abs(block + jump) % drives[0].blocks, drives[0].blocks - blocks);
          const [service, again] = drives.map((drive) => drive.serve(now, op, block, blocks)) as [number, number];
          const { overhead, seek, rotation, transfer } = partsOf(drives[0]);
          expect(again).toBe(service);
          expect(overhead + seek + rotation + transfer).toBe(service);
          for (const part of [overhead, seek, rotation, transfer]) expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
          now += service + gap;
          block += blocks;
        }
      }),
      { seed: 11, numRuns: 100 },
    );
  });
});

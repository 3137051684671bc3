import { expect, test } from 'vitest';
import { Op, Status } from '../kernel/io.ts';
import { Payload } from '../kernel/payload.ts';
import { Contents } from '../storage/contents.ts';
import { Uniform } from '../storage/initial-contents.ts';
import { HostIo } from './host-io.ts';
import { VolumeHistory } from './volume-history.ts';

function io(op: Op, block: number, blocks: number, stamp = 0): HostIo {
  return Object.assign(new HostIo(), { op, block, blocks, stamp });
}

test('of an I/O that no read in flight can have met nothing is kept, however many there were', () => {
  let kept = 0;
  const history = new VolumeHistory('v', 100, 1, () => kept--);
  let before: HostIo | null = null;
  let most = 0;
  for (let stamp = 1; stamp <= 5000; stamp++) {
    const read = io(Op.Read, 0, 10);
    const write = io(Op.Write, stamp % 90, 5, stamp);
    kept += 2;
    history.issued(read);
    history.issued(write);
    if (before !== null) history.readDone(before);
    before = read;
    history.writeDone(write);
    most = Math.max(most, kept);
  }
  // A read and the write that met it, twice: reads overlap one another without end.
  expect(most).toBeLessThanOrEqual(4);
  history.readDone(before!);
  expect(kept).toBe(0);
});

test('two media may differ only where a write is in flight or orphaned', () => {
  const one = new Contents(100, 1, new Uniform(7));
  const other = new Contents(100, 1, new Uniform(7));
  const history = new VolumeHistory('v', 100, 1, () => {});
  const differ = (block: number, blocks: number) => {
    const payload = new Payload();
    payload.add(blocks, 9);
    other.write(block, blocks, payload);
  };
  const inFlight = io(Op.Write, 10, 10, 1);
  const lost = io(Op.Write, 20, 10, 2);
  history.issued(inFlight);
  history.issued(lost);
  history.writeLost(lost, Status.Aborted);
  differ(12, 18);
  expect(history.firstUnexcused(one, other, 0, 100)).toBe(-1);
  differ(12, 19);
  expect(history.firstUnexcused(one, other, 0, 100)).toBe(30);
  expect(history.firstUnexcused(one, other, 0, 30)).toBe(-1);
  history.writeDone(inFlight);
  expect(history.firstUnexcused(one, other, 0, 100)).toBe(12);
  // A later write makes up for part of the lost one.
  const later = io(Op.Write, 25, 2, 3);
  history.issued(later);
  history.writeDone(later);
  expect(history.firstUnexcused(one, other, 20, 30)).toBe(25);
  expect(history.firstUnexcused(one, other, 27, 30)).toBe(-1);
});

test('a write whose host has crashed may still come after a point in time', () => {
  const [source, target] = [new VolumeHistory('s', 100, 1, () => {}), new VolumeHistory('t', 100, 1, () => {})];
  const lost = io(Op.Write, 20, 10, 2);
  target.issued(lost);
  target.writeLost(lost, Status.Aborted);
  target.renew(source, 0);
  const read = io(Op.Read, 20, 10);
  target.issued(read);
  expect([target.mayReturn(read, 2, 20, 30), target.mayLand(2, 20, 30), target.mayReturn(read, 2, 30, 31)]).toEqual([true, true, false]);
  const later = io(Op.Write, 20, 10, 3);
  target.issued(later);
  target.writeDone(later);
  expect(target.mayLand(2, 20, 30)).toBe(false);
});

import { expect, test } from 'vitest';
import { Op, Status } from '../kernel/io.ts';
import { Payload } from '../kernel/payload.ts';
import { PlainRules } from './plain-rules.ts';
import { Stage } from './testing/stage.ts';

function stage(): Stage {
  const made = new Stage(1000, { d: -1 });
  new PlainRules(made.oracle, 'd');
  return made;
}

test('a read returns what was acknowledged last', () => {
  const s = stage();
  const one = s.write('d', 10, 4, ['d']);
  const two = s.write('d', 12, 4, ['d']);
  s.read('d', 8, [
    [2, -1],
    [2, one],
    [4, two],
    [1, -1],
  ]);
  s.oracle.end();
  expect(s.oracle.log.toString()).toBe('');
  expect(s.oracle.clean).toBe(true);
});

test('V3: a read that returns older data is stale, and the message says which blocks', () => {
  const s = stage();
  const one = s.write('d', 10, 4, ['d']);
  const two = s.write('d', 10, 4, ['d']);
  s.read('d', 8, [
    [2, -1],
    [3, two],
    [1, one],
  ]);
  expect(s.violated).toEqual(['V3']);
  expect(s.oracle.violations[0]!.text).toContain('block 13 returned 1, expected 2');
});

test('V3: data of a write elsewhere, data of no write, too few data, no data', () => {
  const s = stage();
  const one = s.write('d', 10, 4, ['d']);
  s.read('d', 20, [[1, one]]);
  s.read('d', 20, [[1, 77]]);
  s.end(s.issue('d', Op.Read, 20, 4), Status.Good, [[3, -1]]);
  s.end(s.issue('d', Op.Read, 20, 4), Status.Good, []);
  expect(s.violated).toEqual(['V3', 'V3', 'V3', 'V3']);
});

test('a read may return any write that overlaps it in time, block by block', () => {
  const s = stage();
  const old = s.write('d', 0, 8, ['d']);
  const before = s.issue('d', Op.Write, 0, 2);
  const read = s.issue('d', Op.Read, 0, 8);
  const during = s.issue('d', Op.Write, 2, 2);
  s.end(during);
  const after = s.issue('d', Op.Write, 2, 2);
  s.end(read, Status.Good, [
    [1, old],
    [1, before.stamp],
    [1, during.stamp],
    [1, after.stamp],
    [4, old],
  ]);
  expect(s.oracle.log.toString()).toBe('');
});

test('V3: a write acknowledged before the read was issued must not be undone', () => {
  const s = stage();
  const old = s.write('d', 0, 8, ['d']);
  const first = s.issue('d', Op.Read, 0, 1);
  const write = s.issue('d', Op.Write, 0, 8);
  s.end(write);
  const second = s.issue('d', Op.Read, 0, 1);
  s.end(second, Status.Good, [[1, old]]);
  expect(s.violated).toEqual(['V3']);
  s.end(first, Status.Good, [[1, old]]);
  expect(s.violated).toEqual(['V3']);
});

test('V3: a write in flight does not excuse its data outside its own blocks', () => {
  const s = stage();
  const write = s.issue('d', Op.Write, 0, 4);
  s.end(s.issue('d', Op.Read, 0, 8), Status.Good, [
    [5, write.stamp],
    [3, -1],
  ]);
  expect(s.violated).toEqual(['V3']);
});

test('an orphaned write may have taken effect or not, until a later write is acknowledged', () => {
  const s = stage();
  const lost = s.issue('d', Op.Write, 0, 8);
  s.end(lost, Status.Aborted);
  s.read('d', 0, [
    [4, lost.stamp],
    [4, -1],
  ]);
  s.read('d', 0, [
    [4, -1],
    [4, lost.stamp],
  ]);
  const spanning = s.issue('d', Op.Read, 2, 2);
  const later = s.write('d', 2, 2, ['d']);
  s.end(spanning, Status.Good, [
    [1, lost.stamp],
    [1, later],
  ]);
  s.read('d', 0, [
    [1, lost.stamp],
    [1, -1],
    [2, later],
    [4, lost.stamp],
  ]);
  expect(s.oracle.log.toString()).toBe('');
  s.read('d', 0, [
    [2, -1],
    [1, later],
    [1, lost.stamp],
    [4, -1],
  ]);
  expect(s.violated).toEqual(['V3']);
});

test('serialised: overlapping host writes in flight are told', () => {
  const s = stage();
  const one = s.issue('d', Op.Write, 0, 8);
  s.issue('d', Op.Write, 8, 8);
  expect(s.violated).toEqual([]);
  s.issue('d', Op.Write, 4, 8);
  expect(s.violated).toEqual(['serialised']);
  s.end(one);
});

test('finished: an I/O that ends twice, and one whose place is taken before it has ended', () => {
  const s = stage();
  const one = s.issue('d', Op.Read, 0, 1);
  s.oracle.hostIssued('d', one.io);
  expect(s.violated).toEqual(['finished']);
  s.end(one, Status.Good, [[1, -1]]);
  s.oracle.hostDone('d', one.io);
  expect(s.violated).toEqual(['finished', 'finished']);
});

test('given: what lands on a medium was written to these blocks and is still under way', () => {
  const s = stage();
  const act = s.issue('d', Op.Write, 10, 4);
  s.put('d', 10, [[4, act.stamp]]);
  s.end(act);
  const lost = s.issue('d', Op.Write, 20, 4);
  s.end(lost, Status.Aborted);
  s.put('d', 20, [[2, lost.stamp]]);
  expect(s.violated).toEqual([]);
  s.put('d', 10, [[4, act.stamp]]);
  expect(s.violated).toEqual(['given']);
  const next = s.issue('d', Op.Write, 30, 4);
  s.put('d', 31, [[4, next.stamp]]);
  expect(s.violated).toEqual(['given', 'given']);
});

test('given: an orphaned write that lands on a later acknowledged one', () => {
  const s = stage();
  const lost = s.issue('d', Op.Write, 20, 4);
  s.end(lost, Status.Aborted);
  s.write('d', 22, 4, ['d']);
  s.put('d', 20, [[4, lost.stamp]]);
  s.oracle.end();
  expect(s.violated).toEqual(['given', 'durable']);
});

test('durable: what was acknowledged is on the disk at the end, unless a write is under way there', () => {
  const s = stage();
  s.write('d', 10, 4, ['d']);
  s.write('d', 20, 4, []);
  const open = s.issue('d', Op.Write, 20, 2);
  s.oracle.end();
  expect(s.violated).toEqual(['durable']);
  expect(s.oracle.violations[0]!.text).toContain('from block 22: it holds -1, but 2 was acknowledged last');
  s.end(open);
});

test('medium: a disk whose contents change without a write, a payload of another length', () => {
  const s = stage();
  s.look('d', 0, 8);
  s.write('d', 0, 8, ['d']);
  s.look('d', 0, 8);
  expect(s.violated).toEqual([]);
  const other = new Payload();
  other.add(1, 99);
  s.contents('d').write(4, 1, other);
  s.look('d', 0, 8);
  expect(s.violated).toEqual(['medium']);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type Io, Op, Status } from '../kernel/io.ts';
import { Payload } from '../kernel/payload.ts';
import { Contents } from '../storage/contents.ts';
import { Uniform } from '../storage/initial-contents.ts';
import { CachedVolumeRules } from './cached-volume-rules.ts';
import { JournalRules } from './journal-rules.ts';
import { Oracle } from './oracle.ts';

const BLOCKS = 1024;
/** What the volumes hold at first. */
const [P, S] = [-1, -2];

const clock = { now: 0 };
let oracle: Oracle;
let ids = 0;

function payload(...runs: readonly (readonly [blocks: number, stamp: number])[]): Payload {
  const made = new Payload();
  for (const [blocks, stamp] of runs) made.add(blocks, stamp);
  return made;
}

/** A host issues an I/O; what it returns ends it, with what it has read. */
function issue(volume: string, op: Op, block: number, blocks: number, stamp = 0): (status: Status, ...read: [number, number][]) => void {
  const status = Status.Good as Status;
  const io = { id: ++ids, owner: { name: 'host' }, op, block, blocks, status, payload: null as Payload | null };
  if (op === Op.Write) io.payload = payload([blocks, stamp]);
  oracle.hostIssued(volume, io as Io);
  return (outcome, ...read) => {
    if (op === Op.Read) io.payload = payload(...read);
    io.status = outcome;
    oracle.hostDone(volume, io as Io);
  };
}

const state = (event: string, from: string, to: string): void => oracle.record('remote', event, from, to, '');
const rules = (): readonly string[] => oracle.log.violated;

/** A host write to the P-VOL that becomes an entry and is acknowledged. */
function write(sequence: number, block: number, blocks: number, stamp: number): void {
  const end = issue('p', Op.Write, block, blocks, stamp);
  oracle.journalled('remote', sequence, 'p', payload([blocks, stamp]));
  end(Status.Good);
}

function restore(sequence: number, block: number, blocks: number, stamp: number): void {
  oracle.sent('remote', blocks * 512);
  oracle.arrived('remote', sequence);
  oracle.restoring('remote', 's', block, blocks, payload([blocks, stamp]));
  oracle.restored('remote', sequence, 's', block, blocks, payload([blocks, stamp]));
}

beforeEach(() => {
  clock.now = 0;
  oracle = new Oracle(clock);
  for (const [name, stamp] of [
    ['p', P],
    ['s', S],
  ] as const)
    oracle.addDisk({ name, blocks: BLOCKS, contents: new Contents(BLOCKS, 1, new Uniform(stamp)) });
  const pairs = [{ name: 'remote', pvol: 'p', svol: 's' }];
  const between = { main: 'main', remote: 'far', links: ['wan'] };
  new JournalRules(oracle, {
    name: 'remote',
    pairs,
    ...between,
    path_watch_time: 10e9,
    journal: 33e6,
    metadata_bytes: 256,
    hostsShare: false,
  });
  new CachedVolumeRules(oracle, 'p');
});

describe('hosts and an S-VOL', () => {
  beforeEach(() => {
    state('paircreate', 'SMPL', 'PAIR');
    clock.now = 1e9;
  });

  it('a read finds what was restored, and what it overwrites while it is being restored', () => {
    write(1, 0, 8, 1);
    issue('s', Op.Read, 0, 8)(Status.Good, [8, S]);
    oracle.sent('remote', 8 * 512);
    oracle.restoring('remote', 's', 0, 8, payload([8, 1]));
    const during = issue('s', Op.Read, 0, 8);
    issue('s', Op.Read, 0, 8)(Status.Good, [4, 1], [4, S]);
    oracle.restored('remote', 1, 's', 0, 8, payload([8, 1]));
    during(Status.Good, [8, S]);
    issue('s', Op.Read, 0, 8)(Status.Good, [8, 1]);
    expect(rules()).toEqual([]);
  });

  it('V3: a read returns what was restored over before it was issued', () => {
    write(1, 0, 8, 1);
    restore(1, 0, 8, 1);
    issue('s', Op.Read, 0, 8)(Status.Good, [8, S]);
    expect(rules()).toEqual(['V3']);
  });

  it('V3: a read returns what is not restored yet', () => {
    write(1, 0, 8, 1);
    issue('s', Op.Read, 0, 8)(Status.Good, [8, 1]);
    expect(rules()).toEqual(['V3']);
  });

  it('a write that is refused may overlap a restore, and is found by nobody', () => {
    write(1, 0, 8, 1);
    oracle.sent('remote', 8 * 512);
    oracle.restoring('remote', 's', 0, 8, payload([8, 1]));
    const refused = issue('s', Op.Write, 4, 8, 7);
    oracle.restored('remote', 1, 's', 0, 8, payload([8, 1]));
    refused(Status.Failed);
    issue('s', Op.Read, 0, 12)(Status.Good, [8, 1], [4, S]);
    expect(rules()).toEqual([]);
  });

  it('V3: a write that is refused is found, before or after its host is told', () => {
    const refused = issue('s', Op.Write, 4, 8, 7);
    issue('s', Op.Read, 4, 8)(Status.Good, [8, 7]);
    expect(oracle.log.count('V3')).toBe(1);
    refused(Status.Failed);
    issue('s', Op.Read, 4, 8)(Status.Good, [8, 7]);
    expect(oracle.log.count('V3')).toBe(2);
  });

  it('J1: a write is accepted; not one that was under way when the pair was created, nor one after it was given up', () => {
    issue('s', Op.Write, 0, 8, 7)(Status.Good);
    expect(rules()).toEqual(['J1']);
    expect(oracle.log.count('J1')).toBe(1);
    const under = issue('s', Op.Write, 8, 8, 8);
    state('pairsplit', 'PAIR', 'SMPL');
    under(Status.Good);
    const late = issue('s', Op.Write, 16, 8, 9);
    clock.now = 2e9;
    state('paircreate', 'SMPL', 'COPY');
    late(Status.Good);
    issue('s', Op.Read, 8, 16)(Status.Good, [8, 8], [8, 9]);
    expect(oracle.log.count('J1')).toBe(1);
  });

  it('while base journals are restored, reads find these', () => {
    state('pairsplit', 'PAIR', 'PSUS');
    state('pairresync', 'PSUS', 'COPY');
    oracle.baseEntered('remote', 1, 'p', 0, 128);
    oracle.sent('remote', 65_536);
    oracle.restoring('remote', 's', 0, 128, payload([64, 3], [64, P]));
    oracle.restored('remote', 1, 's', 0, 128, payload([64, 3], [64, P]));
    issue('s', Op.Read, 60, 8)(Status.Good, [4, 3], [4, P]);
    issue('s', Op.Read, 200, 8)(Status.Good, [8, S]);
    expect(rules()).toEqual([]);
    issue('s', Op.Read, 60, 8)(Status.Good, [8, S]);
    expect(rules()).toEqual(['V3']);
  });
});

describe('the bitmap of a pair that is suspended', () => {
  /** The initial copy has restored the first track: a write of 16 blocks whose host still waits, and the rest as given. */
  function suspendAfter(...rest: [number, number][]): void {
    state('paircreate', 'SMPL', 'COPY');
    const waits = issue('p', Op.Write, 0, 16, 7);
    const base = payload([16, 7], ...rest);
    oracle.baseEntered('remote', 1, 'p', 0, 128);
    oracle.sent('remote', 128 * 512);
    oracle.arrived('remote', 1);
    oracle.restoring('remote', 's', 0, 128, base);
    oracle.restored('remote', 1, 's', 0, 128, base);
    state('journal-full', 'COPY', 'PFUS');
    oracle.marked('remote', 'p', 128, BLOCKS - 128);
    issue('p', Op.Read, 0, 1)(Status.Good, [1, 7]);
    oracle.marked('remote', 'p', 0, 16);
    waits(Status.Good);
  }

  it('need not have a track that the initial copy took along with a write not acknowledged yet', () => {
    suspendAfter([112, P]);
    expect(rules()).toEqual([]);
  });

  it('J5: lacks a track that differs in something else, too', () => {
    suspendAfter([111, P], [1, S]);
    expect(rules()).toEqual(['J5']);
  });
});

describe('the account of the master journal', () => {
  it('J10: in use is what was created and not freed', () => {
    oracle.record('remote', 'begins', 'SMPL', 'PAIR', '');
    write(1, 0, 8, 1);
    oracle.used('remote', 4096, 256);
    restore(1, 0, 8, 1);
    oracle.used('remote', 4096, 256);
    oracle.purged('remote', 1);
    oracle.used('remote', 0, 0);
    expect(rules()).toEqual([]);
    write(2, 0, 8, 2);
    oracle.used('remote', 0, 256);
    expect(rules()).toEqual(['J10']);
  });

  it('J10: more is restored than was sent', () => {
    oracle.record('remote', 'begins', 'SMPL', 'PAIR', '');
    write(1, 0, 8, 1);
    oracle.arrived('remote', 1);
    oracle.restoring('remote', 's', 0, 8, payload([8, 1]));
    oracle.restored('remote', 1, 's', 0, 8, payload([8, 1]));
    expect(rules()).toEqual(['J10']);
  });

  it('J7: the loss is what has not arrived without a gap, and as old as the oldest of it', () => {
    oracle.record('remote', 'begins', 'SMPL', 'PAIR', '');
    for (let sequence = 1; sequence <= 4; sequence++) {
      clock.now = sequence * 1e9;
      write(sequence, 8 * sequence, 8, sequence);
    }
    oracle.arrived('remote', 1);
    oracle.arrived('remote', 3);
    oracle.record('main', 'fail', 'up', 'down', '');
    clock.now = 5e9;
    oracle.lost('remote', 3, 3 * 4096, 3e9);
    expect(rules()).toEqual([]);
    oracle.lost('remote', 2, 2 * 4096, 3e9);
    oracle.lost('remote', 3, 3 * 4096, 1e9);
    expect([rules(), oracle.log.count('J7')]).toEqual([['J7'], 2]);
  });
});

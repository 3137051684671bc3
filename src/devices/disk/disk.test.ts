import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Discipline } from '../../kernel/discipline.ts';
import { type Io, Op, type Owner, Status } from '../../kernel/io.ts';
import { IoPool } from '../../kernel/io-pool.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Payload } from '../../kernel/payload.ts';
import { CAUSES, type StationReport } from '../../kernel/station.ts';
import { Cause } from '../../storage/cause.ts';
import { Contents } from '../../storage/contents.ts';
import { RESIDENCE, Residence } from '../../storage/residence.ts';
import { Controller } from '../array/controller.ts';
import { DiskCopyData } from '../array/copy-assist.ts';
import { disciplineFor } from './discipline.ts';
import { Disk } from './disk.ts';
import { Drive } from './drive.ts';
import { plainDrive, SECTOR, sequence, TURN } from './testing/plain-drive.ts';

/** Blocks of one cylinder of the plain drive. */
const CYLINDER = 200;

let kernel: Kernel;
let ios: IoPool;
let caller: Caller;
let seen: string[];

interface Done {
  readonly block: number;
  readonly status: Status;
  readonly at: number;
  readonly time: number;
  readonly residence: readonly number[];
  readonly stamps: readonly number[];
}

class Caller implements Owner {
  readonly name = 'caller';
  readonly done: Done[] = [];

  submit(disk: Disk | DiskCopyData, op: Op, block: number, blocks: number, { stamp = 0, cause = 0, payload = new Payload() } = {}): void {
    const io = ios.take(this, null);
    if (stamp !== 0) payload.add(blocks, stamp);
    io.payload = payload;
    io.cause = cause;
    io.a = block;
    io.submit(disk, op, block, blocks, 0);
  }
  advance(io: Io): void {
    const stamps = io.payload!.all.map(([, stamp]) => stamp);
    this.done.push({ block: io.a, status: io.outcome, at: kernel.now, time: kernel.now - io.began, residence: [...io.residence], stamps });
    io.done();
  }
}

function newDisk(name: string, discipline: (drive: Drive) => Discipline = (drive) => disciplineFor('fcfs', 64, drive)): Disk {
  const drive = new Drive(plainDrive());
  const media = {
    mediaRead: (disk: string, io: Io) => seen.push(`${disk} reads ${io.block} at ${kernel.now}`),
    mediaWritten: (disk: string, io: Io) => seen.push(`${disk} writes ${io.block} at ${kernel.now}`),
  };
  return new Disk(kernel, name, drive, discipline(drive), new Contents(drive.blocks, 1), media);
}

function at(instant: number, act: () => void): void {
  kernel.after(instant - kernel.now, kernel.register({ name: 'test', fire: act }), 0);
}

const report = (disk: Disk): StationReport => disk.report({ busy: new Float64Array(CAUSES), population: 0, visits: 0 });

beforeEach(() => {
  kernel = new Kernel();
  ios = new IoPool(kernel, RESIDENCE.length);
  caller = new Caller();
  seen = [];
});

describe('a disk', () => {
  it('serves one command at a time, in the order of arrival; queue, rotation and transfer add up', () => {
    const disk = newDisk('d');
    // Ten sectors, then the same ten: they come again after a turn.
    caller.submit(disk, Op.Read, 0, 10);
    caller.submit(disk, Op.Write, 0, 10, { stamp: 7 });
    kernel.run();
    expect(caller.done.map(({ time }) => time)).toEqual([10 * SECTOR, TURN + 10 * SECTOR]);
    const { residence } = caller.done[1]!;
    expect(residence[Residence['disk queue']]).toBe(10 * SECTOR);
    expect(residence[Residence.rotation]).toBe(TURN - 10 * SECTOR);
    expect(residence[Residence.transfer]).toBe(10 * SECTOR);
  });

  it('changes its contents at the instant at which the command ends, and reads what is there then', () => {
    const disk = newDisk('d');
    const before = disk.contents.stampAt(0);
    caller.submit(disk, Op.Write, 0, 10, { stamp: 7 });
    at(10 * SECTOR - 1, () => expect(disk.contents.stampAt(0)).toBe(before));
    at(10 * SECTOR + 1, () => expect(disk.contents.stampAt(0)).toBe(7));
    caller.submit(disk, Op.Read, 0, 10);
    kernel.run();
    expect(caller.done[1]!.stamps).toEqual([7]);
    expect(seen).toEqual([`d writes 0 at ${10 * SECTOR}`, `d reads 0 at ${TURN + 10 * SECTOR}`]);
  });

  it('compares with what it is sent, and leaves it as it is', () => {
    const disk = newDisk('d');
    caller.submit(disk, Op.Write, 0, 10, { stamp: 7 });
    caller.submit(disk, Op.Compare, 0, 10, { stamp: 7 });
    caller.submit(disk, Op.Compare, 0, 10, { stamp: 8 });
    kernel.run();
    expect(caller.done.map(({ status }) => status)).toEqual([Status.Good, Status.Good, Status.Differs]);
    expect(disk.contents.stampAt(0)).toBe(7);
  });

  it.each([
    // The head goes to cylinder 500 first, upwards.
    ['fcfs', [500, 100, 900, 450, 600]],
    ['sstf', [500, 450, 600, 900, 100]],
    ['look', [500, 600, 900, 450, 100]],
    ['c-look', [500, 600, 900, 100, 450]],
  ] as const)('%s', (word, order) => {
    const disk = newDisk('d', (drive) => disciplineFor(word, 64, drive));
    for (const cylinder of [500, 100, 900, 450, 600]) caller.submit(disk, Op.Read, cylinder * CYLINDER, 1);
    kernel.run();
    expect(caller.done.map(({ block }) => block / CYLINDER)).toEqual(order);
  });

  it('chooses only among the commands that its queue holds', () => {
    const disk = newDisk('d', (drive) => disciplineFor('sstf', 2, drive));
    for (const cylinder of [0, 500, 400, 100, 90]) caller.submit(disk, Op.Read, cylinder * CYLINDER, 1);
    kernel.run();
    // 500 and 400 are in the queue; 100 moves up when 400 is taken, and so on.
    expect(caller.done.map(({ block }) => block / CYLINDER)).toEqual([0, 400, 500, 100, 90]);
  });
});

describe('a disk that fails', () => {
  it('ends what waits at once, what it serves when its time is over, and what comes later at once', () => {
    const disk = newDisk('d');
    for (const stamp of [7, 8, 9]) caller.submit(disk, Op.Write, 0, 10, { stamp });
    at(3 * SECTOR, () => disk.fail());
    at(5 * SECTOR, () => caller.submit(disk, Op.Read, 100, 1));
    kernel.run();
    ios.expectIdle();
    expect(caller.done.map(({ at: end, status }) => [end, status])).toEqual([
      [3 * SECTOR, Status.Failed],
      [3 * SECTOR, Status.Failed],
      [5 * SECTOR, Status.Failed],
      [10 * SECTOR, Status.Failed],
    ]);
    expect(caller.done.every(({ time, residence }) => residence.reduce((sum, part) => sum + part) === time)).toBe(true);
    expect(seen).toEqual([]);
    expect(disk.contents.stampAt(0)).not.toBe(7);
  });

  it('and is back before the end of the command that it served: the command has failed all the same', () => {
    const disk = newDisk('d');
    caller.submit(disk, Op.Write, 0, 10, { stamp: 7 });
    at(3 * SECTOR, () => disk.fail());
    at(4 * SECTOR, () => disk.repair());
    at(5 * SECTOR, () => caller.submit(disk, Op.Write, 0, 10, { stamp: 8 }));
    kernel.run();
    expect(caller.done.map(({ status }) => status)).toEqual([Status.Failed, Status.Good]);
    expect(disk.contents.stampAt(0)).toBe(8);
  });

  it('has its contents still when it is repaired', () => {
    const disk = newDisk('d');
    caller.submit(disk, Op.Write, 0, 10, { stamp: 7 });
    kernel.run();
    disk.fail();
    disk.repair();
    caller.submit(disk, Op.Read, 0, 10);
    kernel.run();
    expect(caller.done[1]).toMatchObject({ status: Status.Good, stamps: [7] });
  });
});

describe('the figures of a disk', () => {
  it('count service by cause, up to the present instant', () => {
    const disk = newDisk('d');
    caller.submit(disk, Op.Read, 0, 10);
    caller.submit(disk, Op.Read, 10, 20, { cause: Cause.Copy });
    let half: StationReport | null = null;
    at(15 * SECTOR, () => {
      half = report(disk);
    });
    kernel.run();
    expect([half!.busy[Cause.Host], half!.busy[Cause.Copy]]).toEqual([10 * SECTOR, 5 * SECTOR]);
    expect([half!.visits, half!.population]).toEqual([1, 2 * 10 * SECTOR + 5 * SECTOR]);
    const all = report(disk);
    expect([all.busy[Cause.Host], all.busy[Cause.Copy], all.visits]).toEqual([10 * SECTOR, 20 * SECTOR, 2]);
  });

  it("obey Little's law: the integral of the population is the sum of the times of all visits; it is never busier than time goes by", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom('fcfs', 'sstf', 'look', 'c-look'), (seed, word) => {
        kernel = new Kernel();
        ios = new IoPool(kernel, RESIDENCE.length);
        caller = new Caller();
        const disk = newDisk('d', (drive) => disciplineFor(word as 'fcfs', 4, drive));
        const draw = sequence(seed);
        for (let i = 0; i < 40; i++)
          at(draw(400) * 1e6, () => caller.submit(disk, [Op.Read, Op.Write][i % 2]!, draw(190_000), 1 + draw(99), { stamp: i + 1 }));
        at(draw(400) * 1e6, () => disk.fail());
        at(draw(400) * 1e6, () => disk.repair());
        kernel.run();
        ios.expectIdle();
        const { population, busy } = report(disk);
        expect(caller.done).toHaveLength(40);
        expect(population).toBe(caller.done.reduce((sum, { time }) => sum + time, 0));
        for (const { time, residence } of caller.done) expect(residence.reduce((sum, part) => sum + part)).toBe(time);
        expect(busy[0]).toBeLessThanOrEqual(kernel.now);
      }),
      { seed: 5, numRuns: 30 },
    );
  });
});

const controller = (): Controller => new Controller(kernel, 'box', { command_time: 0, processors: 1, ports: 2, port_bandwidth: 1e9 });

describe('disk copy data', () => {
  it('carries what the source holds to the target, one after the other, and uses nothing of the caller', () => {
    const [source, target] = [newDisk('s'), newDisk('t')];
    caller.submit(source, Op.Write, 0, 10, { stamp: 7 });
    kernel.run();
    const began = kernel.now;
    const payload = new Payload();
    caller.submit(new DiskCopyData(controller(), { disk: source, port: 0 }, { disk: target, port: 1 }), Op.CopyData, 0, 10, { payload });
    kernel.run();
    // The source is read after a turn less the ten sectors; 5,120 bytes pass two channels of 1 GB/s, 5.12 us each, while the target
    // turns on: it waits for its sector all the same.
    expect(seen.slice(1)).toEqual([`s reads 0 at ${began + TURN}`, `t writes 0 at ${began + 2 * TURN}`]);
    expect([target.contents.stampAt(0), target.contents.stampAt(9), payload.runs]).toEqual([7, 7, 0]);
    expect(target.contents.stampAt(10)).not.toBe(7);
  });

  it('fails with either disk; a source that fails writes nothing', () => {
    const [source, target] = [newDisk('s'), newDisk('t')];
    const copy = new DiskCopyData(controller(), { disk: source, port: 0 }, { disk: target, port: 1 });
    source.fail();
    caller.submit(copy, Op.CopyData, 0, 10);
    kernel.run();
    source.repair();
    target.fail();
    caller.submit(copy, Op.CopyData, 0, 10);
    kernel.run();
    expect(caller.done.map(({ status }) => status)).toEqual([Status.Failed, Status.Failed]);
    expect(seen.filter((line) => line.includes('writes'))).toEqual([]);
  });
});

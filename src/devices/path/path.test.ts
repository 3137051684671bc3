import { beforeEach, describe, expect, it } from 'vitest';
import { type Io, type Layer, Op, type Owner, Status } from '../../kernel/io.ts';
import { IoPool } from '../../kernel/io-pool.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { RESIDENCE, Residence, type ResidenceName } from '../../storage/residence.ts';
import { Controller } from '../array/controller.ts';
import { Host } from '../host/host.ts';
import { Link } from '../link/link.ts';
import { type Hop, throughController, throughHost, throughLink, throughServer } from './hop.ts';
import { Path } from './path.ts';

const US = 1000;
/** 8 KiB. */
const BLOCKS = 16;
const BYTES = 8192;
/** What the disk takes for anything. */
const DISK = 5_000 * US;

let kernel: Kernel;
let ios: IoPool;
let host: Host;
let server: Host;
let link: Link;
let controller: Controller;
let disk: End;

/** A disk that takes always the same time, with a status that can be set. */
class End implements Layer {
  readonly name = 'disk';
  readonly served: { op: number; at: number }[] = [];
  status: Status = Status.Good;

  submit(io: Io): void {
    this.served.push({ op: io.op, at: kernel.now });
    io.sleep(DISK, Residence.transfer, 0);
  }
  advance(io: Io): void {
    io.done(this.status);
  }
}

/** What became of an I/O. */
interface Outcome {
  readonly status: Status;
  readonly time: number;
  readonly residence: { readonly [category: string]: number };
}

class Caller implements Owner {
  readonly name = 'caller';
  readonly outcomes: Outcome[] = [];

  submit(path: Path, op: Op): void {
    const io = ios.take(this, null);
    io.op = op;
    io.submit(path, op, 0, BLOCKS, 0);
  }
  advance(io: Io): void {
    const parts = RESIDENCE.flatMap((name, c) => (io.residence[c]! > 0 ? [[name, io.residence[c]!]] : []));
    this.outcomes.push({ status: io.outcome, time: kernel.now - io.began, residence: Object.fromEntries(parts) });
    io.done();
  }
}

let caller: Caller;

function once(path: Path, op: Op): Outcome {
  caller.submit(path, op);
  kernel.run();
  ios.expectIdle();
  return caller.outcomes.at(-1)!;
}

function at(instant: number, act: () => void): void {
  kernel.after(instant - kernel.now, kernel.register({ name: 'test', fire: act }), 0);
}

const path = (...routes: Hop[][]): Path =>
  new Path(
    'path',
    1000,
    routes.map((hops) => ({ hops, end: disk })),
  );
const spec = { processors: 1, cpu_per_io: 50 * US, memory_bandwidth: 100e6, served: 'all', cpu_per_served_io: 70 * US } as const;
const linkSpec = { bandwidth: 10e6, count: 1, distance: 20_000, latency: 30 * US, message_time: 15 * US, sharing: 'duplex' } as const;

beforeEach(() => {
  kernel = new Kernel();
  ios = new IoPool(kernel, RESIDENCE.length);
  host = new Host(kernel, 'host', spec);
  server = new Host(kernel, 'server', { ...spec, memory_bandwidth: 50e6 });
  link = new Link(kernel, 'link', linkSpec);
  controller = new Controller(kernel, 'box', { command_time: 200 * US, processors: 1, ports: 2, port_bandwidth: 20e6 });
  disk = new End();
  caller = new Caller();
});

/** 10 ns a byte of memory, 100 ns of the link, 50 ns of the channel. */
const MEMORY = 10 * BYTES;
const WIRE = 100 * BYTES;
const CHANNEL = 50 * BYTES;
/** 20 km at 5 us/km, and 30 us. */
const TRAVEL = 130 * US;

const local = (): Hop[] => [...throughHost(host), throughLink(link, true), ...throughController(controller, 0)];

describe('a path takes the sum of its parts', () => {
  const common: { readonly [category in ResidenceName]?: number } = { 'link latency': 2 * TRAVEL, controller: 200 * US, transfer: DISK };

  it.each([
    ['read: the command out, the data back', Op.Read],
    ['write: the data out, the answer back', Op.Write],
    ['compare: the data out, the answer back', Op.Compare],
  ])('%s', (_, op) => {
    const { time, residence, status } = once(path(local()), op);
    expect(status).toBe(Status.Good);
    expect(residence).toEqual({ ...common, cpu: 50 * US + MEMORY, 'link transfer': 2 * 15 * US + WIRE, port: CHANNEL });
    expect(time).toBe(50 * US + MEMORY + 30 * US + WIRE + 2 * TRAVEL + 200 * US + CHANNEL + DISK);
    expect(disk.served.map((one) => one.op)).toEqual([op]);
  });

  it('a copy within the controller: no data travel', () => {
    const { time, residence } = once(path(local()), Op.CopyData);
    expect(residence).toEqual({ ...common, cpu: 50 * US, 'link transfer': 2 * 15 * US });
    expect(time).toBe(50 * US + 30 * US + 2 * TRAVEL + 200 * US + DISK);
  });

  it('data of a write reach the disk before it begins, those of a read do not', () => {
    once(path(local()), Op.Write);
    once(path(local()), Op.Read);
    const [write, read] = disk.served;
    const command = 50 * US + 15 * US + TRAVEL + 200 * US;
    expect(write!.at).toBe(command + MEMORY + WIRE + CHANNEL);
    expect(read!.at - caller.outcomes[0]!.time).toBe(command);
  });

  it('by way of a serving node: its processor, and its memory in and out', () => {
    const hops = [...throughHost(host), throughLink(link, true), ...throughServer(server), ...throughController(controller, 1)];
    // 20 ns a byte of the server's memory, twice.
    const { time, residence } = once(path(hops), Op.Read);
    expect(residence['cpu']).toBe(50 * US + MEMORY + 70 * US + 2 * 2 * MEMORY);
    expect(Object.values(residence).reduce((sum, part) => sum + part)).toBe(time);
  });

  it('without a link and with nothing that costs time: the disk alone', () => {
    const free = new Host(kernel, 'free', { ...spec, cpu_per_io: 0, memory_bandwidth: 1e18 });
    expect(once(path(throughHost(free)), Op.Write)).toEqual({ status: Status.Good, time: DISK, residence: { transfer: DISK } });
  });

  it('the status of the disk comes home, after the same time', () => {
    disk.status = Status.Differs;
    const { status, time } = once(path(local()), Op.Compare);
    expect({ status, time }).toEqual({ status: Status.Differs, time: once(path(local()), Op.Compare).time });
  });
});

describe('a link', () => {
  /** Links alone, all at once; the ends in ns. */
  function ends(count: number, change: Partial<{ count: number; sharing: 'shared' | 'duplex' }>, ops: readonly Op[]): number[] {
    const medium = new Link(kernel, 'medium', { ...linkSpec, ...change, distance: 0, latency: 0, message_time: 0 });
    for (let i = 0; i < count; i++) caller.submit(path([throughLink(medium, i % 2 === 0)]), ops[i % ops.length]!);
    kernel.run();
    return caller.outcomes.map(({ time }) => time);
  }

  it('serves one message after the other', () => {
    expect(ends(3, { sharing: 'shared' }, [Op.Write])).toEqual([DISK + WIRE, DISK + 2 * WIRE, DISK + 3 * WIRE]);
    expect(caller.outcomes[2]!.residence).toEqual({ 'link wait': 2 * WIRE, 'link transfer': WIRE, transfer: DISK });
  });

  it('with two paths serves two at a time', () => {
    expect(ends(4, { sharing: 'shared', count: 2 }, [Op.Write])).toEqual([1, 1, 2, 2].map((turn) => DISK + turn * WIRE));
  });

  it('duplex: the two ways do not wait for each other', () => {
    expect(ends(2, { sharing: 'duplex' }, [Op.Write])).toEqual([DISK + WIRE, DISK + WIRE]);
  });

  it('duplex: written data that leave one end wait for read data from there', () => {
    // The first enters at the end named first and brings data back; the second writes from the other end: both use the way back.
    const medium = new Link(kernel, 'medium', { ...linkSpec, distance: 0, latency: 0, message_time: 0 });
    caller.submit(path([throughLink(medium, true)]), Op.Read);
    at(DISK, () => caller.submit(path([throughLink(medium, false)]), Op.Write));
    kernel.run();
    expect(caller.outcomes.map(({ residence }) => residence['link wait'] ?? 0).sort()).toEqual([0, WIRE]);
  });
});

describe('when something on the way fails', () => {
  let other: Link;
  let both: Path;
  const SENT = 50 * US + MEMORY;
  const ARRIVED = SENT + 15 * US + WIRE;

  beforeEach(() => {
    other = new Link(kernel, 'other', { ...linkSpec, message_time: 0 });
    const by = (way: Link): Hop[] => [...throughHost(host), throughLink(way, true), ...throughController(controller, 0)];
    both = path(by(link), by(other));
  });

  const write = (): Outcome => once(both, Op.Write);

  it('before the I/O: the next way is taken', () => {
    link.fail();
    expect(write().residence['link transfer']).toBe(WIRE);
    expect(disk.served).toHaveLength(1);
  });

  it('all ways: the I/O fails at once, and so says the path', () => {
    link.fail();
    other.fail();
    expect(both.usable).toBe(false);
    expect(write()).toMatchObject({ status: Status.Failed, time: 0 });
    other.repair();
    expect(both.usable).toBe(true);
  });

  it.each([
    ['while it is sent', SENT + 1, 1],
    ['while it travels', ARRIVED + 1, 1],
    ['while the disk works: the write is done again', ARRIVED + TRAVEL + 200 * US + CHANNEL + 1, 2],
    ['while the answer travels', ARRIVED + TRAVEL + 200 * US + CHANNEL + DISK + 15 * US + 1, 2],
  ])('%s', (_, instant, served) => {
    at(instant, () => link.fail());
    const { status, time, residence } = write();
    expect(status).toBe(Status.Good);
    expect(disk.served).toHaveLength(served);
    // A whole second attempt by the other way, which has no message time.
    expect(time).toBeGreaterThan(instant + SENT + WIRE + 2 * TRAVEL + 200 * US + CHANNEL + DISK - 1);
    expect(Object.values(residence).reduce((sum, part) => sum + part)).toBe(time);
  });

  it('after the end: nothing', () => {
    const { time } = write();
    at(kernel.now + 1, () => link.fail());
    kernel.run();
    expect(caller.outcomes).toHaveLength(1);
    expect(time).toBe(SENT + 30 * US + WIRE + 2 * TRAVEL + 200 * US + CHANNEL + DISK);
  });

  it('on the way, and there is no other: the I/O fails when it comes to it', () => {
    other.fail();
    at(SENT + 1, () => link.fail());
    expect(write()).toMatchObject({ status: Status.Failed, time: ARRIVED });
    expect(disk.served).toEqual([]);
  });

  it('a disk that fails does not send the I/O another way', () => {
    disk.status = Status.Failed;
    expect(write().status).toBe(Status.Failed);
    expect(disk.served).toHaveLength(1);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type Io, type Layer, Op, Status } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Payload } from './payload.ts';
import { Station } from './station.ts';

const Category = { Other: 0, Delay: 1, Wait: 2, Service: 3 } as const;

let kernel: Kernel;
let ios: IoPool;
let log: string[];

beforeEach(() => {
  kernel = new Kernel();
  ios = new IoPool(kernel, 4);
  log = [];
});

/** Sleeps for 10 ns, hands the I/O down, sleeps again on its way up, and ends it with what it has heard. */
class Middle implements Layer {
  readonly name: string;
  readonly #below: Layer;

  constructor(name: string, below: Layer) {
    this.name = name;
    this.#below = below;
  }

  submit(io: Io): void {
    io.a = 7;
    io.b = this.name.length;
    io.sleep(10, Category.Delay, 1);
  }

  advance(io: Io): void {
    log.push(`${this.name} ${io.step} at ${kernel.now}`);
    expect([io.a, io.b]).toEqual([7, this.name.length]);
    if (io.step === 1) io.descend(this.#below, 2);
    else if (io.step === 2) io.sleep(10, Category.Delay, 3);
    else io.done(io.outcome);
  }

  aborted(io: Io): void {
    log.push(`${this.name} aborted before step ${io.step} at ${kernel.now}`);
    expect([io.a, io.b]).toEqual([7, this.name.length]);
    io.done(Status.Aborted);
  }
}

/** The lowest layer: 30 ns of service; changes all that belongs to its own visit. */
class Bottom implements Layer {
  readonly name = 'bottom';
  readonly station = new Station(kernel, 'station', [Category.Wait, Category.Service]);
  readonly #status: Status;

  constructor(status: Status) {
    this.#status = status;
  }

  submit(io: Io): void {
    expect([io.a, io.b, io.step, io.status]).toEqual([0, 0, 0, Status.Good]);
    io.status = Status.Failed;
    io.payload = new Payload();
    io.a = 99;
    this.station.serve(io, 30, 5);
  }

  advance(io: Io): void {
    io.done(this.#status);
  }
}

function start(below: Layer): Io {
  const owner = { name: 'root', advance: (io: Io) => ended(io) };
  const io = ios.take(owner, null);
  return io.submit(below, Op.Write, 40, 8, 1);
}

function ended(io: Io): void {
  log.push(`root ${io.step} at ${kernel.now}, outcome ${io.outcome}, ${[...io.residence]}`);
  io.done();
}

describe('an I/O that goes down itself', () => {
  it('finds each layer as it has left it, and sums up its residence times', () => {
    const child = start(new Middle('upper', new Middle('low', new Bottom(Status.Differs))));
    expect(ios.live).toBe(2);
    kernel.run();
    expect(log).toEqual([
      'upper 1 at 10',
      'low 1 at 20',
      'low 2 at 50',
      'low 3 at 60',
      'upper 2 at 60',
      'upper 3 at 70',
      'root 1 at 70, outcome 1, 0,40,0,30',
    ]);
    expect(child.payload).toBeNull();
    ios.expectIdle();
  });

  it('finds a layer to which it comes again as if it had never been there', () => {
    const bottom = new Bottom(Status.Failed);
    let visits = 0;
    const again: Layer = {
      name: 'again',
      submit: (io) => io.descend(bottom, 1),
      advance: (io) => (++visits < 3 ? io.descend(bottom, 1) : io.done(io.outcome)),
    };
    start(again);
    kernel.run();
    expect([visits, kernel.now]).toEqual([3, 90]);
  });

  it('takes as many events and ends at the same instant as one with children', () => {
    class Forking extends Middle {
      override advance(io: Io): void {
        if (io.step === 1) io.submit(bottom, io.op, io.block, io.blocks, 2);
        else super.advance(io);
      }
    }
    const bottom = new Bottom(Status.Good);
    start(new Middle('middle', bottom));
    kernel.run();
    const [first, events] = [log.at(-1), kernel.events];
    const before = kernel.now;
    start(new Forking('forking', bottom));
    kernel.run();
    expect([kernel.events, kernel.now]).toEqual([2 * events, 2 * before]);
    expect(log.at(-1)).toBe(first!.replace(`at ${before}`, `at ${2 * before}`));
  });

  it('is aborted in all its layers, from the lowest up', () => {
    const bottom = new Bottom(Status.Good);
    start(new Middle('upper', new Middle('low', bottom)));
    const waiting = start(new Middle('upper', new Middle('low', bottom)));
    kernel.run(25);
    log = [];
    waiting.abort();
    waiting.abort();
    kernel.run();
    expect(log).toEqual([
      'low aborted before step 2 at 25',
      'upper aborted before step 2 at 25',
      'root 1 at 25, outcome 2, 0,20,5,0',
      'low 2 at 50',
      'low 3 at 60',
      'upper 2 at 60',
      'upper 3 at 70',
      'root 1 at 70, outcome 0, 0,40,0,30',
    ]);
    ios.expectIdle();
  });

  it('goes down as deep as there are layers, beside others that are on their way', () => {
    const layers = Array.from({ length: 9 }, (_, i) => `layer ${'i'.repeat(i)}`);
    const deep = (): Layer => layers.reduce<Layer>((below, name) => new Middle(name, below), new Bottom(Status.Good));
    start(new Middle('shallow', new Bottom(Status.Good)));
    start(deep());
    start(deep());
    kernel.run();
    const roots = log.filter((line) => line.startsWith('root'));
    expect(roots).toEqual([
      'root 1 at 50, outcome 0, 0,20,0,30',
      'root 1 at 210, outcome 0, 0,180,0,30',
      'root 1 at 210, outcome 0, 0,180,0,30',
    ]);
    ios.expectIdle();
  });

  it('may only do so while its owner has control of it', () => {
    const bottom = new Bottom(Status.Good);
    const io = start(new Middle('middle', bottom));
    expect(() => io.descend(bottom, 1)).toThrow(/the model is wrong: an I\/O goes down to bottom, but .* waits at a delay/);
  });
});

it('that goes down and comes up for ever at one instant is told, though it never passes the ready ring', () => {
  const bottom: Layer = { name: 'bottom', submit: (io) => io.done(), advance: () => {} };
  const restless = { name: 'restless', advance: (io: Io) => io.descend(bottom, 1) };
  const io = ios.take(restless, null);
  io.sleep(10, Category.Delay, 0);
  expect(() => kernel.run()).toThrow(
    /^at 0.000000010 s: zero-time livelock: .* these go round: restless \(step 1\) -> restless \(step 1\)$/,
  );
});

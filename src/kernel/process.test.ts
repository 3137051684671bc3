import { beforeEach, describe, expect, it } from 'vitest';
import { type Io, type Layer, Op, Status } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Process } from './process.ts';
import { Station } from './station.ts';
import { Store } from './store.ts';

let kernel: Kernel;
let ios: IoPool;
let log: string[];
let disk: Station;

/** A layer over the station `disk`. */
class Disk implements Layer {
  readonly name = 'disk';

  submit(io: Io): void {
    disk.serve(io, io.blocks, 1);
  }

  advance(io: Io): void {
    io.done(io.op === Op.Write ? Status.Failed : Status.Good);
  }
}

beforeEach(() => {
  kernel = new Kernel();
  ios = new IoPool(kernel, 3);
  log = [];
  disk = new Station(kernel, 'disk', [0, 1]);
});

const note = (what: string) => log.push(`${what} at ${kernel.now}`);

describe('Process', () => {
  it('waits with the same calls as a step machine', () => {
    const volume = new Disk();
    const process = new Process(
      ios,
      'copy',
      function* (io) {
        note('begins');
        io.sleep(5, 2, 0);
        yield;
        note('slept');
        disk.serve(io, 7, 0);
        yield;
        note('served');
        io.submit(volume, Op.Read, 0, 10, 0);
        io.submit(volume, Op.Write, 0, 20, 0);
        yield;
        note(`children over, ${io.outcome}`);
      },
      () => note('ended'),
    );
    log.push('created');
    expect(process.running).toBe(true);
    kernel.run();
    expect(log).toEqual(['created', 'begins at 0', 'slept at 5', 'served at 12', `children over, ${Status.Failed} at 42`, 'ended at 42']);
    expect(process.running).toBe(false);
    ios.expectIdle();
  });

  it('is killed where it waits: its finally clauses run, its end is told once', () => {
    const store = new Store('NVS', 1, 0);
    const process = new Process(
      ios,
      'copy',
      function* (io) {
        store.take(io, 1, 0);
        yield;
        try {
          io.sleep(100, 2, 0);
          yield;
          note('never');
        } finally {
          store.give(1);
          note('gives back');
        }
      },
      () => note('ended'),
    );
    kernel.run(30);
    process.kill();
    expect(process.running).toBe(false);
    process.kill();
    kernel.run();
    expect(log).toEqual(['gives back at 30', 'ended at 30']);
    expect(kernel.now).toBe(30);
    expect(store.free).toBe(1);
    ios.expectIdle();
  });

  it('may wait in its finally clauses', () => {
    const process = new Process(
      ios,
      'copy',
      function* (io) {
        try {
          io.sleep(100, 2, 0);
          yield;
        } finally {
          io.sleep(7, 2, 0);
          yield;
          note('put away');
        }
      },
      () => note('ended'),
    );
    kernel.run(30);
    process.kill();
    expect(process.running).toBe(false);
    kernel.run();
    expect(log).toEqual(['put away at 37', 'ended at 37']);
    ios.expectIdle();
  });

  it('is killed before it has begun', () => {
    const process = new Process(
      ios,
      'copy',
      function* (io) {
        note('never');
        io.sleep(5, 2, 0);
        yield;
      },
      () => note('ended'),
    );
    process.kill();
    kernel.run();
    expect(log).toEqual(['ended at 0']);
    ios.expectIdle();
  });

  it('may kill itself: it stops at its next yield', () => {
    const process: Process = new Process(
      ios,
      'copy',
      function* (io) {
        io.sleep(5, 2, 0);
        yield;
        process.kill();
        note('still here');
        io.sleep(50, 2, 0);
        yield;
        note('never');
      },
      () => note('ended'),
    );
    kernel.run();
    expect(log).toEqual(['still here at 5', 'ended at 5']);
    expect(kernel.now).toBe(5);
    ios.expectIdle();
  });

  it('may kill itself and return', () => {
    const process: Process = new Process(
      ios,
      'copy',
      function* (io) {
        io.sleep(5, 2, 0);
        yield;
        process.kill();
      },
      () => note('ended'),
    );
    kernel.run();
    expect(log).toEqual(['ended at 5']);
    ios.expectIdle();
  });

  it('leaves the work below it to finish unseen when it is killed', () => {
    const volume = new Disk();
    const process = new Process(ios, 'copy', function* (io) {
      io.submit(volume, Op.Read, 0, 40, 0);
      yield;
      note('never');
    });
    kernel.run(10);
    process.kill();
    expect(ios.live).toBe(1);
    kernel.run();
    expect([kernel.now, ios.live, log.length]).toEqual([40, 0, 0]);
  });

  it('that yields without waiting is named when nothing goes on', () => {
    new Process(ios, 'forgetful copy', function* () {
      yield;
    });
    kernel.run();
    expect(() => ios.expectIdle()).toThrow(/1 I\/O is unfinished:\n {2}the read at forgetful copy \(step 0\), .* waits for nothing/);
  });

  it('an error in its body ends the run, and the kernel can still be read', () => {
    new Process(ios, 'copy', function* (io) {
      io.sleep(5, 2, 0);
      yield;
      throw new Error('broken script');
    });
    expect(() => kernel.run()).toThrow('broken script');
    expect([kernel.now, kernel.events]).toEqual([5, 1]);
  });
});

/** The same work as a step machine and as a process: same events, same fingerprint. */
it('a process and a step machine leave the same fingerprint', () => {
  const run = (build: (pool: IoPool, station: Station) => void): string => {
    const own = new Kernel();
    const pool = new IoPool(own, 3);
    const station = new Station(own, 'station', [0, 1]);
    for (let i = 0; i < 5; i++) build(pool, station);
    own.run(100_000);
    return own.fingerprint;
  };
  const machine = run((pool, station) => {
    const owner = {
      name: 'machine',
      advance: (io: Io) => {
        if (io.step === 0) io.sleep(1 + io.id, 2, 1);
        else station.serve(io, 7, 0);
      },
    };
    pool.take(owner, null).proceed(0);
  });
  const process = run((pool, station) => {
    new Process(pool, 'process', function* (io) {
      for (;;) {
        io.sleep(1 + io.id, 2, 0);
        yield;
        station.serve(io, 7, 0);
        yield;
      }
    });
  });
  expect(process).toBe(machine);
});

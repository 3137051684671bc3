import { beforeEach, describe, expect, it } from 'vitest';
import { type Io, type Layer, Op, Status } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Station } from './station.ts';
import { Store } from './store.ts';

const Category = { Other: 0, Delay: 1, Wait: 2, Service: 3, Store: 4 } as const;

let kernel: Kernel;
let ios: IoPool;
let log: string[];

beforeEach(() => {
  kernel = new Kernel();
  ios = new IoPool(kernel, 5);
  log = [];
});

/** A layer that logs when it is called and does what the test says. */
class Scripted implements Layer {
  readonly name: string;
  readonly #submit: (io: Io) => void;
  readonly #advance: (io: Io) => void;

  constructor(name: string, submit: (io: Io) => void, advance: (io: Io) => void = (io) => io.done()) {
    this.name = name;
    this.#submit = submit;
    this.#advance = advance;
  }

  submit(io: Io): void {
    this.#submit(io);
  }

  advance(io: Io): void {
    log.push(`${this.name} ${io.step} at ${kernel.now}`);
    this.#advance(io);
  }
}

/** As Scripted, and tells of its abortion. */
class Abortable extends Scripted {
  readonly residence: number[] = [];

  aborted(io: Io): void {
    log.push(`${this.name} aborted before step ${io.step} at ${kernel.now}`);
    expect(io.residence.reduce((sum, time) => sum + time)).toBe(kernel.now - io.began);
    this.residence.push(...io.residence);
    io.done(Status.Aborted);
  }
}

const sleeper = (delay: number, status: Status = Status.Good) =>
  new Scripted(
    `sleeper ${delay}`,
    (io) => io.sleep(delay, Category.Delay, 9),
    (io) => io.done(status),
  );

const inside = (status: Status = Status.Good) => new Scripted('inside', (io) => io.done(status));

/** A visit whose owner starts `first` at 0 and then logs and ends it. */
function root(first: (io: Io) => void, advance: (io: Io) => void = (io) => io.done(), name = 'root'): Io {
  const io = ios.take(new Scripted(name, first, advance), null);
  first(io);
  return io;
}

function at(instant: number, what: () => void): void {
  const id = kernel.register({ name: `at ${instant}`, fire: what });
  kernel.after(instant - kernel.now, id, 0);
}

describe('fork and join', () => {
  it('goes on when the last child is over, with the worst outcome and the last child’s residence', () => {
    let parent: number[] = [];
    root(
      (io) => {
        io.submit(sleeper(30), Op.Read, 0, 1, 1);
        io.submit(sleeper(50, Status.Differs), Op.Read, 0, 1, 2);
        io.submit(sleeper(20, Status.Failed), Op.Read, 0, 1, 3);
      },
      (io) => {
        parent = [...io.residence];
        expect(io.outcome).toBe(Status.Failed);
        io.done();
      },
    );
    kernel.run();
    expect(log.filter((line) => line.startsWith('root'))).toEqual(['root 3 at 50']);
    expect(parent).toEqual([0, 50, 0, 0, 0]);
    ios.expectIdle();
  });

  it('children may end or fail inside submit: the parent goes on after the call', () => {
    root(
      (io) => {
        io.submit(inside(), Op.Read, 0, 1, 1);
        io.submit(inside(Status.Failed), Op.Read, 0, 1, 2);
        log.push('submitted');
      },
      (io) => {
        log.push(`outcome ${io.outcome}`);
        io.done();
      },
    );
    kernel.run();
    expect(log).toEqual(['submitted', 'root 2 at 0', 'outcome 3']);
    ios.expectIdle();
  });

  it.each([
    ['before', [0, 40]],
    ['after', [40, 0]],
    ['twice before', [0, 0, 40]],
    ['around', [0, 40, 0]],
  ])('a child that ends inside submit %s one that takes time does not wake the parent', (_when, times) => {
    root((io) => {
      for (const time of times) io.submit(time > 0 ? sleeper(time) : inside(), Op.Read, 0, 1, 1);
    });
    kernel.run();
    expect(log.filter((line) => line.startsWith('root'))).toEqual(['root 1 at 40']);
    ios.expectIdle();
  });

  it('the outcome of an earlier fork is forgotten', () => {
    const outcomes: Status[] = [];
    root(
      (io) => io.submit(sleeper(1, Status.Failed), Op.Read, 0, 1, 1),
      (io) => {
        outcomes.push(io.outcome);
        if (io.step === 1) io.submit(sleeper(1), Op.Read, 0, 1, 2);
        else io.done();
      },
    );
    kernel.run();
    expect(outcomes).toEqual([Status.Failed, Status.Good]);
  });

  it('a child has the payload, cause and priority of its parent, and nothing of who used the I/O before', () => {
    const earlier = ios.take(sleeper(1), null);
    Object.assign(earlier, { a: 5, b: 6, cause: 3, priority: 2, status: Status.Failed });
    earlier.done();
    const parent = ios.take(sleeper(1), null);
    expect(parent).toBe(earlier);
    expect([parent.a, parent.b, parent.cause, parent.priority, parent.status]).toEqual([0, 0, 0, 0, Status.Good]);
    parent.cause = 4;
    parent.priority = 7;
    const child = parent.submit(sleeper(1), Op.Write, 10, 20, 1);
    expect([child.op, child.block, child.blocks, child.cause, child.priority]).toEqual([Op.Write, 10, 20, 4, 7]);
  });
});

describe('detached work', () => {
  it('outlives the acknowledgement', () => {
    const destage = sleeper(100);
    root(
      (io) => {
        const detached = ios.take(destage, null);
        destage.submit(detached);
        io.sleep(10, Category.Delay, 1);
      },
      (io) => {
        io.done();
        log.push(`${ios.live} live`);
      },
    );
    kernel.run();
    expect(log).toEqual(['root 1 at 10', '1 live', 'sleeper 100 9 at 100']);
    ios.expectIdle();
  });
});

describe('abort', () => {
  const victim = (start: (io: Io) => void) => {
    const owner = new Abortable('victim', start, () => {});
    const io = ios.take(owner, null);
    start(io);
    return { io, owner };
  };

  it('of a sleep: the event is cancelled, the time slept counts', () => {
    const { io, owner } = victim((one) => one.sleep(100, Category.Delay, 1));
    at(30, () => io.abort());
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 30']);
    expect(owner.residence).toEqual([0, 30, 0, 0, 0]);
    expect(kernel.now).toBe(30);
    ios.expectIdle();
  });

  it('of an I/O that waits at a station: it leaves the queue', () => {
    const station = new Station(kernel, 'disk', [Category.Wait, Category.Service]);
    root((io) => station.serve(io, 50, 1));
    const { io, owner } = victim((one) => station.serve(one, 70, 1));
    at(20, () => io.abort());
    root((other) => station.serve(other, 5, 1), undefined, 'next');
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 20', 'root 1 at 50', 'next 1 at 55']);
    expect(owner.residence).toEqual([0, 0, 20, 0, 0]);
    ios.expectIdle();
  });

  it('of an I/O in service: the server finishes it, and its end wakes nobody', () => {
    const station = new Station(kernel, 'disk', [Category.Wait, Category.Service]);
    const { io, owner } = victim((one) => station.serve(one, 50, 1));
    at(20, () => {
      io.abort();
      const reused = root((one) => one.sleep(100, Category.Delay, 5), undefined, 'reused');
      expect(reused).toBe(io);
    });
    root((other) => station.serve(other, 5, 1), undefined, 'next');
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 20', 'next 1 at 55', 'reused 5 at 120']);
    expect(owner.residence).toEqual([0, 0, 0, 20, 0]);
    ios.expectIdle();
  });

  it('in service, then waiting again at the same station and aborted there', () => {
    const station = new Station(kernel, 'disk', [Category.Wait, Category.Service]);
    const { io } = victim((one) => station.serve(one, 50, 1));
    at(20, () => io.abort());
    at(21, () => expect(victim((one) => station.serve(one, 70, 2)).io).toBe(io));
    at(22, () => io.abort());
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 20', 'victim aborted before step 2 at 22']);
    expect(kernel.now).toBe(50);
    ios.expectIdle();
  });

  it('of an I/O that waits at a store: those behind it are served', () => {
    const store = new Store('NVS', 4, Category.Store);
    root((io) => store.take(io, 3, 1));
    const { io, owner } = victim((one) => store.take(one, 2, 1));
    root((other) => store.take(other, 1, 1), undefined, 'next');
    at(20, () => io.abort());
    kernel.run();
    expect(log).toEqual(['root 1 at 0', 'victim aborted before step 1 at 20', 'next 1 at 20']);
    expect(owner.residence).toEqual([0, 0, 0, 0, 20]);
    expect(store.free).toBe(0);
    ios.expectIdle();
  });

  it('of an I/O that a store has given something at once: it goes back', () => {
    const store = new Store('NVS', 2, Category.Store);
    const { io } = victim(() => {});
    at(15, () => {
      store.take(io, 2, 1);
      expect(store.free).toBe(0);
      io.abort();
      expect(store.free).toBe(2);
    });
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 15']);
    ios.expectIdle();
  });

  it('of an I/O that a store has let go after a wait: what it was given goes to the next', () => {
    const store = new Store('NVS', 2, Category.Store);
    store.tryTake(2);
    const { io, owner } = victim((one) => store.take(one, 2, 1));
    root((other) => store.take(other, 1, 1), undefined, 'next');
    at(10, () => {
      store.give(2);
      expect(store.free).toBe(0);
      io.abort();
      expect(store.free).toBe(1);
    });
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 10', 'next 1 at 10']);
    expect(owner.residence).toEqual([0, 0, 0, 0, 10]);
    ios.expectIdle();
  });

  it('of an I/O in the ready ring: its place there does not serve the next visit', () => {
    const { io } = victim(() => {});
    const other = ios.take(inside(), null);
    at(5, () => {
      io.proceed(3);
      io.abort();
      other.proceed(1);
      const reused = ios.take(new Scripted('reused', () => {}), null);
      expect(reused).toBe(io);
      reused.proceed(7);
    });
    kernel.run();
    expect(log).toEqual(['victim aborted before step 3 at 5', 'inside 1 at 5', 'reused 7 at 5']);
    ios.expectIdle();
  });

  it('of an I/O that waits for children: they finish unseen', () => {
    const { io, owner } = victim((one) => {
      one.submit(sleeper(50), Op.Read, 0, 1, 1);
      one.submit(sleeper(60), Op.Read, 0, 1, 1);
    });
    at(20, () => io.abort());
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 20', 'sleeper 50 9 at 50', 'sleeper 60 9 at 60']);
    expect(owner.residence).toEqual([20, 0, 0, 0, 0]);
    ios.expectIdle();
  });

  it('while its owner has control: when the call is over, wherever it then waits', () => {
    const owner: Abortable = new Abortable(
      'victim',
      () => {},
      (io) => {
        io.abort();
        io.abort();
        io.sleep(100, Category.Delay, 2);
      },
    );
    ios.take(owner, null).proceed(1);
    kernel.run();
    expect(log).toEqual(['victim 1 at 0', 'victim aborted before step 2 at 0']);
    expect(kernel.now).toBe(0);
    ios.expectIdle();
  });

  it('while its owner has control, and then ends it: it has ended', () => {
    const owner = new Abortable(
      'victim',
      () => {},
      (io) => {
        io.abort();
        io.done();
      },
    );
    ios.take(owner, null).proceed(1);
    kernel.run();
    expect(log).toEqual(['victim 1 at 0']);
    ios.expectIdle();
  });

  it('of a child: the parent goes on with that outcome', () => {
    let child: Io;
    root(
      (io) => {
        child = io.submit(sleeper(50), Op.Read, 0, 1, 1);
      },
      (io) => {
        expect(io.outcome).toBe(Status.Aborted);
        expect([...io.residence]).toEqual([0, 20, 0, 0, 0]);
        io.done();
      },
    );
    at(20, () => child.abort());
    kernel.run();
    expect(log).toEqual(['root 1 at 20']);
  });

  it('a late release by a place that does not know is ignored', () => {
    const place = { name: 'a slow place', forget: () => {} };
    const { io } = victim((one) => one.wait(place, 1));
    const { ticket } = io;
    at(10, () => io.abort());
    at(11, () => root((one) => one.wait(place, 4), undefined, 'reused'));
    at(20, () => {
      io.resume(ticket, Category.Wait);
      io.resumeAccounted(ticket);
    });
    at(30, () => io.resume(io.ticket, Category.Wait));
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 10', 'reused 4 at 30']);
    ios.expectIdle();
  });

  it('its owner may go on with it: what it waited for before does not count any more', () => {
    const owner: Layer & { aborted(io: Io): void } = {
      name: 'victim',
      submit: () => {},
      advance: (io) => {
        log.push(`step ${io.step} at ${kernel.now}`);
        io.done();
      },
      aborted: (io) => io.submit(sleeper(100), Op.Write, 0, 1, 8),
    };
    const io = ios.take(owner, null);
    io.submit(sleeper(50), Op.Read, 0, 1, 1);
    at(20, () => io.abort());
    kernel.run();
    expect(log.filter((line) => line.startsWith('step'))).toEqual(['step 8 at 120']);
    ios.expectIdle();
  });

  it('with the ticket of a visit that has ended does nothing to the next', () => {
    const io = root((one) => one.sleep(5, Category.Delay, 1));
    const { ticket } = io;
    at(6, () => {
      expect(root((one) => one.sleep(10, Category.Delay, 4), undefined, 'reused')).toBe(io);
      io.abort(ticket);
      io.resume(ticket, Category.Delay);
    });
    kernel.run();
    expect(log).toEqual(['root 1 at 5', 'reused 4 at 16']);
  });

  it('with the ticket of a visit that was aborted does nothing to the next', () => {
    const { io } = victim((one) => one.sleep(10, Category.Delay, 1));
    const { ticket } = io;
    at(5, () => io.abort(ticket));
    at(6, () => {
      expect(root((one) => one.sleep(10, Category.Delay, 4), undefined, 'reused')).toBe(io);
      io.abort(ticket);
    });
    kernel.run();
    expect(log).toEqual(['victim aborted before step 1 at 5', 'reused 4 at 16']);
  });
});

describe('misuse is refused', () => {
  const place = { name: 'a place', forget: () => {} };
  const waiting = () => root((io) => io.wait(place, 3));

  it.each([
    ['ends twice', (io: Io) => [io.done(), io.done()], /an I\/O ends, but its visit to root is over/],
    [
      'ends while it waits',
      (io: Io) => [io.wait(place, 3), io.done()],
      /ends, but the read at root \(step 3\), begun at 0\.000000000 s, waits at a place/,
    ],
    ['ends while it is ready', (io: Io) => [io.proceed(3), io.done()], /ends, but .* is about to go on/],
    [
      'waits twice',
      (io: Io) => [io.wait(place, 3), io.wait({ ...place, name: 'another' }, 4)],
      /waits at another, but .* waits at a place/,
    ],
    ['proceeds while it waits', (io: Io) => [io.wait(place, 3), io.proceed(4)], /proceeds, but .* waits at a place/],
    [
      'submits while it waits at a place',
      (io: Io) => [io.wait(place, 3), io.submit(inside(), Op.Read, 0, 1, 4)],
      /submits to inside, but .* waits at a place/,
    ],
    [
      'waits while a child is under way',
      (io: Io) => [io.submit(sleeper(5), Op.Read, 0, 1, 4), io.sleep(5, 0, 1)],
      /waits at a delay, but .* waits for the visit below it/,
    ],
    [
      'is let go twice',
      (io: Io) => [io.wait(place, 3), io.resume(io.ticket, 0), io.resume(io.ticket, 0)],
      /is let go, but .* is about to go on/,
    ],
    ['is aborted when it is over', (io: Io) => [io.done(), io.abort()], /is aborted, but its visit to root is over/],
  ])('%s', (_what, misuse, message) => {
    const io = root(() => {});
    expect(() => misuse(io)).toThrow(message);
  });

  it('a store that never holds so many, or gets back more than was taken', () => {
    const store = new Store('NVS', 4, Category.Store);
    const io = root(() => {});
    expect(() => store.take(io, 5, 1)).toThrow(/root asks for 5 of NVS, which holds 4 at most/);
    expect(() => store.give(1)).toThrow(/NVS is given back more than was taken: 5 of 4/);
  });

  it('a bad delay names whose it is', () => {
    expect(() => root((io) => io.sleep(-5, Category.Delay, 2))).toThrow(
      /a delay of root \(step 2\) schedules an event after a delay of -5 ns/,
    );
  });

  it('an end with I/Os in flight names who waits for what, the deepest first', () => {
    const store = new Store('NVS', 1, Category.Store);
    root((io) => io.submit(new Scripted('cache', (child) => store.take(child, 1, 4)), Op.Write, 16, 8, 2), undefined, 'host');
    root((io) => store.take(io, 1, 5), undefined, 'destager');
    at(1500, () => root(() => {}, undefined, 'lost'));
    waiting();
    kernel.run();
    let message = '';
    try {
      ios.expectIdle();
    } catch (error) {
      message = (error as Error).message;
    }
    // the cache's child has been given the store's one thing, and has ended
    expect(message).toBe(
      [
        'at 0.000001500 s: no event is left that could let the run go on, but 3 I/Os are unfinished:',
        'the read at destager (step 5), begun at 0.000000000 s, waits at NVS since 0.000000000 s',
        'the read at root (step 3), begun at 0.000000000 s, waits at a place since 0.000000000 s',
        'the read at lost (step 0), begun at 0.000001500 s, waits for nothing: its owner has not ended it',
      ].join('\n  '),
    );
  });

  it('names eight at most', () => {
    for (let i = 0; i < 20; i++) root((io) => io.submit(new Scripted('below', (child) => child.wait(place, i)), Op.Write, i, 2, 1));
    kernel.run();
    expect(() => ios.expectIdle()).toThrow(
      /but 40 I\/Os are unfinished:(\n {2}the write of blocks \d+ to \d+ at below .*){8}\n {2}and 32 more$/,
    );
  });
});

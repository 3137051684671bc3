import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Io, type Layer, Op, Status } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Station } from './station.ts';
import { Store } from './store.ts';

/** What a visit does, one after the other. */
type Phase =
  | { is: 'sleep'; time: number }
  | { is: 'serve'; station: number; time: number }
  | { is: 'hold'; amount: number }
  | { is: 'abort'; which: number }
  | { is: 'descend'; plan: Phase[] }
  | { is: 'fork'; children: Phase[][] };

interface Root {
  readonly begin: number;
  readonly plan: Phase[];
}

/** An abortion at some instant, of one of the visits that are then under way. */
interface Abortion {
  readonly at: number;
  readonly which: number;
}

const STATIONS = 3;
const CAPACITY = 3;
const Category = { Other: 0, Delay: 1, Store: 2, FirstStation: 3 } as const;
const CATEGORIES = Category.FirstStation + 2 * STATIONS;

const { plan: phases } = fc.letrec<{ plan: Phase[]; phase: Phase }>((tie) => ({
  plan: fc.array(tie('phase'), { maxLength: 4 }),
  phase: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ is: fc.constant('sleep' as const), time: fc.nat(40) }),
    fc.record({ is: fc.constant('serve' as const), station: fc.nat(STATIONS - 1), time: fc.nat(30) }),
    fc.record({ is: fc.constant('hold' as const), amount: fc.integer({ min: 1, max: CAPACITY }) }),
    fc.record({ is: fc.constant('abort' as const), which: fc.nat(1000) }),
    fc.record({ is: fc.constant('descend' as const), plan: tie('plan') }),
    fc.record({ is: fc.constant('fork' as const), children: fc.array(tie('plan'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

const roots = fc.array(fc.record({ begin: fc.nat(60), plan: phases }), { maxLength: 12 });
const abortions = fc.array(fc.record({ at: fc.nat(150), which: fc.nat(100) }), { maxLength: 20 });

/** A run of random trees of visits over three stations and a store. */
class Forest {
  readonly kernel: Kernel;
  readonly ios: IoPool;
  readonly store = new Store('store', CAPACITY, Category.Store);
  readonly stations: readonly Station[];
  /** Visits under way. */
  readonly visits: Io[] = [];
  /** Who went on, when, and where in its plan. */
  readonly turns: string[] = [];
  begun = 0;
  ended = 0;
  aborted = 0;

  constructor(roots: readonly Root[], abortions: readonly Abortion[], kernel = new Kernel(), ios = new IoPool(kernel, CATEGORIES)) {
    const { visits } = this;
    this.kernel = kernel;
    this.ios = ios;
    this.stations = Array.from({ length: STATIONS }, (_, i) => {
      const first = Category.FirstStation + 2 * i;
      return new Station(kernel, `station ${i}`, [first, first + 1], i + 1);
    });
    const begin = kernel.register({ name: 'begin', fire: (i) => this.#begin(roots[i]!.plan) });
    const abort = kernel.register({ name: 'abort', fire: (which) => visits[which % visits.length]?.abort() });
    roots.forEach((root, i) => {
      kernel.after(root.begin, begin, i);
    });
    for (const { at, which } of abortions) kernel.after(at, abort, which);
  }

  #begin(plan: Phase[]): void {
    const visit = new Visit(this, plan);
    visit.submit(this.ios.take(visit, null));
  }
}

/** One visit, which follows its plan; things from the store are held to the end. A visit takes things but once, so that none waits for itself. */
class Visit implements Layer {
  readonly name = 'visit';
  readonly #forest: Forest;
  readonly #plan: Phase[];
  readonly #number: number;
  #holds = 0;
  #asked = 0;

  constructor(forest: Forest, plan: Phase[]) {
    this.#forest = forest;
    this.#plan = plan;
    this.#number = forest.begun++;
  }

  submit(io: Io): void {
    this.#forest.visits.push(io);
    this.#next(io);
  }

  advance(io: Io): void {
    this.#note(`step ${io.step}`);
    const phase = this.#plan[io.step - 1]!;
    if (phase.is === 'hold') this.#holds = this.#asked;
    const { visits } = this.#forest;
    const abort = (): void => {
      if (phase.is === 'abort') visits[phase.which % visits.length]?.abort();
    };
    // As the last of its acts when it is over: then its parent may have become ready by its end.
    const last = io.step === this.#plan.length;
    if (!last) abort();
    this.#next(io);
    if (last) abort();
  }

  aborted(io: Io): void {
    this.#note('aborted');
    this.#forest.aborted++;
    this.#end(io, Status.Aborted);
  }

  #next(io: Io): void {
    const phase = this.#plan[io.step];
    if (phase === undefined) return this.#end(io, Status.Good);
    const forest = this.#forest;
    const next = io.step + 1;
    switch (phase.is) {
      case 'sleep':
        return io.sleep(phase.time, Category.Delay, next);
      case 'serve':
        return forest.stations[phase.station]!.serve(io, phase.time, next);
      case 'hold':
        if (this.#asked > 0) return io.proceed(next);
        this.#asked = phase.amount;
        return forest.store.take(io, phase.amount, next);
      case 'abort':
        return io.proceed(next);
      case 'descend':
        return io.descend(new Visit(forest, withoutHolds(phase.plan)), next);
      case 'fork':
        for (const child of phase.children) io.submit(new Visit(forest, withoutHolds(child)), Op.Read, 0, 1, next);
    }
  }

  #note(what: string): void {
    this.#forest.turns.push(`visit ${this.#number} ${what} at ${this.#forest.kernel.now}`);
  }

  #end(io: Io, status: Status): void {
    const { kernel, store, visits } = this.#forest;
    expect(io.residence.reduce((sum, time) => sum + time, 0)).toBe(kernel.now - io.began);
    for (const time of io.residence) expect(time).toBeGreaterThanOrEqual(0);
    if (this.#holds > 0) store.give(this.#holds);
    visits.splice(visits.indexOf(io), 1);
    this.#forest.ended++;
    io.done(status);
  }
}

/** Below a visit that may hold things, nobody asks for some: it could wait for its own parent. */
function withoutHolds(plan: Phase[]): Phase[] {
  return plan.map((phase) => (phase.is === 'hold' ? { is: 'sleep', time: phase.amount } : phase));
}

/** With these, all that become ready go through the ready ring, one after the other. */
class RingKernel extends Kernel {
  override get nobodyReady(): boolean {
    return false;
  }
}
class RingPool extends IoPool {
  override rise(io: Io): void {
    this.enter(io);
  }
}

function checkRest(forest: Forest): void {
  forest.ios.expectIdle();
  expect(forest.ios.live).toBe(0);
  expect(forest.ended).toBe(forest.begun);
  expect(forest.store.free).toBe(CAPACITY);
  expect(forest.store.waiting).toBe(0);
}

it('every visit ends once, with residence times that add up to its response time, and nothing is left', () => {
  fc.assert(
    fc.property(roots, (all) => {
      const forest = new Forest(all, []);
      expect(forest.kernel.run()).toBe(true);
      checkRest(forest);
    }),
    { seed: 31, numRuns: 300 },
  );
});

it('and so it does when visits are aborted at any instant, wherever they are', () => {
  let aborted = 0;
  fc.assert(
    fc.property(roots, abortions, (all, some) => {
      const forest = new Forest(all, some);
      expect(forest.kernel.run()).toBe(true);
      checkRest(forest);
      aborted += forest.aborted;
    }),
    { seed: 32, numRuns: 500 },
  );
  expect(aborted).toBeGreaterThan(500);
});

it('whoever goes on without the ready ring does so when it would have been its turn there', () => {
  fc.assert(
    fc.property(roots, abortions, (all, some) => {
      const kernel = new RingKernel();
      const [short, ring] = [new Forest(all, some), new Forest(all, some, kernel, new RingPool(kernel, CATEGORIES))];
      for (const { kernel } of [short, ring]) kernel.run();
      expect(short.turns).toEqual(ring.turns);
      expect(short.kernel.fingerprint).toBe(ring.kernel.fingerprint);
    }),
    { seed: 33, numRuns: 500 },
  );
});

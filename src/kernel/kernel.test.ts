import { describe, expect, it } from 'vitest';
import { type Actor, Kernel, LAST_INSTANT } from './kernel.ts';
import { KernelError } from './kernel-error.ts';

/** Records what fires, and does what the test says. */
class Probe implements Actor {
  readonly name: string;
  readonly id: number;
  readonly fired: [now: number, arg: number][] = [];
  readonly #kernel: Kernel;
  readonly #then: (arg: number) => void;

  constructor(kernel: Kernel, name: string, then: (arg: number) => void = () => {}) {
    this.name = name;
    this.#kernel = kernel;
    this.#then = then;
    this.id = kernel.register(this);
  }

  fire(arg: number): void {
    this.fired.push([this.#kernel.now, arg]);
    this.#then(arg);
  }
}

/** A run with a few events at several instants; `change` may vary it. */
function fingerprintOf(change: (kernel: Kernel, probe: Probe) => void, until?: number[]): string {
  const kernel = new Kernel();
  const probe = new Probe(kernel, 'probe', (arg) => {
    if (arg < 40) kernel.after(arg % 3, probe.id, arg + 7);
  });
  const other = new Probe(kernel, 'other');
  change(kernel, probe);
  for (let i = 0; i < 10; i++) kernel.after(5 * i, i % 2 ? probe.id : other.id, i);
  for (const instant of until ?? []) kernel.run(instant);
  kernel.run();
  return kernel.fingerprint;
}

describe('order', () => {
  it('fires events by time, and in the order of scheduling at one instant', () => {
    const kernel = new Kernel();
    const probe = new Probe(kernel, 'probe');
    [30, 10, 20, 10, 30].forEach((delay, i) => {
      kernel.after(delay, probe.id, i);
    });
    expect(kernel.pending).toBe(5);
    expect(kernel.run()).toBe(true);
    expect(probe.fired).toEqual([
      [10, 1],
      [10, 3],
      [20, 2],
      [30, 0],
      [30, 4],
    ]);
    expect(kernel.events).toBe(5);
    expect(kernel.now).toBe(30);
  });

  it('drains the ready ring before the first event and after each one, never from inside a call', () => {
    const kernel = new Kernel();
    const log: string[] = [];
    const ready = new Probe(kernel, 'ready', (arg) => {
      log.push(`ready ${arg}`);
      if (arg === 2) kernel.soon(ready.id, 3);
    });
    const event = new Probe(kernel, 'event', (arg) => {
      log.push(`event ${arg}`);
      kernel.soon(ready.id, 1);
      kernel.soon(ready.id, 2);
      log.push(`event ${arg} over`);
    });
    kernel.soon(ready.id, 0);
    kernel.after(0, event.id, 0);
    kernel.after(0, event.id, 1);
    kernel.run();
    const after = ['ready 1', 'ready 2', 'ready 3'];
    expect(log).toEqual(['ready 0', 'event 0', 'event 0 over', ...after, 'event 1', 'event 1 over', ...after]);
  });

  it('the ready ring grows while it is being drained', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const ready = new Probe(kernel, 'ready', (arg) => {
      seen.push(arg);
      if (arg < 5000) for (let i = 1; i <= 2; i++) kernel.soon(ready.id, 2 * arg + i);
    });
    kernel.soon(ready.id, 0);
    kernel.run();
    expect(seen).toEqual(Array.from({ length: 10_001 }, (_, i) => i));
  });
});

describe('run', () => {
  it('stops at an instant and goes on; looking ahead leaves sequence and fingerprint alone', () => {
    const straight = fingerprintOf(() => {});
    expect(fingerprintOf(() => {}, [0, 1, 7, 7, 22, 44, 45])).toBe(straight);
    expect(fingerprintOf(() => {}, [Infinity])).toBe(straight);
  });

  it('fires events at `until` and leaves the clock there', () => {
    const kernel = new Kernel();
    const probe = new Probe(kernel, 'probe');
    for (const delay of [10, 20, 30]) kernel.after(delay, probe.id, delay);
    expect(kernel.run(20)).toBe(false);
    expect(probe.fired.length).toBe(2);
    expect(kernel.run(25)).toBe(false);
    expect(kernel.now).toBe(25);
    expect(kernel.run(7)).toBe(false);
    expect(kernel.now).toBe(25);
    kernel.after(1, probe.id, 26);
    expect(kernel.run(100)).toBe(true);
    expect(probe.fired.slice(2)).toEqual([
      [26, 26],
      [30, 30],
    ]);
    expect(kernel.now).toBe(30);
  });

  it('ends after the present event and its ready ring when it is stopped', () => {
    const kernel = new Kernel();
    const ready = new Probe(kernel, 'ready');
    const probe = new Probe(kernel, 'probe', (arg) => {
      kernel.soon(ready.id, arg);
      if (arg === 1) kernel.stop();
    });
    for (const arg of [0, 1, 2]) kernel.after(10, probe.id, arg);
    expect(kernel.run()).toBe(false);
    expect(probe.fired.length).toBe(2);
    expect(ready.fired.length).toBe(2);
    expect(kernel.now).toBe(10);
    expect(kernel.run()).toBe(true);
    expect(probe.fired.length).toBe(3);
  });

  it('refuses to run inside a run, and until what is no instant', () => {
    const kernel = new Kernel();
    const probe = new Probe(kernel, 'probe', () => kernel.run());
    kernel.after(1, probe.id, 0);
    expect(() => kernel.run()).toThrow(/run is called from within a run/);
    for (const until of [Number.NaN, -1, 0.5]) expect(() => kernel.run(until)).toThrow(/instants are whole/);
  });

  it('can be read and gone on with after an actor has thrown', () => {
    const kernel = new Kernel();
    const probe = new Probe(kernel, 'probe', (arg) => {
      if (arg === 2) throw new Error('broken model');
    });
    for (const arg of [1, 2, 3]) kernel.after(arg, probe.id, arg);
    expect(() => kernel.run()).toThrow('broken model');
    expect([kernel.now, kernel.events, kernel.pending]).toEqual([2, 2, 1]);
    expect(kernel.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(kernel.run()).toBe(true);
    expect(probe.fired.length).toBe(3);
  });
});

describe('fingerprint', () => {
  const base = fingerprintOf(() => {});

  it('is the same for the same run', () => {
    expect(fingerprintOf(() => {})).toBe(base);
    expect(base).toBe('4dec6ff2a7b0b779');
  });

  it.each([
    ['one nanosecond', (kernel: Kernel, probe: Probe) => kernel.after(1001, probe.id, 50)],
    ['the high bits of the time', (kernel: Kernel, probe: Probe) => kernel.after(1000 + 2 ** 32, probe.id, 50)],
    ['the argument', (kernel: Kernel, probe: Probe) => kernel.after(1000, probe.id, 51)],
    ['the target', (kernel: Kernel) => kernel.after(1000, 1, 50)],
    [
      'a cancelled event, by the sequence',
      (kernel: Kernel, probe: Probe) => [kernel.cancel(kernel.after(9, probe.id, 0)), kernel.after(1000, probe.id, 50)],
    ],
    ['a swapped pair', (kernel: Kernel, probe: Probe) => [kernel.after(1000, probe.id, 51), kernel.after(1000, probe.id, 50)]],
  ])('shows %s', (_what, change) => {
    const pair = fingerprintOf((kernel, probe) => [kernel.after(1000, probe.id, 50), kernel.after(1000, probe.id, 51)]);
    const single = fingerprintOf((kernel, probe) => kernel.after(1000, probe.id, 50));
    const changed = fingerprintOf(change);
    expect(changed).not.toBe(single);
    expect(changed).not.toBe(pair);
    expect(changed).not.toBe(base);
  });
});

describe('mistakes', () => {
  const kernel = new Kernel();
  const probe = new Probe(kernel, 'probe');
  kernel.after(1000, probe.id, 0);
  kernel.run();

  it.each([-1, 0.5, Number.NaN, -Infinity])('refuses a delay of %d ns and names the actor', (delay) => {
    expect(() => kernel.after(delay, probe.id, 0)).toThrow(KernelError);
    expect(() => kernel.after(delay, probe.id, 0)).toThrow(/^at 0\.000001000 s: probe schedules an event after a delay/);
  });

  it.each([LAST_INSTANT - 999, Infinity])('refuses the delay %d, which leads beyond the exact range', (delay) => {
    expect(() => kernel.after(delay, probe.id, 0)).toThrow(/probe schedules an event beyond the exact range of the clock \(104 days\)/);
  });

  it('takes the last instant', () => {
    expect(kernel.cancel(kernel.after(LAST_INSTANT - 1000, probe.id, 0))).toBe(true);
  });

  it.each([1, -1, 1.5, Number.NaN])('refuses the target %d, which is not registered', (target) => {
    expect(() => kernel.after(1, target, 0)).toThrow(/actor .* but only 1 are registered/);
    expect(() => kernel.soon(target, 0)).toThrow(/actor .* but only 1 are registered/);
  });

  it.each([0.5, 2 ** 31, Number.NaN])('refuses the argument %d, which is no 32-bit integer', (arg) => {
    expect(() => kernel.after(1, probe.id, arg)).toThrow(/probe is to fire with .*, which is no 32-bit integer/);
    expect(() => kernel.soon(probe.id, arg)).toThrow(/probe is to fire with .*, which is no 32-bit integer/);
  });

  it('leaves nothing behind when it refuses', () => {
    expect(kernel.pending).toBe(0);
  });
});

describe('zero-time livelock', () => {
  it('in the ready ring: names those who go round', () => {
    const kernel = new Kernel();
    const names = ['cache', 'link', 'journal'];
    const ids: number[] = names.map((name, i) => kernel.register({ name, fire: () => kernel.soon(ids[(i + 1) % 3]!, 0) }));
    const bystander = kernel.register({ name: 'bystander', fire: () => kernel.soon(ids[0]!, 0) });
    kernel.after(5, bystander, 0);
    expect(() => kernel.run()).toThrow(
      /^at 0\.000000005 s: zero-time livelock: the clock stands still while these go round: (cache|link|journal) -> (cache|link|journal) -> (cache|link|journal) -> \1$/,
    );
  });

  it('of events without delay: names the loop by what the actors say of themselves', () => {
    const kernel = new Kernel();
    const clock: Actor = { name: 'clock', fire: () => kernel.after(0, id, 1), describe: (arg) => `tick ${arg}` };
    const id = kernel.register(clock);
    kernel.after(3, id, 1);
    expect(() => kernel.run()).toThrow(/these go round: tick 1 -> tick 1$/);
  });

  it('is not a crowd at one instant', () => {
    const kernel = new Kernel();
    const probe: Actor = { name: 'probe', fire: () => {} };
    const id = kernel.register(probe);
    for (let i = 0; i < 200_000; i++) kernel.after(7, id, i);
    expect(kernel.run()).toBe(true);
    expect(kernel.events).toBe(200_000);
  });
});

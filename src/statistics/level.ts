/**
 * A quantity that is constant between changes: a queue length, a number of busy servers, a backlog. Its time average
 * over any stretch is the difference of two integrals over the length of the stretch.
 */
export class Level {
  #value: number;
  #since: number;
  #integral = 0;
  #max: number;
  readonly #windows: LevelWindow[] = [];

  /** The value from `now` (in ns) on. */
  constructor(now = 0, value = 0) {
    this.#value = value;
    this.#since = now;
    this.#max = value;
  }

  get value(): number {
    return this.#value;
  }

  /** Largest value so far, even if for no time. */
  get max(): number {
    return this.#max;
  }

  /** The value from `now` on; `now` must not lie before an earlier change. */
  change(now: number, value: number): void {
    this.#integral += this.#value * (now - this.#since);
    this.#since = now;
    this.#value = value;
    if (value > this.#max) this.#max = value;
    for (let i = this.#windows.length - 1; i >= 0; i--) {
      const window = this.#windows[i]!;
      if (value > window.max) window.max = value;
    }
  }

  /** As `change`, by a difference. */
  add(now: number, difference: number): void {
    this.change(now, this.#value + difference);
  }

  /** Value times time (unit times ns) from the start to `now`, which must not lie before the last change. Reading it changes nothing. */
  integral(now: number): number {
    return this.#integral + this.#value * (now - this.#since);
  }

  /** Begins a stretch over which average and maximum are wanted. Stretches may overlap; each costs a little at every change until it is closed. */
  open(now: number): LevelWindow {
    const window = new LevelWindow(this, now);
    this.#windows.push(window);
    return window;
  }

  /** Ends a stretch: its maximum is final. */
  close(window: LevelWindow): void {
    const at = this.#windows.indexOf(window);
    if (at >= 0) this.#windows.splice(at, 1);
  }
}

/** A stretch of time in the life of a level. */
export class LevelWindow {
  /** When it began. */
  readonly from: number;
  /** Largest value during the stretch so far, the value at its beginning included. */
  max: number;
  readonly #level: Level;
  readonly #before: number;

  constructor(level: Level, now: number) {
    this.from = now;
    this.max = level.value;
    this.#level = level;
    this.#before = level.integral(now);
  }

  /** Time average from the beginning of the stretch to `now`, which must not lie before the last change; NaN if no time has passed. */
  average(now: number): number {
    return (this.#level.integral(now) - this.#before) / (now - this.from);
  }
}

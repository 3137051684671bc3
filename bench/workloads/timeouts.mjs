import { seeded } from './seeded.mjs';

const UNIT = 1e9;
const TIMEOUT = 10 * UNIT;

const SETTLING = 200_000;

/**
 * W4: n entities. Each work event cancels its entity's pending time-out, sets it anew at now + Exp(10) and schedules
 * the next work event at now + Exp(1).
 */
export class Timeouts {
  name = 'entities';
  works = 0;
  timedOut = 0;

  constructor(kit, n, operations, seed = 1) {
    this.kernel = new kit.Kernel();
    this.random = seeded(kit, seed);
    this.id = this.kernel.register(this);
    this.n = n;
    this.operations = operations;
    this.handles = new Float64Array(n);
    this.until = 0;
  }

  prepare() {
    for (let i = 0; i < this.n; i++) this.work(i);
    this.until = SETTLING;
    this.kernel.run();
    this.until += this.operations;
  }

  run() {
    this.kernel.run();
  }

  /** Time-outs per work event. */
  check() {
    return this.timedOut / this.works;
  }

  work(i) {
    this.kernel.post(Math.floor(this.random.exponential() * UNIT + 0.5), this.id, i);
  }

  timeout(i) {
    this.handles[i] = this.kernel.after(Math.floor(this.random.exponential() * TIMEOUT + 0.5), this.id, this.n + i);
  }

  fire(what) {
    if (what >= this.n) {
      this.timedOut++;
      this.handles[what - this.n] = 0;
      return;
    }
    if (this.handles[what] !== 0) this.kernel.cancel(this.handles[what]);
    this.timeout(what);
    this.work(what);
    if (++this.works === this.until) this.kernel.stop();
  }
}

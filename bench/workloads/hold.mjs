import { seeded } from './seeded.mjs';

const UNIT = 1e9;

const SETTLING = 200_000;

/** W2: hold model. The earliest of n pending events fires and schedules one at now + Exp(1). */
export class Hold {
  name = 'hold';

  constructor(kit, n, operations, seed = 1) {
    this.kernel = new kit.Kernel();
    this.random = seeded(kit, seed);
    this.id = this.kernel.register(this);
    this.n = n;
    this.operations = operations;
    this.left = 0;
  }

  prepare() {
    for (let i = 0; i < this.n; i++) this.again(i);
    this.left = Math.max(this.n, SETTLING);
    this.kernel.run();
    this.left = this.operations;
  }

  run() {
    this.kernel.run();
  }

  /** The final time. */
  check() {
    return this.kernel.now / UNIT;
  }

  again(i) {
    this.kernel.post(Math.floor(this.random.exponential() * UNIT + 0.5), this.id, i);
  }

  fire(i) {
    this.again(i);
    if (--this.left === 0) this.kernel.stop();
  }
}

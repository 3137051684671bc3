import { seeded } from './seeded.mjs';

/** In ns: a constant of this module is faster to read than an imported one. */
const UNIT = 1e9;
const INTERARRIVAL = 1.25 * UNIT;

const WAITING_AT_MOST = 65536;

/** W1: M/M/1, arrivals at rate 0.8, service at rate 1, two events per customer. */
export class Mm1 {
  constructor(kit, _n, customers, seed = 1) {
    this.kernel = new kit.Kernel();
    this.operations = customers;
    const random = seeded(kit, seed);
    this.server = new Server(this.kernel, random);
    this.source = new Source(this.kernel, random, this.server, customers);
  }

  prepare() {
    this.source.next();
  }

  run() {
    this.kernel.run();
  }

  /** Mean time in system. */
  check() {
    return this.server.sojourn[0] / this.server.served / UNIT;
  }
}

class Source {
  name = 'source';

  constructor(kernel, random, server, customers) {
    this.kernel = kernel;
    this.random = random;
    this.server = server;
    this.left = customers;
    this.id = kernel.register(this);
  }

  next() {
    this.kernel.post(Math.floor(this.random.exponential() * INTERARRIVAL + 0.5), this.id, 0);
  }

  fire() {
    this.server.enter();
    if (--this.left > 0) this.next();
  }
}

class Server {
  name = 'server';
  arrivals = new Float64Array(WAITING_AT_MOST);
  first = 0;
  last = 0;
  served = 0;
  sojourn = new Float64Array(1);

  constructor(kernel, random) {
    this.kernel = kernel;
    this.random = random;
    this.id = kernel.register(this);
  }

  enter() {
    this.arrivals[this.last++ & (WAITING_AT_MOST - 1)] = this.kernel.now;
    if (this.last - this.first === 1) this.begin();
  }

  begin() {
    this.kernel.post(Math.floor(this.random.exponential() * UNIT + 0.5), this.id, 0);
  }

  fire() {
    this.sojourn[0] += this.kernel.now - this.arrivals[this.first++ & (WAITING_AT_MOST - 1)];
    this.served++;
    if (this.first !== this.last) this.begin();
  }
}

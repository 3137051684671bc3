import { seeded } from './seeded.mjs';

/** In ns. */
const UNIT = 1e9;
const TRANSFER_TIME = 0.05 * UNIT;
const SEEK_TIME = 5 * UNIT;
const CLIENTS = 64;
const DISKS = 8;
/** Categories of residence time, as many as storage models have: 0 thinking, 1 and 2 the bus, 3 and 4 the disks. */
const CATEGORIES = 22;
const READ = 0;

/** What the variants of W3 have in common: the network of W3 out of stations. */
class Network {
  done = 0;

  constructor(kit, operations, seed) {
    this.kit = kit;
    this.kernel = new kit.Kernel();
    this.ios = new kit.IoPool(this.kernel, CATEGORIES);
    this.random = seeded(kit, seed);
    this.operations = operations;
    this.bus = new kit.Station(this.kernel, 'bus', [1, 2]);
    this.disks = Array.from({ length: DISKS }, (_, i) => new kit.Station(this.kernel, `disk ${i}`, [3, 4]));
  }

  run() {
    this.kernel.run();
  }

  /** I/Os per unit of time. */
  check() {
    return this.done / (this.kernel.now / UNIT);
  }

  transfer(io, next) {
    this.bus.serve(io, TRANSFER_TIME, next);
  }

  seek(io, next) {
    const disk = this.disks[this.random.int32() >>> 29];
    disk.serve(io, Math.floor(this.random.exponential() * SEEK_TIME + 0.5), next);
  }

  think(io, next) {
    io.sleep(Math.floor(this.random.exponential() * UNIT + 0.5), 0, next);
  }

  count() {
    if (++this.done === this.operations) this.kernel.stop();
  }
}

/** W3-io: each client has an I/O that thinks, and submits a child for each visit to the network below. */
export class StationNetwork extends Network {
  constructor(kit, _n, operations, seed = 1) {
    super(kit, operations, seed);
    this.clients = new Clients(this, new Volume(this));
  }

  prepare() {
    for (let i = 0; i < CLIENTS; i++) this.think(this.ios.take(this.clients, null), 0);
  }
}

/** The steps of a client: it has thought, its I/O is over. */
class Clients {
  name = 'clients';

  constructor(network, volume) {
    this.network = network;
    this.volume = volume;
  }

  advance(io) {
    switch (io.step) {
      case 0:
        io.submit(this.volume, READ, 0, 8, 1);
        break;
      case 1:
        this.network.think(io, 0);
        this.network.count();
        break;
    }
  }
}

/** The steps of an I/O below: it has passed the bus, has been at its disk, has passed the bus again. */
class Volume {
  name = 'volume';

  constructor(network) {
    this.network = network;
  }

  submit(io) {
    this.network.transfer(io, 1);
  }

  advance(io) {
    switch (io.step) {
      case 1:
        this.network.seek(io, 2);
        break;
      case 2:
        this.network.transfer(io, 3);
        break;
      case 3:
        io.done();
        break;
    }
  }
}

/** W3-machine: as W3-process, but each client is a step machine. */
export class MachineNetwork extends Network {
  name = 'clients';

  constructor(kit, _n, operations, seed = 1) {
    super(kit, operations, seed);
  }

  prepare() {
    for (let i = 0; i < CLIENTS; i++) this.think(this.ios.take(this, null), 0);
  }

  advance(io) {
    switch (io.step) {
      case 0:
        this.transfer(io, 1);
        break;
      case 1:
        this.seek(io, 2);
        break;
      case 2:
        this.transfer(io, 3);
        break;
      case 3:
        this.think(io, 0);
        this.count();
        break;
    }
  }
}

/** W3-process: each client is a generator process, which itself visits the stations. */
export class ProcessNetwork extends Network {
  constructor(kit, _n, operations, seed = 1) {
    super(kit, operations, seed);
  }

  prepare() {
    for (let i = 0; i < CLIENTS; i++) new this.kit.Process(this.ios, 'client', (io) => this.client(io));
    this.kernel.run(0);
  }

  *client(io) {
    for (;;) {
      this.think(io, 0);
      yield;
      this.transfer(io, 0);
      yield;
      this.seek(io, 0);
      yield;
      this.transfer(io, 0);
      yield;
      this.count();
    }
  }
}

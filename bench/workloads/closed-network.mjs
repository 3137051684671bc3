import { seeded } from './seeded.mjs';

const UNIT = 1e9;

const CLIENTS = 64;
const DISKS = 8;
const TRANSFER_TIME = 0.05 * UNIT;
const SEEK_TIME = 5 * UNIT;

/** What an event ends: its argument is 64 times this, plus the client. */
const THINK = 0;
const TRANSFER = 64;
const SEEK = 128;

/** W3: 64 clients think Exp(1), then pass a bus (0.05), one of 8 disks Exp(5) and the bus again; all FCFS; four events per I/O. */
export class ClosedNetwork {
  name = 'network';
  busQueue = new Uint8Array(2 * CLIENTS);
  busFirst = 0;
  busLast = 0;
  busBusy = false;
  returning = new Uint8Array(CLIENTS);
  diskOf = new Uint8Array(CLIENTS);
  diskQueue = new Uint8Array(CLIENTS * DISKS);
  diskFirst = new Int32Array(DISKS);
  diskLast = new Int32Array(DISKS);
  diskBusy = new Uint8Array(DISKS);
  done = 0;

  constructor(kit, _n, operations, seed = 1) {
    this.kernel = new kit.Kernel();
    this.random = seeded(kit, seed);
    this.id = this.kernel.register(this);
    this.operations = operations;
  }

  prepare() {
    for (let client = 0; client < CLIENTS; client++) this.exponential(UNIT, THINK | client);
  }

  run() {
    this.kernel.run();
  }

  /** I/Os per unit of time. */
  check() {
    return this.done / (this.kernel.now / UNIT);
  }

  exponential(mean, what) {
    this.kernel.post(Math.floor(this.random.exponential() * mean + 0.5), this.id, what);
  }

  fire(what) {
    const client = what & (CLIENTS - 1);
    switch (what & ~(CLIENTS - 1)) {
      case THINK:
        this.returning[client] = 0;
        this.enterBus(client);
        break;
      case TRANSFER:
        this.leaveBus(client);
        break;
      case SEEK:
        this.leaveDisk(client);
        break;
    }
  }

  enterBus(client) {
    if (this.busBusy) this.busQueue[this.busLast++ & (2 * CLIENTS - 1)] = client;
    else {
      this.busBusy = true;
      this.kernel.post(TRANSFER_TIME, this.id, TRANSFER | client);
    }
  }

  leaveBus(client) {
    if (this.busFirst === this.busLast) this.busBusy = false;
    else this.kernel.post(TRANSFER_TIME, this.id, TRANSFER | this.busQueue[this.busFirst++ & (2 * CLIENTS - 1)]);
    if (this.returning[client] === 0) this.enterDisk(client);
    else {
      this.exponential(UNIT, THINK | client);
      if (++this.done === this.operations) this.kernel.stop();
    }
  }

  enterDisk(client) {
    const disk = this.random.int32() >>> 29;
    this.diskOf[client] = disk;
    if (this.diskBusy[disk] === 1) this.diskQueue[disk * CLIENTS + (this.diskLast[disk]++ & (CLIENTS - 1))] = client;
    else {
      this.diskBusy[disk] = 1;
      this.exponential(SEEK_TIME, SEEK | client);
    }
  }

  leaveDisk(client) {
    const disk = this.diskOf[client];
    if (this.diskFirst[disk] === this.diskLast[disk]) this.diskBusy[disk] = 0;
    else this.exponential(SEEK_TIME, SEEK | this.diskQueue[disk * CLIENTS + (this.diskFirst[disk]++ & (CLIENTS - 1))]);
    this.returning[client] = 1;
    this.enterBus(client);
  }
}

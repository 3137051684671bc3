import type { Discipline } from '../../kernel/discipline.ts';
import { type Io, Op, Status, type WaitingPlace } from '../../kernel/io.ts';
import type { Actor, Kernel } from '../../kernel/kernel.ts';
import { CAUSES, type StationReport } from '../../kernel/station.ts';
import type { Contents } from '../../storage/contents.ts';
import type { MediaObserver } from '../../storage/observer.ts';
import { Residence } from '../../storage/residence.ts';
import type { Volume } from '../../storage/volume.ts';
import type { Component } from '../component.ts';
import type { Drive } from './drive.ts';

const { Read, Write, Compare } = Op;
const { Good, Differs, Failed } = Status;
const { 'disk queue': QUEUE, 'disk overhead': OVERHEAD, seek: SEEK, rotation: ROTATION, transfer: TRANSFER } = Residence;

/**
 * A disk: one drive, its queue, and what is on it. One command at a time; the mechanics (`Drive`) say how long it
 * takes, and where the time goes. Contents are read or written at the instant at which the command ends.
 */
export class Disk implements Volume, Component, Actor, WaitingPlace {
  readonly name: string;
  readonly blocks: number;
  readonly contents: Contents;
  up = true;
  speed = 0.5;
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #drive: Drive;
  readonly #queue: Discipline;
  readonly #media: MediaObserver;
  readonly #busy = new Float64Array(CAUSES);
  #inService: Io | null = null;
  #cause = 0;
  #ends = 0.5;
  #visits = 0;
  #area = 0.5;
  #changed = 0.5;
  #present = 0;

  constructor(kernel: Kernel, name: string, drive: Drive, queue: Discipline, contents: Contents, media: MediaObserver) {
    this.name = name;
    this.blocks = contents.blocks;
    this.contents = contents;
    this.#kernel = kernel;
    this.#id = kernel.register(this);
    this.#drive = drive;
    this.#queue = queue;
    this.#media = media;
    this.speed = 1;
    this.#ends = 0;
    this.#area = 0;
    this.#changed = 0;
  }

  submit(io: Io): void {
    if (!this.up) return io.done(Failed);
    io.wait(this, 0);
    this.#count(1);
    if (this.#inService === null) this.#begin(io);
    else this.#queue.add(io);
  }

  /** The command has ended. */
  fire(): void {
    const io = this.#inService!;
    this.#inService = null;
    this.#visits++;
    this.#count(-1);
    if (io.status === Good) io.status = this.#transfer(io);
    const next = this.#queue.take();
    if (next !== null) this.#begin(next);
    io.resumeLastAccounted(io.ticket);
  }

  advance(io: Io): void {
    io.done(io.status);
  }

  /** The command in service ends with an error when its time is over; those that wait fail now. */
  fail(): void {
    this.up = false;
    if (this.#inService !== null) this.#inService.status = Failed;
    for (let io = this.#queue.take(); io !== null; io = this.#queue.take()) {
      this.#count(-1);
      io.status = Failed;
      io.resume(io.ticket, QUEUE);
    }
  }

  repair(): void {
    this.up = true;
  }

  degrade(speed: number): void {
    this.speed = speed;
  }

  forget(io: Io): void {
    if (io === this.#inService) throw new Error(`${this.name}: a command in service cannot be taken back`);
    this.#queue.remove(io);
    this.#count(-1);
  }

  /** Figures up to the present instant. */
  report(into: StationReport): StationReport {
    this.#count(0);
    into.busy.set(this.#busy);
    if (this.#inService !== null) into.busy[this.#cause]! -= this.#ends - this.#kernel.now;
    into.population = this.#area;
    into.visits = this.#visits;
    return into;
  }

  #begin(io: Io): void {
    const now = this.#kernel.now;
    const drive = this.#drive;
    const usual = drive.serve(now, io.op, io.block, io.blocks);
    const time = this.speed === 1 ? usual : Math.round(usual / this.speed);
    io.elapse(QUEUE);
    io.spend(drive.overhead + time - usual, OVERHEAD);
    io.spend(drive.seek, SEEK);
    io.spend(drive.rotation, ROTATION);
    io.spend(drive.transfer, TRANSFER);
    this.#inService = io;
    this.#cause = io.cause;
    this.#busy[io.cause]! += time;
    this.#ends = now + time;
    this.#kernel.post(time, this.#id, 0);
  }

  #transfer(io: Io): Status {
    switch (io.op) {
      case Read:
        if (io.payload !== null) this.contents.read(io.block, io.blocks, io.payload);
        this.#media.mediaRead(this.name, io);
        return Good;
      case Write:
        if (io.payload !== null) this.contents.write(io.block, io.blocks, io.payload);
        this.#media.mediaWritten(this.name, io);
        return Good;
      case Compare:
        this.#media.mediaRead(this.name, io);
        return this.contents.equals(io.block, io.blocks, io.payload!) ? Good : Differs;
      default:
        return Failed;
    }
  }

  #count(change: number): void {
    const now = this.#kernel.now;
    this.#area += this.#present * (now - this.#changed);
    this.#changed = now;
    this.#present += change;
  }
}

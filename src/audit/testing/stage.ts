import type { Io, Op as Operation } from '../../kernel/io.ts';
import { Op, Status } from '../../kernel/io.ts';
import { IoPool } from '../../kernel/io-pool.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Payload } from '../../kernel/payload.ts';
import { Cause } from '../../storage/cause.ts';
import { Contents } from '../../storage/contents.ts';
import { Uniform } from '../../storage/initial-contents.ts';
import { RESIDENCE } from '../../storage/residence.ts';
import type { AuditedDisk } from '../media.ts';
import { Oracle } from '../oracle.ts';
import type { Invariant } from '../violation.ts';

/** Runs of a payload as length and stamp. */
export type Runs = readonly (readonly [length: number, stamp: number])[];

/** A host I/O on the stage. */
export interface Act {
  readonly io: Io;
  readonly target: string;
  readonly stamp: number;
}

/** What an oracle is told, written down by hand: hosts, disks and announcements without any simulation behind them. */
export class Stage {
  readonly clock = { now: 0 };
  readonly disks: readonly AuditedDisk[];
  readonly oracle: Oracle;
  readonly #ios = new IoPool(new Kernel(), RESIDENCE.length);

  /** @param disks names and the stamp that fills each */
  constructor(blocks: number, disks: { readonly [name: string]: number }) {
    this.disks = Object.entries(disks).map(([name, stamp]) => ({ name, blocks, contents: new Contents(blocks, 1, new Uniform(stamp)) }));
    this.oracle = new Oracle(this.clock);
    for (const disk of this.disks) this.oracle.addDisk(disk);
  }

  /** One nanosecond later. */
  tick(): this {
    this.clock.now++;
    return this;
  }

  issue(target: string, op: Operation, block: number, blocks: number, host = 'host'): Act {
    this.tick();
    const io = this.#io(host, Cause.Host, op, block, blocks);
    const stamp = op === Op.Write ? this.oracle.next() : 0;
    io.payload = op === Op.Write ? payload([[blocks, stamp]]) : new Payload();
    this.oracle.hostIssued(target, io);
    return { io, target, stamp };
  }

  /** @param found what a read returned */
  end({ io, target }: Act, status: Status = Status.Good, found: Runs = []): void {
    this.tick();
    io.status = status;
    if (io.op === Op.Read) io.payload = payload(found);
    this.oracle.hostDone(target, io);
    io.done(status);
  }

  /** A write from its issue to its acknowledgement, put on these disks. */
  write(target: string, block: number, blocks: number, disks: readonly string[]): number {
    const act = this.issue(target, Op.Write, block, blocks);
    for (const disk of disks) this.put(disk, block, [[blocks, act.stamp]]);
    this.end(act);
    return act.stamp;
  }

  /** A read that returns these runs. */
  read(target: string, block: number, found: Runs): void {
    const blocks = found.reduce((sum, [length]) => sum + length, 0);
    this.end(this.issue(target, Op.Read, block, blocks), Status.Good, found);
  }

  /** A medium is written. */
  put(disk: string, block: number, runs: Runs, cause: number = Cause.Host): void {
    this.#media(disk, cause, Op.Write, block, runs);
  }

  /** A medium is read, and what is on it is found. */
  look(disk: string, block: number, blocks: number, cause: number = Cause.Host): void {
    this.#media(disk, cause, Op.Read, block, [[blocks, 0]]);
  }

  /** The copy compares a medium with these runs. */
  compare(disk: string, block: number, runs: Runs): void {
    this.#media(disk, Cause.Copy, Op.Compare, block, runs);
  }

  /** What a medium holds now. */
  runsOf(disk: string, block: number, blocks: number): Runs {
    const into = new Payload();
    this.contents(disk).read(block, blocks, into);
    return into.all;
  }

  record(subject: string, event: string, from = '', to = '', cause = ''): void {
    this.oracle.record(subject, event, from, to, cause);
  }

  contents(disk: string): Contents {
    return this.disks.find(({ name }) => name === disk)!.contents;
  }

  /** What was violated, in the order in which it was noticed. */
  get violated(): Invariant[] {
    return this.oracle.violations.map(({ invariant }) => invariant);
  }

  #media(disk: string, cause: number, op: Operation, block: number, runs: Runs): void {
    this.tick();
    const blocks = runs.reduce((sum, [length]) => sum + length, 0);
    const io = this.#io('path', cause, op, block, blocks);
    io.payload = payload(runs);
    if (op === Op.Write) {
      this.contents(disk).write(block, blocks, io.payload);
      this.oracle.mediaWritten(disk, io);
    } else {
      if (op === Op.Read) this.contents(disk).read(block, blocks, io.payload);
      this.oracle.mediaRead(disk, io);
    }
    io.done();
  }

  #io(owner: string, cause: number, op: Operation, block: number, blocks: number): Io {
    const io = this.#ios.take({ name: owner, advance: () => {} }, null);
    io.cause = cause;
    io.op = op;
    io.block = block;
    io.blocks = blocks;
    io.began = this.clock.now;
    return io;
  }
}

export function payload(runs: Runs): Payload {
  const made = new Payload();
  for (const [length, stamp] of runs) made.add(length, stamp);
  return made;
}

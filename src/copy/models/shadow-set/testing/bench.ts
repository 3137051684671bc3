import { type Io, Op, type Owner, type Status } from '../../../../kernel/io.ts';
import { Payload } from '../../../../kernel/payload.ts';
import type { Values } from '../../../../parameters/parameter.ts';
import type { HostObserver } from '../../../../storage/observer.ts';
import type { Volume } from '../../../../storage/volume.ts';
import { shadowSetParameters } from '../parameters.ts';
import { Rules } from '../rules.ts';
import { VolumeShadowing } from '../volume-shadowing.ts';
import { type ClusterOptions, type Line, SimpleCluster } from './simple-cluster.ts';

type SetValues = Values<typeof shadowSetParameters>;

/** The defaults of all parameters, with some replaced. */
export function setValues(members: readonly string[], replaced: Partial<SetValues> = {}): SetValues {
  const defaults = Object.entries(shadowSetParameters).map(([name, parameter]) => [
    name,
    'default' in parameter ? parameter.default : undefined,
  ]);
  return { ...Object.fromEntries(defaults), members, ...replaced } as SetValues;
}

/** A host I/O as the test sees it. */
export interface HostIo {
  readonly set: string;
  readonly op: Op;
  readonly stamp: number;
  readonly began: number;
  ended: number;
  status: Status | -1;
  readonly payload: Payload;
  readonly io: Io;
}

/** A cluster with shadow sets, and hosts to issue I/Os: what a test needs, in few words. */
export class Bench implements Owner {
  readonly name = 'host';
  readonly cluster: SimpleCluster;
  readonly shadowing: VolumeShadowing;
  readonly host: HostObserver;
  /** Host I/Os in the order of issue. */
  readonly ios: HostIo[] = [];
  /** Replaces the virtual units that hosts see. */
  present = (unit: Volume): Volume => unit;
  readonly #running = new Map<Io, HostIo>();
  #stamps = 0;

  constructor(options: ClusterOptions, rules: Rules = new Rules(), host: HostObserver = { hostIssued: () => {}, hostDone: () => {} }) {
    this.cluster = new SimpleCluster(options);
    this.shadowing = new VolumeShadowing(this.cluster, rules);
    this.host = host;
  }

  /** Makes a copy known; several sets are numbered. */
  add(name: string, members: readonly string[], replaced: Partial<SetValues> = {}): void {
    const disks = members.map((member) => this.cluster.instances(member));
    const count = disks[0]!.length;
    const relationships = disks[0]!.map((_, i) => ({
      name: count === 1 ? name : `${name}-${i + 1}`,
      volumes: disks.map((of) => of[i]!.name),
    }));
    this.shadowing.add(name, setValues(members, replaced), relationships);
  }

  /** Does something at an instant, in ns. */
  at(time: number, what: () => void): void {
    this.cluster.alarms.set(time - this.cluster.kernel.now, what);
  }

  mount(name: string, member: string | readonly string[], options: { readonly [option: string]: unknown } = {}): void {
    this.shadowing.perform(name, 'mount', { member: typeof member === 'string' ? [member] : member, ...options });
  }

  /** Issues a host I/O on a node to a set now. A write carries a stamp of its own. */
  issue(node: string, set: string, op: Op, block: number, blocks: number): HostIo {
    const io = this.cluster.ios.take(this, null);
    io.op = op;
    io.block = block;
    io.blocks = blocks;
    io.payload = new Payload();
    const stamp = op === Op.Write ? ++this.#stamps : 0;
    if (op === Op.Write) io.payload.add(blocks / this.cluster.disks[0]!.contents.unitBlocks, stamp);
    const known: HostIo = { set, op, stamp, began: this.cluster.kernel.now, ended: Number.NaN, status: -1, payload: io.payload, io };
    this.#running.set(io, known);
    this.ios.push(known);
    this.host.hostIssued(set, io);
    io.submit(this.present(this.shadowing.presents(set, node)[0]!), op, block, blocks, 0);
    return known;
  }

  advance(io: Io): void {
    const known = this.#running.get(io)!;
    this.#running.delete(io);
    known.ended = this.cluster.kernel.now;
    known.status = io.outcome;
    io.status = io.outcome;
    this.host.hostDone(known.set, io);
    io.done(io.outcome);
  }

  /** A component fails or comes back; the model is told. */
  fail(...names: string[]): void {
    this.#set(names, false);
  }

  repair(...names: string[]): void {
    this.#set(names, true);
  }

  #set(names: readonly string[], works: boolean): void {
    for (const name of names) {
      const [from, to] = name.split('>');
      if (to !== undefined) this.cluster.node(from!).path(this.cluster.disk(to)).works = works;
      else if (this.cluster.node(name) !== undefined) this.cluster.node(name).up = works;
      else this.cluster.disk(name).failed = !works;
    }
    for (const name of names) this.shadowing.changed(name);
  }

  run(until?: number): void {
    this.cluster.kernel.run(until);
  }

  /** Events of a subject: time in s, event, state after. */
  history(subject: string, ...events: string[]): [seconds: number, event: string, to: string][] {
    return this.lines(subject, ...events).map(({ at, event, to }) => [at / 1e9, event, to]);
  }

  lines(subject: string, ...events: string[]): Line[] {
    return this.cluster.lines.filter((line) => line.subject === subject && (events.length === 0 || events.includes(line.event)));
  }

  gauge(name: string, gauge: string): number {
    return this.shadowing.gauge(name, gauge);
  }
}

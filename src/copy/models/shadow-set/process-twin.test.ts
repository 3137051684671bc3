import { expect, it } from 'vitest';
import { type Io, Op, Status } from '../../../kernel/io.ts';
import type { Random } from '../../../kernel/random.ts';
import type { Volume } from '../../../storage/volume.ts';
import type { Member } from './member.ts';
import { Bench } from './testing/bench.ts';
import type { VirtualUnit } from './virtual-unit.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;

/** The virtual unit once more, told as a story: what the step machine must agree with, event by event. */
class UnitAsProcess implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly #unit: VirtualUnit;
  readonly #stories = new Map<Io, Iterator<void, void>>();
  #turn = 0;

  constructor(unit: VirtualUnit) {
    this.name = unit.name;
    this.blocks = unit.blocks;
    this.#unit = unit;
  }

  submit(io: Io): void {
    this.#stories.set(io, io.op === Op.Write ? this.#write(io) : this.#read(io));
    this.advance(io);
  }

  advance(io: Io): void {
    const story = this.#stories.get(io)!;
    if (story.next().done) this.#stories.delete(io);
  }

  *#read(io: Io): Generator<void, void> {
    do {
      yield* this.#verified(io);
      const reader = this.#reader();
      io.submit(reader.access[this.#unit.node.index]!, Op.Read, io.block, io.blocks, 0);
      yield;
    } while (io.outcome === Status.Aborted);
    io.done(io.outcome);
  }

  *#write(io: Io): Generator<void, void> {
    const { set } = this.#unit;
    const end = io.block + io.blocks;
    yield* this.#verified(io);
    const has = new Set<Member>();
    const fenceOf = ({ operation }: Member): number => operation!.fence.toldTo(this.#unit.node);
    let next = set.members.filter((member) => member.isSource || end <= fenceOf(member));
    while (next.length > 0) {
      for (const member of next) {
        has.add(member);
        io.submit(member.access[this.#unit.node.index]!, Op.Write, io.block, io.blocks, 0);
      }
      yield;
      if (io.outcome === Status.Failed) return io.done(Status.Failed);
      next = set.members.filter((member) => !has.has(member));
    }
    io.done(Status.Good);
  }

  *#verified(io: Io): Generator<void, void> {
    while (this.#unit.verifying) {
      this.#unit.stalled.hold(io, 0);
      yield;
    }
  }

  #reader(): Member {
    const { readers } = this.#unit.set;
    const score = (member: Member): number => {
      const { readCost, depth } = member.access[this.#unit.node.index]!;
      return readCost + depth;
    };
    const inTurn = readers.map((_, i) => readers[(this.#turn + i) % readers.length]!);
    const best = inTurn.reduce((least, member) => (score(member) < score(least) ? member : least));
    this.#turn = readers.indexOf(best) + 1;
    return best;
  }
}

/** Two nodes, two sources and a target, random reads and writes through all of a copy, a member lost and back. */
function run(present: (unit: VirtualUnit) => Volume): { print: string; events: number; ended: number[] } {
  const disk = { read: 3 * MS, compare: 2 * MS, write: 4 * MS, servers: 2, blocks: 300 * RANGE };
  const bench = new Bench({ nodes: { a: {}, b: {} }, disks: { one: disk, two: disk, new: disk }, messageLatency: MS });
  bench.present = (volume) => present(volume as VirtualUnit);
  bench.add('dsa', ['one', 'two'], { fence_notify_ranges: 7 });
  bench.mount('dsa', 'new', { similar: 0.5 });
  const random: Random = bench.cluster.streams.stream('test');
  for (let i = 0; i < 1000; i++) {
    bench.at(19.9 * SECOND + random.below(4 * SECOND), () => {
      const op = random.below(2) === 0 ? Op.Read : Op.Write;
      bench.issue(random.below(2) === 0 ? 'a' : 'b', 'dsa', op, random.below(298 * RANGE), 1 + random.below(200));
    });
  }
  bench.at(21 * SECOND, () => bench.fail('a>two'));
  bench.at(21.2 * SECOND, () => bench.repair('a>two'));
  bench.at(22 * SECOND, () => bench.fail('two'));
  bench.run();
  bench.cluster.ios.expectIdle();
  const { kernel } = bench.cluster;
  return { print: kernel.fingerprint, events: kernel.events, ended: bench.ios.map(({ ended }) => ended) };
}

it('the step machine of the virtual unit does what its process says, event by event', () => {
  const machine = run((unit) => unit);
  const process = run((unit) => {
    const known = processes.get(unit) ?? new UnitAsProcess(unit);
    processes.set(unit, known);
    return known;
  });
  expect(machine.events).toBeGreaterThan(5000);
  expect(process).toEqual(machine);
});

const processes = new Map<VirtualUnit, UnitAsProcess>();

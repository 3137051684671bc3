import { type Io, Op, type Owner, Status } from '../../kernel/io.ts';
import { Payload } from '../../kernel/payload.ts';
import type { Random } from '../../kernel/random.ts';
import { Cause } from '../../storage/cause.ts';
import { Residence } from '../../storage/residence.ts';
import type { Volume } from '../../storage/volume.ts';
import type { Oracle } from '../oracle.ts';
import type { RandomCluster, RandomNode } from './random-cluster.ts';

const MS = 1e6;

/** Stray I/Os of a node that has crashed are over after this time; until then nobody else writes where it wrote. */
const STRAYS = 100 * MS;

/** Blocks that a write is under way to, or may be. */
interface Held {
  readonly block: number;
  readonly end: number;
  until: number;
}

/** What the clients of all nodes have in common. */
export class RandomHosts {
  readonly cluster: RandomCluster;
  readonly oracle: Oracle;
  readonly random: Random;
  /** No client issues anything after this instant. */
  readonly until: number;
  readonly held: Held[] = [];
  readonly clients: Client[] = [];

  constructor(cluster: RandomCluster, oracle: Oracle, until: number) {
    this.cluster = cluster;
    this.oracle = oracle;
    this.random = cluster.streams.stream('hosts');
    this.until = until;
  }

  addClient(node: RandomNode, volume: Volume, think: number, writes: number, longest: number): void {
    this.clients.push(new Client(this, node, volume, think, writes, longest));
  }

  crashed(node: RandomNode): void {
    for (const client of this.clients) if (client.node === node) client.crash();
  }

  booted(node: RandomNode): void {
    for (const client of this.clients) if (client.node === node) client.boot();
  }

  free(block: number, end: number): boolean {
    const { now } = this.cluster.kernel;
    for (let i = this.held.length - 1; i >= 0; i--) if (this.held[i]!.until < now) this.held.splice(i, 1);
    return !this.held.some((held) => held.block < end && block < held.end);
  }
}

const Step = { Thought: 0, Carried: 1 } as const;

/** One I/O at a time, after a pause. */
class Client implements Owner {
  readonly name: string;
  readonly node: RandomNode;
  readonly #hosts: RandomHosts;
  readonly #volume: Volume;
  readonly #think: number;
  readonly #writes: number;
  readonly #longest: number;
  #io: Io;
  #held: Held | null = null;
  /** It has an I/O under way, or waits for its next one. */
  #alive = false;

  constructor(hosts: RandomHosts, node: RandomNode, volume: Volume, think: number, writes: number, longest: number) {
    this.name = `client of ${node.name}`;
    this.node = node;
    this.#hosts = hosts;
    this.#volume = volume;
    this.#think = think;
    this.#writes = writes;
    this.#longest = longest;
    this.#io = this.#next();
  }

  advance(io: Io): void {
    if (io.step === Step.Thought) this.#issue(io);
    else {
      this.#over(io, io.outcome);
      this.#io = this.#next();
    }
  }

  /** The node is gone, and this client with it. */
  crash(): void {
    if (this.#alive && this.#io.step === Step.Carried) this.#io.abort();
  }

  boot(): void {
    if (!this.#alive) this.#io = this.#next();
  }

  aborted(io: Io): void {
    if (this.#held !== null) this.#held.until = this.#hosts.cluster.kernel.now + STRAYS;
    this.#held = null;
    this.#over(io, Status.Aborted);
    this.#alive = false;
  }

  #next(): Io {
    this.#alive = true;
    const io = this.#hosts.cluster.ios.take(this, null);
    io.sleep(1 + this.#hosts.random.below(this.#think), Residence.other, Step.Thought);
    return io;
  }

  #issue(io: Io): void {
    const { random, oracle, cluster, until } = this.#hosts;
    const { blocks } = this.#volume;
    io.blocks = 1 + random.below(Math.min(this.#longest, blocks));
    io.block = random.below(blocks - io.blocks + 1);
    const end = io.block + io.blocks;
    const write = random.double() < this.#writes && this.#hosts.free(io.block, end);
    if (!this.node.up || cluster.kernel.now > until) {
      this.#alive = false;
      io.done();
      return;
    }
    io.op = write ? Op.Write : Op.Read;
    io.cause = Cause.Host;
    io.payload = new Payload();
    if (write) {
      io.payload.add(io.blocks, oracle.next());
      this.#held = { block: io.block, end, until: Number.POSITIVE_INFINITY };
      this.#hosts.held.push(this.#held);
    }
    oracle.hostIssued(this.#volume.name, io);
    io.submit(this.#volume, io.op, io.block, io.blocks, Step.Carried);
  }

  #over(io: Io, status: Status): void {
    if (this.#held !== null) this.#held.until = -1;
    this.#held = null;
    io.status = status;
    this.#hosts.oracle.hostDone(this.#volume.name, io);
    io.done(status);
  }
}

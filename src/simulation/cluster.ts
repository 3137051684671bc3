import type { Cluster, ClusterNode, MemberDisk, Surroundings } from '../copy/surroundings.ts';
import type { Path } from '../devices/path/path.ts';
import { type Io, type Owner, Status } from '../kernel/io.ts';
import type { IoPool } from '../kernel/io-pool.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { FenceObserver } from '../storage/observer.ts';
import { Residence } from '../storage/residence.ts';
import type { Volume } from '../storage/volume.ts';
import type { Hardware, PlacedDisk } from './hardware.ts';
import type { PlacedHost } from './routes.ts';

/** A disk as a shadow set sees it. */
class Member implements MemberDisk {
  readonly placed: PlacedDisk;
  readonly copyAssist: boolean;
  readonly assistConnections: number;

  constructor(placed: PlacedDisk, scenario: Scenario) {
    this.placed = placed;
    const { copy_assist, dcd_connections } = scenario.arrays[placed.array.name]!.values;
    this.copyAssist = copy_assist === 'dcd';
    this.assistConnections = dcd_connections ?? 0;
  }
  get name() {
    return this.placed.disk.name;
  }
  get blocks() {
    return this.placed.disk.blocks;
  }
  get contents() {
    return this.placed.disk.contents;
  }
  get controller() {
    return this.placed.array.name;
  }
  get failed() {
    return !this.placed.disk.up;
  }
}

class Node implements ClusterNode {
  readonly name: string;
  readonly index: number;
  readonly version: string;
  readonly shadow_max_copy: number;
  readonly shadow_rec_dly: number;
  readonly shadow_psm_rdly: number;
  readonly shadow_mbr_tmo: number;
  readonly placed: PlacedHost;
  readonly #hardware: Hardware;
  readonly #paths = new Map<string, Path>();

  constructor(placed: PlacedHost, index: number, hardware: Hardware, scenario: Scenario) {
    const { values } = scenario.hosts[placed.entry]!;
    this.name = placed.name;
    this.index = index;
    this.version = values.version!;
    this.shadow_max_copy = values.shadow_max_copy!;
    this.shadow_rec_dly = values.shadow_rec_dly!;
    this.shadow_psm_rdly = values.shadow_psm_rdly!;
    this.shadow_mbr_tmo = values.shadow_mbr_tmo!;
    this.placed = placed;
    this.#hardware = hardware;
  }
  get up() {
    return this.placed.host.up;
  }
  path(disk: MemberDisk): Volume {
    return this.#way(disk.name, () => this.#hardware.path(this.placed, (disk as Member).placed));
  }
  assistPath(source: MemberDisk, target: MemberDisk): Volume {
    const [from, to] = [(source as Member).placed, (target as Member).placed];
    return this.#way(`${source.name} to ${target.name}`, () => this.#hardware.assistPath(this.placed, from, to));
  }
  served(disk: MemberDisk): boolean {
    return this.#hardware.wiring.served(this.placed, (disk as Member).placed.array);
  }
  remote(disk: MemberDisk): boolean {
    return this.placed.site !== (disk as Member).placed.array.site;
  }
  reaches(disk: MemberDisk): boolean {
    return (this.path(disk) as Path).usable;
  }
  #way(key: string, make: () => Path): Path {
    const known = this.#paths.get(key) ?? make();
    this.#paths.set(key, known);
    return known;
  }
}

/** Carries short messages between nodes; `io.a` is the letter. */
class Messenger implements Owner {
  readonly name = 'message between nodes';
  readonly #ios: IoPool;
  readonly #letters = new Map<number, { to: Node; received: () => void }>();

  constructor(ios: IoPool) {
    this.#ios = ios;
  }

  send(hardware: Hardware, from: Node, to: Node, received: () => void): void {
    const io = this.#ios.take(this, null);
    this.#letters.set(io.id, { to, received });
    const links = hardware.wiring.linksBetween(from.placed, to.placed);
    const hop = links.find(({ component }) => component.up);
    if (links.length > 0 && hop === undefined) return this.#deliver(io, false);
    if (hop === undefined) return io.sleep(0, Residence['link latency'], 1);
    if (hop.out.fixed === 0) return io.sleep(hop.out.latency, Residence['link latency'], 1);
    io.a = hop.out.latency;
    hop.out.station.serve(io, hop.out.fixed, 0);
  }

  advance(io: Io): void {
    if (io.step === 0) return io.sleep(io.a, Residence['link latency'], 1);
    this.#deliver(io, true);
  }

  #deliver(io: Io, arrived: boolean): void {
    const { to, received } = this.#letters.get(io.id)!;
    this.#letters.delete(io.id);
    io.done(arrived ? Status.Good : Status.Failed);
    if (arrived && to.up) received();
  }
}

/** The OpenVMS cluster of a scenario: all its OpenVMS hosts, and all disks. */
export function buildCluster(surroundings: Surroundings, hardware: Hardware, scenario: Scenario, fences: FenceObserver): Cluster {
  const disks = hardware.disks.map((placed) => new Member(placed, scenario));
  const nodes = hardware.hosts
    .filter(({ entry }) => scenario.hosts[entry]!.values.system === 'openvms')
    .map((placed, index) => new Node(placed, index, hardware, scenario));
  const messenger = new Messenger(surroundings.ios);
  return {
    ...surroundings,
    fences,
    nodes,
    disks,
    instances: (volume) => (scenario.volumes[volume]?.instances ?? [volume]).map((name) => disks.find((disk) => disk.name === name)!),
    message: (from, to, received) => messenger.send(hardware, from as Node, to as Node, received),
  };
}

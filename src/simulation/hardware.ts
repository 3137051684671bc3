import { Controller } from '../devices/array/controller.ts';
import { DiskCopyData } from '../devices/array/copy-assist.ts';
import { poolParameters } from '../devices/array/parameters.ts';
import type { Box } from '../devices/box/box.ts';
import type { Rank } from '../devices/box/rank.ts';
import type { Component } from '../devices/component.ts';
import { loadDrive } from '../devices/disk/catalog.ts';
import { disciplineFor } from '../devices/disk/discipline.ts';
import { Disk } from '../devices/disk/disk.ts';
import { Drive } from '../devices/disk/drive.ts';
import { Host } from '../devices/host/host.ts';
import { Link } from '../devices/link/link.ts';
import { Path } from '../devices/path/path.ts';
import type { IoPool } from '../kernel/io-pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Meter } from '../metrics/station-recorder.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Contents } from '../storage/contents.ts';
import type { MediaObserver } from '../storage/observer.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import { buildBoxes, type PlacedBoxVolume } from './boxes.ts';
import { type PlacedArray, type PlacedHost, type PlacedLink, Wiring } from './routes.ts';

/** A disk in its place: on line to an array, on one of its device-side channels. */
export interface PlacedDisk {
  readonly disk: Disk;
  readonly array: PlacedArray;
  readonly port: number;
  readonly drive: string;
}

/** All hardware of a scenario, built in the order of the file. */
export class Hardware {
  readonly hosts: readonly PlacedHost[];
  readonly links: readonly PlacedLink[];
  readonly arrays: readonly PlacedArray[];
  /** Volumes that are drives. */
  readonly disks: readonly PlacedDisk[];
  /** Volumes of arrays with a cache. */
  readonly boxVolumes: readonly PlacedBoxVolume[];
  readonly wiring: Wiring;
  readonly #scenario: Scenario;
  /** Of each drive in a box. */
  readonly #ranks = new Map<Component, Rank>();

  constructor(scenario: Scenario, ios: IoPool, media: MediaObserver, unitBlocks: number) {
    const { kernel } = ios;
    this.#scenario = scenario;
    this.hosts = Object.entries(scenario.hosts).flatMap(([entry, { instances, values }]) =>
      instances.map((name) => ({ name, entry, site: values.site, host: new Host(kernel, name, values) })),
    );
    this.links = Object.entries(scenario.links).map(([name, { values }]) => ({
      link: new Link(kernel, name, values),
      between: values.between,
    }));
    this.arrays = Object.entries(scenario.arrays).map(([name, { values }]) => ({
      name,
      entry: name,
      site: values.site ?? this.hosts.find(({ name: host, entry }) => host === values.attached || entry === values.attached)?.site,
      attached: values.attached,
      controller: new Controller(kernel, name, values),
    }));
    this.wiring = new Wiring(this.hosts, this.links);
    this.disks = this.#buildDisks(kernel, media, unitBlocks);
    this.boxVolumes = buildBoxes(scenario, this.arrays, { ios, media, unitBlocks });
    for (const { ranks } of this.boxes) for (const rank of ranks) for (const drive of rank.drives) this.#ranks.set(drive, rank);
  }

  /** Arrays with a cache. */
  get boxes(): readonly Box[] {
    return [...new Set(this.boxVolumes.map(({ volume }) => volume.box))];
  }

  /** The way of a host's I/Os to a volume, by its name: a drive, or a volume of a box. */
  pathTo(from: PlacedHost, name: string): Path {
    const inBox = this.boxVolumes.find(({ volume }) => volume.name === name);
    if (inBox === undefined) return this.path(from, this.disks.find(({ disk }) => disk.name === name)!);
    const { volume, array, port } = inBox;
    return new Path(`${from.name} to ${name}`, volume.blocks, this.wiring.routes(from, array, port, volume));
  }

  /** The array in which a volume lies, by the name of the volume; undefined if there is no such volume. */
  arrayOf(volume: string): PlacedArray | undefined {
    const placed = this.disks.find(({ disk }) => disk.name === volume) ?? this.boxVolumes.find((at) => at.volume.name === volume);
    return placed?.array;
  }

  /** The way of a host's I/Os to a disk. */
  path(from: PlacedHost, { disk, array, port }: PlacedDisk): Path {
    return new Path(`${from.name} to ${disk.name}`, disk.blocks, this.wiring.routes(from, array, port, disk));
  }

  /** The way of a host's disk-copy-data commands. */
  assistPath(from: PlacedHost, source: PlacedDisk, target: PlacedDisk): Path {
    const end = new DiskCopyData(source.array.controller, source, target);
    return new Path(`${from.name} to ${end.name}`, source.disk.blocks, this.wiring.routes(from, source.array, null, end));
  }

  /** The rank in which a drive is; undefined if it is in none. */
  rankOf(drive: Component): Rank | undefined {
    return this.#ranks.get(drive);
  }

  /** The components that a name in a fault stands for: an entry, one of its instances, a site with all that is in it, a rank or one of its drives. */
  components(name: string): Component[] {
    const hosts = this.hosts.filter((at) => at.name === name || at.entry === name || at.site === name).map((at) => at.host);
    const arrays = this.arrays.filter((at) => at.name === name || at.site === name).map((at) => at.controller);
    const links = this.links.filter((at) => at.link.name === name).map((at) => at.link);
    const volumes = this.#scenario.volumes[name]?.instances ?? [name];
    const disks = this.disks.filter(({ disk, array }) => volumes.includes(disk.name) || array.site === name).map((at) => at.disk);
    const drives = [...this.#ranks].filter(([drive, rank]) => drive.name === name || rank.name === name).map(([drive]) => drive);
    return [...hosts, ...arrays, ...links, ...disks, ...drives];
  }

  /** Everything whose utilisation is reported. */
  meters(): { name: string; servers: number; meter: Meter }[] {
    const stations = [
      ...this.hosts.flatMap(({ host }) => [host.cpu, host.memory]),
      ...this.links.flatMap(({ link }) => [...new Set(link.stations)]),
      ...this.arrays.flatMap(({ controller }) => [controller.processor, ...controller.ports]),
    ].map((station) => ({ name: station.name, servers: station.servers, meter: station }));
    const ranks = this.boxes.flatMap((box) => box.ranks.map((rank) => ({ name: rank.name, servers: rank.drives.length, meter: rank })));
    return [...stations, ...ranks, ...this.disks.map(({ disk }) => ({ name: disk.name, servers: 1, meter: disk }))];
  }

  #buildDisks(kernel: Kernel, media: MediaObserver, unitBlocks: number): PlacedDisk[] {
    const perArray = new Map<PlacedArray, number>();
    return Object.values(this.#scenario.volumes).flatMap(({ instances, values }) => {
      const [arrayName = '', poolName] = values.pool.split('.');
      const array = this.arrays.find((at) => at.name === arrayName)!;
      const entry = this.#scenario.arrays[arrayName]!.values;
      if (entry.cache !== undefined) return [];
      const pool = poolName === undefined ? undefined : entry.pools?.[poolName];
      const driveName = pool?.drive ?? entry.drive!;
      return instances.map((name) => {
        const port = perArray.get(array) ?? 0;
        perArray.set(array, port + 1);
        const spec = loadDrive(driveName);
        const drive = new Drive(spec);
        const blocks = values.size === undefined ? drive.blocks : values.size / BLOCK_BYTES;
        const contents = new Contents(blocks, unitBlocks);
        const discipline = disciplineFor(
          pool?.discipline ?? spec.discipline,
          pool?.command_queue ?? poolParameters.command_queue.default,
          drive,
        );
        return { disk: new Disk(kernel, name, drive, discipline, contents, media), array, port, drive: driveName };
      });
    });
  }
}

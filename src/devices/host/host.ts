import type { Kernel } from '../../kernel/kernel.ts';
import { Station } from '../../kernel/station.ts';
import { Residence } from '../../storage/residence.ts';
import { Switchable } from '../component.ts';

export interface HostSpec {
  readonly processors: number;
  /** In ns. */
  readonly cpu_per_io: number;
  /** Bytes per second. */
  readonly memory_bandwidth: number;
  /** Whether it serves the disks that it reaches to other nodes, and at what cost in ns. */
  readonly served: 'none' | 'all';
  readonly cpu_per_served_io: number | undefined;
}

/** A host, or a node of a cluster: its processors and the way into its memory. */
export class Host extends Switchable {
  readonly spec: HostSpec;
  readonly cpu: Station;
  readonly memory: Station;
  readonly nsPerByte: number;

  constructor(kernel: Kernel, name: string, spec: HostSpec) {
    super(name);
    this.spec = spec;
    const categories = [Residence['cpu wait'], Residence.cpu] as const;
    this.cpu = new Station(kernel, `${name}.cpu`, categories, spec.processors);
    this.memory = new Station(kernel, `${name}.memory`, categories);
    this.nsPerByte = 1e9 / spec.memory_bandwidth;
  }

  get stations(): readonly Station[] {
    return [this.cpu, this.memory];
  }
}

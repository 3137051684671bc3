import type { Kernel } from '../../kernel/kernel.ts';
import { Station } from '../../kernel/station.ts';
import { Residence } from '../../storage/residence.ts';
import { type Component, Switchable } from '../component.ts';

export interface ControllerSpec {
  /** Processor time for one command, in ns. */
  readonly command_time: number;
  readonly processors: number;
  /** Device-side data channels. */
  readonly ports: number;
  /** Bytes per second of a channel. */
  readonly port_bandwidth: number;
}

/** The controller of an array: processors that take commands, and device-side channels shared by the disks on them. */
export class Controller extends Switchable {
  readonly spec: ControllerSpec;
  readonly processor: Station;
  readonly ports: readonly Station[];
  readonly nsPerByte: number;
  /** The cache and what is behind it, of an array that has one: it has power as long as the controller works. */
  box: Omit<Component, 'name' | 'up' | 'speed'> | null = null;

  constructor(kernel: Kernel, name: string, spec: ControllerSpec) {
    super(name);
    this.spec = spec;
    this.processor = new Station(kernel, `${name}.processor`, [Residence['controller wait'], Residence.controller], spec.processors);
    this.ports = Array.from(
      { length: spec.ports },
      (_, i) => new Station(kernel, spec.ports === 1 ? `${name}.port` : `${name}.port-${i + 1}`, [Residence['port wait'], Residence.port]),
    );
    this.nsPerByte = 1e9 / spec.port_bandwidth;
  }

  get stations(): readonly Station[] {
    return [this.processor, ...this.ports];
  }

  override fail(): void {
    super.fail();
    this.box?.fail();
  }

  override repair(): void {
    super.repair();
    this.box?.repair();
  }

  override degrade(speed: number): void {
    super.degrade(speed);
    this.box?.degrade(speed);
  }
}

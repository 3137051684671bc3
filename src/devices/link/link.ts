import type { Kernel } from '../../kernel/kernel.ts';
import { Station } from '../../kernel/station.ts';
import { Residence } from '../../storage/residence.ts';
import { Switchable } from '../component.ts';

/** Propagation in glass fibre: 5 us/km. */
const NS_PER_METRE = 5;

export interface LinkSpec {
  /** Bytes per second, of one path and direction. */
  readonly bandwidth: number;
  /** Parallel paths. */
  readonly count: number;
  /** In metres. */
  readonly distance: number;
  /** Of a message, beside transfer and distance, in ns. */
  readonly latency: number;
  /** For which a message holds the medium beside its data, in ns. */
  readonly message_time: number;
  readonly sharing: 'shared' | 'duplex';
}

/** An interconnect: one medium for all, or one for each direction; a message holds it, then travels. */
export class Link extends Switchable {
  /** From the end named first, and back; the same station twice if the medium is shared. */
  readonly stations: readonly [forth: Station, back: Station];
  readonly messageTime: number;
  readonly nsPerByte: number;
  /** Of each message, in ns. */
  readonly latency: number;

  constructor(kernel: Kernel, name: string, spec: LinkSpec) {
    super(name);
    const station = (suffix: string): Station =>
      new Station(kernel, name + suffix, [Residence['link wait'], Residence['link transfer']], spec.count);
    if (spec.sharing === 'shared') {
      const medium = station('');
      this.stations = [medium, medium];
    } else this.stations = [station('.forth'), station('.back')];
    this.messageTime = spec.message_time;
    this.nsPerByte = 1e9 / spec.bandwidth;
    this.latency = Math.round(spec.latency + spec.distance * NS_PER_METRE);
  }
}

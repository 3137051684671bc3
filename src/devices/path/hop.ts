import type { Station } from '../../kernel/station.ts';
import type { Controller } from '../array/controller.ts';
import type { Switchable } from '../component.ts';
import type { Host } from '../host/host.ts';
import type { Link } from '../link/link.ts';

/** One way through a hop: service at a station for a fixed time and a time for each byte of data, then a delay. */
export interface Leg {
  readonly station: Station;
  /** In ns. */
  readonly fixed: number;
  readonly nsPerByte: number;
  /** In ns, without holding the station. */
  readonly latency: number;
}

/** What an I/O passes on its way to the disk and back. */
export interface Hop {
  readonly component: Switchable;
  readonly out: Leg;
  readonly back: Leg;
}

const leg = (station: Station, fixed: number, nsPerByte: number, latency = 0): Leg => ({ station, fixed, nsPerByte, latency });

/** The processor of the host that issues the I/O, and the way of the data out of and into its memory. */
export function throughHost(host: Host): Hop[] {
  return [
    { component: host, out: leg(host.cpu, host.spec.cpu_per_io, 0), back: leg(host.cpu, 0, 0) },
    { component: host, out: leg(host.memory, 0, host.nsPerByte), back: leg(host.memory, 0, host.nsPerByte) },
  ];
}

/** Another node passes the I/O on (MSCP server): its processor, and its memory on the way in and out. */
export function throughServer(host: Host): Hop[] {
  return [
    { component: host, out: leg(host.cpu, host.spec.cpu_per_served_io ?? 0, 0), back: leg(host.cpu, 0, 0) },
    { component: host, out: leg(host.memory, 0, 2 * host.nsPerByte), back: leg(host.memory, 0, 2 * host.nsPerByte) },
  ];
}

/** @param forth the I/O enters at the end that the link names first */
export function throughLink(link: Link, forth: boolean): Hop {
  const [there, home] = forth ? link.stations : [link.stations[1], link.stations[0]];
  return {
    component: link,
    out: leg(there, link.messageTime, link.nsPerByte, link.latency),
    back: leg(home, link.messageTime, link.nsPerByte, link.latency),
  };
}

/** The controller takes the command; data pass the channel of the disk. */
export function throughController(controller: Controller, port: number): Hop[] {
  const channel = controller.ports[port % controller.ports.length]!;
  return [
    { component: controller, out: leg(controller.processor, controller.spec.command_time, 0), back: leg(controller.processor, 0, 0) },
    { component: controller, out: leg(channel, 0, controller.nsPerByte), back: leg(channel, 0, controller.nsPerByte) },
  ];
}

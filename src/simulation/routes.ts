import type { Controller } from '../devices/array/controller.ts';
import type { Host } from '../devices/host/host.ts';
import type { Link } from '../devices/link/link.ts';
import { type Hop, throughController, throughHost, throughLink, throughServer } from '../devices/path/hop.ts';
import type { Route } from '../devices/path/path.ts';
import type { Layer } from '../kernel/io.ts';

/** Where something stands, as far as the wiring asks. */
export interface Placed {
  readonly name: string;
  /** The entry of the scenario that it is an instance of. */
  readonly entry: string;
  readonly site: string | undefined;
}
export interface PlacedHost extends Placed {
  readonly host: Host;
}
export interface PlacedArray extends Placed {
  readonly controller: Controller;
  /** The host or node in which it sits. */
  readonly attached: string | undefined;
}
export interface PlacedLink {
  readonly link: Link;
  /** Names of hosts, arrays or sites. */
  readonly between: readonly string[];
}

/** Which end of a link something is at: the place in `between`, or -1. A name given itself goes before its site. */
function endOf(link: PlacedLink, thing: Placed): number {
  const direct = link.between.findIndex((name) => name === thing.name || name === thing.entry);
  return direct >= 0 || thing.site === undefined ? direct : link.between.indexOf(thing.site);
}

/**
 * The wiring of a scenario: which hosts reach which arrays, and by what.
 *
 * - An array that is `attached` to a host is reached by that host without a link, and by nobody else directly.
 * - An array that a link names, is reached by way of its links.
 * - Any other array is reached without a link from its own site, and by links between sites from elsewhere.
 * - A host without a direct way goes by way of a host that has one and serves its disks (MSCP), over a link between the two.
 */
export class Wiring {
  readonly #hosts: readonly PlacedHost[];
  readonly #links: readonly PlacedLink[];

  constructor(hosts: readonly PlacedHost[], links: readonly PlacedLink[]) {
    this.#hosts = hosts;
    this.#links = links;
  }

  /** Whether the host needs another one to serve it the disks of the array. */
  served(from: PlacedHost, array: PlacedArray): boolean {
    return this.#direct(from, array).length === 0;
  }

  /** Whether there is any way from a host to the drives of an array while everything works. */
  joins(from: PlacedHost, array: PlacedArray): boolean {
    return this.#direct(from, array).length > 0 || this.#servers(from, array).some((server) => this.#linksBetween(from, server).length > 0);
  }

  /** All ways from a host to `end` behind the controller, the best first. @param port the device-side channel; null: no data pass it */
  routes(from: PlacedHost, array: PlacedArray, port: number | null, end: Layer): Route[] {
    const last = throughController(array.controller, port ?? 0);
    const tail = port === null ? last.slice(0, 1) : last;
    const direct = this.#direct(from, array).map((way) => [...throughHost(from.host), ...way, ...tail]);
    const served = this.#servers(from, array).flatMap((server) =>
      this.#linksBetween(from, server).flatMap((link) =>
        this.#direct(server, array).map((way) => [...throughHost(from.host), link, ...throughServer(server.host), ...way, ...tail]),
      ),
    );
    return [...direct, ...served].map((hops) => ({ hops, end }));
  }

  /** The links over which one thing talks to another, the first named first; none: they stand together, or apart for ever. */
  linksBetween(from: Placed, to: Placed): Hop[] {
    return this.#linksBetween(from, to);
  }

  #servers(from: PlacedHost, array: PlacedArray): PlacedHost[] {
    return this.#hosts.filter((host) => host !== from && host.host.spec.served === 'all' && this.#direct(host, array).length > 0);
  }

  /** Ways without another host's help: each a list of hops between host and controller. */
  #direct(from: PlacedHost, array: PlacedArray): Hop[][] {
    if (array.attached !== undefined) return array.attached === from.name || array.attached === from.entry ? [[]] : [];
    const ways = this.#linksBetween(from, array).map((hop) => [hop]);
    const named = this.#links.some(({ between }) => between.includes(array.name));
    return !named && from.site === array.site ? [[], ...ways] : ways;
  }

  #linksBetween(from: Placed, to: Placed): Hop[] {
    return this.#links.flatMap((link) => {
      const [here, there] = [endOf(link, from), endOf(link, to)];
      const bothByOneName = here === there && here >= 0 && link.between[here] !== from.site;
      if (here < 0 || there < 0 || (here === there && !bothByOneName)) return [];
      // Between nodes under one name, what goes forth for one of the two goes back for the other.
      return [throughLink(link.link, here < there || (here === there && from.name < to.name))];
    });
  }
}

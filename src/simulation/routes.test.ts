import { describe, expect, it } from 'vitest';
import { Controller } from '../devices/array/controller.ts';
import { Host } from '../devices/host/host.ts';
import { Link } from '../devices/link/link.ts';
import { Kernel } from '../kernel/kernel.ts';
import { type PlacedArray, type PlacedHost, type PlacedLink, Wiring } from './routes.ts';

const kernel = new Kernel();
const END = { name: 'disk', submit: () => {}, advance: () => {} };

function host(name: string, site?: string, { entry = name, served = 'none' as 'none' | 'all' } = {}): PlacedHost {
  const spec = { processors: 1, cpu_per_io: 1000, memory_bandwidth: 1e9, served, cpu_per_served_io: 1000 };
  return { name, entry, site, host: new Host(kernel, name, spec) };
}

function array(name: string, site?: string, attached?: string): PlacedArray {
  const controller = new Controller(kernel, name, { command_time: 1000, processors: 1, ports: 2, port_bandwidth: 1e8 });
  return { name, entry: name, site, attached, controller };
}

function link(name: string, ...between: string[]): PlacedLink {
  const spec = { bandwidth: 1e7, count: 1, distance: 0, latency: 0, message_time: 1000, sharing: 'duplex' } as const;
  return { link: new Link(kernel, name, spec), between };
}

/** The ways as the names of the stations that data of a write pass: `h.cpu h.memory isl.forth box.processor box.port-1`. */
function ways(hosts: readonly PlacedHost[], links: readonly PlacedLink[], to: PlacedArray, port: number | null = 0): string[] {
  const wiring = new Wiring(hosts, links);
  const routes = wiring.routes(hosts[0]!, to, port, END);
  expect(wiring.joins(hosts[0]!, to)).toBe(routes.length > 0);
  return routes.map(({ hops }) => hops.map(({ out }) => out.station.name).join(' '));
}

const tail = 'box.processor box.port-1';

describe('ways from hosts to arrays', () => {
  it('an array of the same site, or of none as the host: without a link', () => {
    expect(ways([host('h')], [], array('box'))).toEqual([`h.cpu h.memory ${tail}`]);
    expect(ways([host('h', 'east')], [], array('box', 'east'))).toEqual([`h.cpu h.memory ${tail}`]);
    expect(ways([host('h', 'east')], [], array('box', 'west'))).toEqual([]);
    expect(ways([host('h', 'east')], [], array('box'))).toEqual([]);
  });

  it('an array that a link names: by its links alone, in their order', () => {
    const links = [link('a', 'h', 'box'), link('b', 'box', 'h'), link('c', 'other', 'box')];
    expect(ways([host('h')], links, array('box'))).toEqual([`h.cpu h.memory a.forth ${tail}`, `h.cpu h.memory b.back ${tail}`]);
    expect(ways([host('x')], links, array('box'))).toEqual([]);
  });

  it('a link that names an entry serves all its nodes', () => {
    const nodes = [host('vms-1', undefined, { entry: 'vms' }), host('vms-2', undefined, { entry: 'vms' })];
    expect(ways([nodes[1]!, nodes[0]!], [link('ci', 'vms', 'box')], array('box'))).toEqual([`vms-2.cpu vms-2.memory ci.forth ${tail}`]);
  });

  it('a link between sites joins all that stands there, each way by its own direction', () => {
    const isl = link('isl', 'east', 'west');
    expect(ways([host('h', 'east')], [isl], array('box', 'west'))).toEqual([`h.cpu h.memory isl.forth ${tail}`]);
    expect(ways([host('h', 'west')], [isl], array('box', 'east'))).toEqual([`h.cpu h.memory isl.back ${tail}`]);
    // Within one site it is not needed, and it does not lead back to where it comes from.
    expect(ways([host('h', 'east')], [isl], array('box', 'east'))).toEqual([`h.cpu h.memory ${tail}`]);
  });

  it('an array in a host: that host alone, or all nodes of an entry', () => {
    const nodes = [host('vms-1', 'east', { entry: 'vms' }), host('vms-2', 'east', { entry: 'vms' })];
    expect(ways(nodes, [], array('box', 'east', 'vms-1'))).toHaveLength(1);
    expect(ways([...nodes].reverse(), [], array('box', 'east', 'vms-1'))).toEqual([]);
    expect(ways([...nodes].reverse(), [], array('box', 'east', 'vms'))).toHaveLength(1);
  });

  it('by way of a host that serves its disks, over a link between the two: after the direct ways', () => {
    const [a, b] = [host('a'), host('b', undefined, { served: 'all' })];
    const lan = link('lan', 'a', 'b');
    const served = `a.cpu a.memory lan.forth b.cpu b.memory ${tail}`;
    expect(ways([a, b], [lan], array('box', undefined, 'b'))).toEqual([served]);
    expect(new Wiring([a, b], [lan]).served(a, array('box', undefined, 'b'))).toBe(true);
    expect(new Wiring([a, b], [lan]).served(b, array('box', undefined, 'b'))).toBe(false);
    // Nobody serves, or no link between the two.
    expect(ways([a, host('b')], [lan], array('box', undefined, 'b'))).toEqual([]);
    expect(ways([a, b], [], array('box', undefined, 'b'))).toEqual([]);
    // With a way of its own it needs no server, but takes it when its own fails.
    const own = link('own', 'a', 'box');
    const others = link('others', 'b', 'box');
    expect(ways([a, b], [lan, own, others], array('box'))).toEqual([
      `a.cpu a.memory own.forth ${tail}`,
      `a.cpu a.memory lan.forth b.cpu b.memory others.forth ${tail}`,
    ]);
  });

  it('between nodes under one name: what goes forth for one goes back for the other', () => {
    const [a, b] = ['vms-1', 'vms-2'].map((name) => host(name, 'east', { entry: 'vms', served: 'all' }));
    const lan = link('lan', 'vms', 'box');
    const names = (from: PlacedHost, to: PlacedHost): string[] =>
      new Wiring([a!, b!], [lan]).linksBetween(from, to).map(({ out }) => out.station.name);
    expect([names(a!, b!), names(b!, a!)]).toEqual([['lan.forth'], ['lan.back']]);
    expect(new Wiring([a!, b!], [link('isl', 'east', 'west')]).linksBetween(a!, b!)).toEqual([]);
  });

  it('a command without data ends at the controller; channels are dealt out in turn', () => {
    expect(ways([host('h')], [], array('box'), null)).toEqual(['h.cpu h.memory box.processor']);
    expect(ways([host('h')], [], array('box'), 3)).toEqual(['h.cpu h.memory box.processor box.port-2']);
  });
});

import type { ParameterTable } from '../parameters/parameter.ts';
import { fixedInstant } from '../scenario/marks.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Copies } from './copies.ts';
import { Expectation } from './expectation.ts';
import type { Hardware } from './hardware.ts';
import { PHASES_AT_MOST } from './phases.ts';
import { relationshipsOf } from './relationships.ts';
import type { PlacedArray, PlacedHost } from './routes.ts';
import type { Obstacle } from './unworkable.ts';

/** More samples than this are no timeline any more. */
export const SAMPLES_AT_MOST = 100_000;

/** Everything that would only show when the run is under way: hosts that do not reach their volumes, copies that nobody presents, faults that hit nothing. */
export function obstacles(scenario: Scenario, hardware: Hardware, copies: Copies, phases: number): Obstacle[] {
  return [
    ...Object.keys(scenario.workloads).flatMap((name) => ofWorkload(name, scenario, hardware, copies)),
    ...Object.keys(scenario.copies).flatMap((name) => ofCopy(name, scenario, hardware, copies)),
    ...Object.entries(scenario.timeline).flatMap(([name, { block, subject }]) =>
      block === 'copies' || block === 'workloads' || hardware.components(subject).length > 0
        ? []
        : [{ path: `timeline.${name}.do`, message: nothingToFail(subject, hardware) }],
    ),
    ...ofMarks(scenario, copies),
    ...ofSampling(scenario),
    ...(phases > PHASES_AT_MOST
      ? [
          {
            path: 'phases',
            message: `at most ${PHASES_AT_MOST} are kept, with \`all\` and states that objectives name: these are ${phases}`,
          },
        ]
      : []),
  ];
}

function nothingToFail(subject: string, { boxVolumes }: Hardware): string {
  const ranks = new Set(boxVolumes.filter(({ volume }) => volume.name === subject).map(({ volume }) => volume.rank.rank));
  const [rank] = ranks;
  const instead = rank === undefined ? '' : `: it lies on ${rank.name}; say that, or one of its drives, such as ${rank.drives[0]!.name}`;
  return `nothing of ${subject} can fail or be repaired${instead}`;
}

/** The end of the run, and commands that would silently never be given. */
function ofMarks(scenario: Scenario, copies: Copies): Obstacle[] {
  const start = { now: -1, cameOf: () => false, worked: () => false, waiting: false };
  const expectation = new Expectation(scenario, copies, start);
  const marks = [
    ['run.to', scenario.run.to] as const,
    ...Object.entries(scenario.timeline).map(([name, { at }]) => [`timeline.${name}.at`, at] as const),
  ];
  return marks.flatMap(([path, mark]) =>
    expectation.canCome(mark) ? [] : [{ path, message: 'this never comes: nothing in the timeline leads to it' }],
  );
}

function ofSampling({ run: { to, interval } }: Scenario): Obstacle[] {
  const end = fixedInstant(to);
  if (end === null || interval === null || end / interval <= SAMPLES_AT_MOST) return [];
  return [{ path: 'run.interval', message: `${Math.ceil(end / interval)} samples: at most ${SAMPLES_AT_MOST} are kept` }];
}

/** The hosts that a workload's host stands for. */
function nodesOf(scenario: Scenario, hardware: Hardware, host: string): readonly PlacedHost[] {
  const names = scenario.hosts[host]?.instances ?? [host];
  return hardware.hosts.filter(({ name }) => names.includes(name));
}

function ofWorkload(workload: string, scenario: Scenario, hardware: Hardware, copies: Copies): Obstacle[] {
  const { values } = scenario.workloads[workload]!;
  const nodes = nodesOf(scenario, hardware, values.host!);
  return values.volumes.flatMap((name) => {
    const path = `workloads.${workload}.volumes`;
    if (!copies.has(name)) return unreached(path, nodes, scenario.volumes[name]?.instances ?? [name], hardware);
    const { kind, installedInto } = copies.model(name);
    const system = scenario.hosts[nodes[0]!.entry]!.values.system;
    if (installedInto === 'cluster' && system !== 'openvms')
      return [{ path, message: `${name} is a ${kind}: hosts present it that have \`system: openvms\`, not ${values.host}` }];
    if (copies.presents(name, nodes[0]!.name).length > 0) return [];
    return [{ path, message: `${name} is a ${kind}, which presents no volume to hosts: name the volumes themselves` }];
  });
}

/** Every node of the cluster presents a copy that is installed into it, so it must reach all volumes that ever take part. */
function ofCopy(name: string, scenario: Scenario, hardware: Hardware, copies: Copies): Obstacle[] {
  const path = `copies.${name}`;
  const { kind, installedInto } = copies.model(name);
  if (installedInto !== 'cluster') return betweenBoxes(name, scenario, hardware);
  const nodes = hardware.hosts.filter(({ entry }) => scenario.hosts[entry]!.values.system === 'openvms');
  if (nodes.length === 0) return [{ path, message: `a ${kind} needs hosts that have \`system: openvms\`: there is none` }];
  const volumes = relationshipsOf(scenario.copies[name]!, scenario).flatMap((relationship) => relationship.volumes);
  const later = Object.entries(scenario.timeline).flatMap(([entry, { block, subject, verb, options }]) => {
    if (block !== 'copies' || subject !== name) return [];
    const table: ParameterTable = copies.model(name).options.find((option) => option.verb === verb)?.parameters ?? {};
    const named = Object.entries(options).flatMap(([option, value]) =>
      table[option]?.of?.includes('volumes') === true ? (value as string | readonly string[]) : [],
    );
    const disks = named.flatMap((volume) => scenario.volumes[volume]?.instances ?? [volume]);
    return unreached(`timeline.${entry}`, nodes, disks, hardware);
  });
  return [...unreached(path, nodes, volumes, hardware), ...later];
}

/** A copy from one box to another goes over a link. */
function betweenBoxes(name: string, scenario: Scenario, hardware: Hardware): Obstacle[] {
  const [first] = relationshipsOf(scenario.copies[name]!, scenario);
  const arrays = (first?.volumes ?? []).flatMap((volume) => hardware.arrayOf(volume) ?? []);
  const apart = arrays.find((array) => array !== arrays[0] && hardware.wiring.linksBetween(arrays[0]!, array).length === 0);
  if (apart === undefined) return [];
  return [{ path: `copies.${name}`, message: `no link joins ${arrays[0]!.name} and ${apart.name}: the copy has no way` }];
}

/** One obstacle for each host and array without a way between them. */
function unreached(path: string, nodes: readonly PlacedHost[], volumes: readonly string[], hardware: Hardware): Obstacle[] {
  const found: Obstacle[] = [];
  const seen = new Set<PlacedArray>();
  for (const volume of volumes) {
    const array = hardware.arrayOf(volume);
    if (array === undefined || seen.has(array)) continue;
    seen.add(array);
    for (const node of nodes) if (!hardware.wiring.joins(node, array)) found.push({ path, message: noWay(node, volume, array) });
  }
  return found;
}

function noWay(node: PlacedHost, volume: string, array: PlacedArray): string {
  const stands = (site: string | undefined): string => (site === undefined ? 'at no site' : `at ${site}`);
  const where =
    array.attached === undefined
      ? `${array.name} stands ${stands(array.site)}, ${node.name} ${stands(node.site)}: a link is missing that joins them`
      : `${array.name} sits in ${array.attached}: a link from ${node.name} to it is missing, or it does not serve its disks`;
  return `${node.name} has no way to ${volume}: ${where}`;
}

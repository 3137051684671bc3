import { CAUSES, type StationReport } from '../../kernel/station.ts';
import type { Assembly } from '../../simulation/assemble.ts';

/** Something that must not be. */
export interface Finding {
  /** What was violated, in one word: an invariant of the oracle, or one of the rules of a campaign. */
  readonly rule: string;
  readonly text: string;
}

/** Each I/O that a host has issued is in flight, or in just one of completed, failed and aborted. */
export function miscounted({ workloads }: Assembly): Finding[] {
  return workloads.counts().flatMap(({ name, counts, inFlight }) => {
    const { issued, completed, failed, aborted } = counts;
    if (issued === completed + failed + aborted + inFlight) return [];
    const sum = `${completed} completed, ${failed} failed, ${aborted} aborted and ${inFlight} in flight`;
    return [{ rule: 'counts', text: `${name} has issued ${issued} I/Os, but there are ${sum}` }];
  });
}

/** What is still held though hosts have stopped and everything has come to rest. */
export function leftBehind({ ios, workloads, hardware }: Assembly): Finding[] {
  const payloads = workloads.counts().map(({ name, payloads: count }) => [`payloads of ${name}`, count] as const);
  const boxes = hardware.boxes.flatMap((box) => [
    [`pages of NVS in ${box.name}`, box.nvs.used] as const,
    [`payloads of ${box.name}`, box.payloads.live] as const,
    ...box.volumes.map(({ name, locks }) => [`track locks of ${name}`, locks.held] as const),
  ]);
  const all = [['I/Os', ios.live] as const, ['ranges locked by host writes', workloads.lockedRanges] as const, ...payloads, ...boxes];
  return all.flatMap(([what, count]) => (count === 0 ? [] : [{ rule: 'left behind', text: `${what}: ${count} at the end` }]));
}

/** Stations that were busy for longer than there was time. */
export function overused({ kernel, hardware }: Assembly): Finding[] {
  const report: StationReport = { busy: new Float64Array(CAUSES), population: 0, visits: 0 };
  return hardware.meters().flatMap(({ name, servers, meter }) => {
    let busy = 0;
    for (const time of meter.report(report).busy) busy += time;
    if (busy <= servers * kernel.now) return [];
    return [{ rule: 'utilisation', text: `${name} was busy for ${busy} ns of ${servers * kernel.now}` }];
  });
}

/** Copies in which something ought to be under way, though nothing is left that could happen. */
export function stalled({ copies }: Assembly, mustMove: (copy: string, state: string) => boolean): Finding[] {
  return copies.names.flatMap((name) => {
    const stuck = copies.states(name).find((state) => mustMove(name, state));
    return stuck === undefined ? [] : [{ rule: 'stalled', text: `${name} stays ${stuck}: ${copies.explain(name)}` }];
  });
}

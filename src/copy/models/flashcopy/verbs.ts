import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import { VerbRefused, type VolumeFacts } from '../../copy-service.ts';
import type { Pair } from './pair.ts';

/** Targets that one source may have at a time. */
const TARGETS_OF_A_SOURCE = 12;

/** What the array refuses to establish. @throws VerbRefused with its reason */
export function expectEstablishable(pairs: readonly Pair[], all: readonly Pair[]): void {
  const taken = all.filter((pair) => pair.awaited || pair.point !== null);
  const wanted: Pair[] = [];
  for (const pair of pairs) {
    const others = [...taken, ...wanted];
    const { name, source, target } = pair;
    if (pair.awaited) throw new VerbRefused(`${name} is being established`);
    const refuse = (why: string): never => {
      throw new VerbRefused(`${name} cannot be established: ${why}`);
    };
    if (target.blocks < source.blocks) refuse(`${target.name} is smaller than ${source.name}`);
    if (target.blocks > source.blocks && source.blocks % TRACK_BLOCKS !== 0)
      refuse(`${target.name} is larger than ${source.name}, which ends within a track`);
    for (const other of others) {
      if (other.target === target) refuse(`${target.name} is the target of ${other.name}, and a target has one source`);
      if (other.target === source || other.source === target) refuse(`${other.name} uses one of its volumes the other way round (cascade)`);
    }
    if (others.filter((other) => other.source === source).length >= TARGETS_OF_A_SOURCE)
      refuse(`${source.name} has ${TARGETS_OF_A_SOURCE} targets already`);
    wanted.push(pair);
  }
}

/** What can be seen before the run. @param volumes source and target */
export function refuses([source, target]: readonly VolumeFacts[]): string | null {
  if (source === undefined || target === undefined) return null;
  if (source.name === target.name) return 'source and target are the same volume';
  if (source.array !== target.array) return `${source.name} and ${target.name} lie in different arrays`;
  if (source.size === undefined || target.size === undefined) return null;
  if (target.size < source.size) return `${target.name} is smaller than ${source.name}`;
  if (target.size > source.size && source.size % (TRACK_BLOCKS * BLOCK_BYTES) !== 0)
    return `${target.name} is larger than ${source.name}, which ends within a track`;
  return null;
}

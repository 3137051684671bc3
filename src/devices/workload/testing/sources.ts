import { RandomStreams } from '../../../kernel/random.ts';
import { type AccessOptions, addressPattern } from '../address/address-pattern.ts';
import { AddressSpace, type WorkloadVolume } from '../address/address-space.ts';
import { SizeMix, type SizeShare } from '../size-mix.ts';
import { SyntheticSource } from '../synthetic-source.ts';
import { attributeStream, clientStreams } from '../workload-streams.ts';

export interface SourceSketch {
  readonly volumes?: readonly WorkloadVolume[];
  readonly read?: number;
  readonly sizes?: readonly SizeShare[];
  readonly access?: AccessOptions;
  /** 0: the one client of an open workload. */
  readonly clients?: number;
  readonly work?: number | 'all';
  readonly streams?: RandomStreams;
}

/** A synthetic source with the values that a test does not care about filled in. */
export function someSource(sketch: SourceSketch = {}): SyntheticSource {
  const { volumes = [{ name: 'data', blocks: 1_000_000 }], read = 0.5, clients = 0, streams = new RandomStreams('test', 0) } = sketch;
  const sizes = new SizeMix(sketch.sizes ?? [{ bytes: 8192, weight: 1 }], 1);
  const space = new AddressSpace(volumes, 1, 1);
  return new SyntheticSource({
    read,
    sizes,
    pattern: addressPattern(sketch.access ?? { kind: 'uniform', alignment: 0 }, space, sizes.sizes, Math.max(1, clients)),
    randoms: clients === 0 ? [attributeStream(streams, 'trading')] : clientStreams(streams, 'trading', clients),
    work: sketch.work,
    unitBlocks: 1,
  });
}

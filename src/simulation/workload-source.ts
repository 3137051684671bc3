import { type AccessOptions, addressPattern } from '../devices/workload/address/address-pattern.ts';
import type { AddressSpace } from '../devices/workload/address/address-space.ts';
import type { workloadParameters } from '../devices/workload/parameters.ts';
import { SizeMix } from '../devices/workload/size-mix.ts';
import { SyntheticSource } from '../devices/workload/synthetic-source.ts';
import type { Random } from '../kernel/random.ts';
import type { Values } from '../parameters/parameter.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';

export type WorkloadValues = Values<typeof workloadParameters>;

/** What the I/Os of a workload are, drawn at random: one stream for each client. */
export function syntheticSource(values: WorkloadValues, space: AddressSpace, randoms: readonly Random[]): SyntheticSource {
  const mix = values.size!.map(({ value, weight }) => ({ bytes: value, weight }));
  const sizes = new SizeMix(mix, space.unitBlocks);
  const pattern = addressPattern(accessOf(values, space), space, sizes.sizes, randoms.length);
  return new SyntheticSource({ read: values.read!, sizes, pattern, randoms, work: values.work, unitBlocks: space.unitBlocks });
}

function accessOf(values: WorkloadValues, space: AddressSpace): AccessOptions {
  const alignment = 0;
  switch (values.access) {
    case 'sequential':
      return { kind: 'sequential', alignment };
    case 'strided':
      return { kind: 'strided', stride: values.stride! / BLOCK_BYTES, alignment };
    case 'zipf':
      return { kind: 'zipf', exponent: values.exponent!, chunks: chunksOf(values, space), scattered: true, alignment };
    default: {
      const { skew } = values;
      return skew === undefined
        ? { kind: 'uniform', alignment }
        : { kind: 'hot-spot', share: skew.share, part: skew.space, chunks: chunksOf(values, space), alignment };
    }
  }
}

/** Pieces of one popularity: hot ones lie scattered over all volumes. */
function chunksOf({ chunk }: WorkloadValues, { blocks }: AddressSpace): number {
  return Math.max(1, Math.floor((blocks * BLOCK_BYTES) / chunk!));
}

import type { AddressSpace } from './address-space.ts';

/**
 * Cuts a space into neighbouring regions of about one size, one for each client.
 * @param alignment regions begin at multiples of it within their volume, or at the beginning of a volume
 * @returns first block of each region; the last entry is the end of the space
 * @throws RangeError if a region would be empty
 */
export function regions(space: AddressSpace, clients: number, alignment: number): Float64Array {
  const bounds = new Float64Array(clients + 1);
  for (let c = 0; c < clients; c++) {
    const ideal = Math.floor((space.blocks * c) / clients);
    const start = space.starts[space.volumeAt(ideal)]!;
    bounds[c] = start + Math.floor((ideal - start) / alignment) * alignment;
    if (c > 0 && bounds[c]! <= bounds[c - 1]!) throw tooSmall(space, clients);
  }
  bounds[clients] = space.blocks;
  if (bounds[clients]! <= bounds[clients - 1]!) throw tooSmall(space, clients);
  return bounds;
}

function tooSmall(space: AddressSpace, clients: number): RangeError {
  return new RangeError(`${space.blocks} blocks are too few for ${clients} sequential streams`);
}

/** NVS may be one part in so many of the cache: pages that are not modified must be left for reads. */
export const BOX_CACHE_PART = 2;

/** The room of a pool: its groups are alike. */
export interface PoolRoom {
  /** Number of groups; undefined: as many as the volumes need. */
  readonly groups: number | undefined;
  /** Blocks of data that a group holds. */
  readonly room: number;
  /** Blocks of a stripe: each volume begins with one. */
  readonly stripe: number;
}

/** Where a volume lies: its group, and its first block there; group -1 if it does not fit anywhere. */
export interface Placed {
  readonly group: number;
  readonly first: number;
}

/**
 * Places volumes in a pool, each on one group: on the groups in turn, and where it does not fit on the next one on
 * which it does. If the number of groups is open, one group is filled after the other.
 * @param sizes blocks of each volume
 */
export function placeVolumes({ groups, room, stripe }: PoolRoom, sizes: readonly number[]): Placed[] {
  const used: number[] = new Array<number>(groups ?? 0).fill(0);
  return sizes.map((size, i) => {
    const needed = Math.ceil(size / stripe) * stripe;
    if (needed > room) return { group: -1, first: 0 };
    if (groups === undefined && (used.length === 0 || used[used.length - 1]! + needed > room)) used.push(0);
    const start = groups === undefined ? used.length - 1 : i % groups;
    for (let tried = 0; tried < used.length; tried++) {
      const group = (start + tried) % used.length;
      const first = used[group]!;
      if (first + needed > room) continue;
      used[group] = first + needed;
      return { group, first };
    }
    return { group: -1, first: 0 };
  });
}

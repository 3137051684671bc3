/** How a group of drives protects its data. */
export type RaidLevel = 'none' | 'raid1' | 'raid5' | 'raid6' | 'raid10';

export interface Raid {
  readonly level: RaidLevel;
  /** Drives that hold data in a stripe. */
  readonly data: number;
  /** Drives that hold parity, or mirrors of the data. */
  readonly redundant: number;
}

/** Drives of one group. */
export const drivesOf = ({ data, redundant }: Raid): number => data + redundant;

/** Parity, not mirrors, protects the data. */
export const hasParity = ({ level }: Raid): boolean => level === 'raid5' || level === 'raid6';

/** Reads `raid5 7+1`, `raid10 4+4`, `raid6 6+2`, `raid1 1+1`, `none`. @returns null if it is none of these, or makes no sense */
export function parseRaid(text: string): Raid | null {
  if (text === 'none') return { level: 'none', data: 1, redundant: 0 };
  const match = /^(raid1|raid5|raid6|raid10) (\d+)\+(\d+)$/.exec(text);
  if (match === null) return null;
  const raid = { level: match[1] as RaidLevel, data: Number(match[2]), redundant: Number(match[3]) };
  const { level, data, redundant } = raid;
  const sound =
    level === 'raid5' ? data >= 2 && redundant === 1 : level === 'raid6' ? data >= 2 && redundant === 2 : data >= 1 && redundant === data;
  return sound && (level !== 'raid1' || data === 1) ? raid : null;
}

/** Where a strip of data lies in a group. */
export interface Place {
  /** The drive with the data. */
  drive: number;
  /** First block of the strip on each of the drives concerned. */
  block: number;
  /** The drives with the mirror or the parity of it, as many as `redundant` says. */
  readonly others: number[];
  redundant: number;
}

export const newPlace = (): Place => ({ drive: 0, block: 0, others: [0, 0], redundant: 0 });

/**
 * Finds a strip. Parity moves by one drive from stripe to stripe (left-symmetric), mirrors are neighbours.
 * @param strip blocks of a strip
 * @param number of the strip, counted through the data of the group
 */
export function locate(raid: Raid, strip: number, number: number, into: Place): void {
  const stripe = Math.floor(number / raid.data);
  const place = number - stripe * raid.data;
  into.block = stripe * strip;
  if (hasParity(raid)) {
    const drives = drivesOf(raid);
    const first = drives - 1 - (stripe % drives);
    into.redundant = raid.redundant;
    for (let i = 0; i < raid.redundant; i++) into.others[i] = (first + i) % drives;
    into.drive = (first + raid.redundant + place) % drives;
    return;
  }
  into.redundant = raid.level === 'none' ? 0 : 1;
  into.drive = raid.level === 'none' ? place : 2 * place;
  into.others[0] = 2 * place + 1;
}

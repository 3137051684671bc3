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

/** A regular expression of the RAID schemes there are. */
export const RAID_PATTERN = '^(none|raid1 1\\+1|raid5 ([2-9]|[1-3]\\d)\\+1|raid6 ([2-9]|[1-3]\\d)\\+2|raid10 ([1-9]|[1-3]\\d)\\+\\4)$';

/** Reads a text that matches the pattern, such as `raid5 7+1`. */
export function parseRaid(text: string): Raid {
  const [level = '', numbers = '1+0'] = text.split(' ');
  const [data = 1, redundant = 0] = numbers.split('+').map(Number);
  return { level: level as RaidLevel, data, redundant };
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

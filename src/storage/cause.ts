/** On whose account an I/O is done: utilisation is reported by cause. */
export const CAUSE_NAMES = ['host', 'copy', 'merge', 'destage', 'journal'] as const;
export const Cause = { Host: 0, Copy: 1, Merge: 2, Destage: 3, Journal: 4 } as const;

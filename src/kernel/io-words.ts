/** What an I/O asks for. */
export const Op = { Read: 0, Write: 1, Compare: 2, CopyData: 3 } as const;
export type Op = (typeof Op)[keyof typeof Op];

/** How a visit ended. Of several children the worst counts: the larger is the worse. */
export const Status = { Good: 0, Differs: 1, Aborted: 2, Failed: 3 } as const;
export type Status = (typeof Status)[keyof typeof Status];

/** Where a visit stands. Active: its owner has control of it. Ready: it goes on when the present call has returned. */
export const State = { Idle: 0, Active: 1, Waiting: 2, Ready: 3 } as const;
export type State = (typeof State)[keyof typeof State];

/** The number of no I/O. */
export const NOBODY = -1;

import type { Op } from '../../kernel/io.ts';
import type { Place } from './address/address-space.ts';

/** What a workload asks for, I/O by I/O: drawn at random or read from a trace. */
export interface IoSource extends Place {
  op: Op;
  /** False: the client has done its work. */
  more(client: number): boolean;
  /**
   * Puts the next I/O of a client into the fields; call it only if there is `more`. The n-th I/O of a client is the
   * same in every run, however fast the system is.
   */
  next(client: number): void;
}

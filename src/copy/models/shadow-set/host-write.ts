import { type Io, Op } from '../../../kernel/io.ts';
import { Cause } from '../../../storage/cause.ts';

/** The same as constants of this module, which take less time to read than those that are imported. */
const WRITE = Op.Write;
const HOST = Cause.Host;

export function isHostWrite(io: Io): boolean {
  return io.op === WRITE && io.cause === HOST;
}

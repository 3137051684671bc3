import { type Io, Op } from '../../../kernel/io.ts';
import { Cause } from '../../../storage/cause.ts';

export function isHostWrite(io: Io): boolean {
  return io.op === Op.Write && io.cause === Cause.Host;
}

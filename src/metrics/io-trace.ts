import { lowestBit } from '../kernel/free-numbers.ts';
import { type Io, Op, Status } from '../kernel/io.ts';
import { CAUSE_NAMES } from '../storage/cause.ts';
import type { HostObserver, MediaObserver } from '../storage/observer.ts';
import { RESIDENCE, Residence } from '../storage/residence.ts';

const BEFORE = ['time_s', 'kind', 'subject', 'place', 'operation', 'block', 'blocks', 'status', 'arrival_s', 'response_time_ms'];
const OPERATIONS = { [Op.Read]: 'read', [Op.Write]: 'write', [Op.Compare]: 'compare', [Op.CopyData]: 'copy' } as const;
const STATUSES = { [Status.Good]: 'good', [Status.Differs]: 'differs', [Status.Aborted]: 'aborted', [Status.Failed]: 'failed' } as const;

/** What a disk accounts for when a command begins, the last part first: of a host I/O that is lost meanwhile, some of it has not been yet. */
const AHEAD = [Residence.transfer, Residence.rotation, Residence.seek, Residence['disk overhead']] as const;

/** The columns of a trace. */
export const TRACE_COLUMNS: readonly string[] = [...BEFORE, ...RESIDENCE.map((name) => `residence_${name.replaceAll(' ', '_')}_ms`)];

/**
 * A row of CSV for each host I/O when it is over, and for each I/O of a medium: who, where, when, and where its time
 * went. It only looks, and is the same whether anybody else looks.
 */
export class IoTrace implements MediaObserver {
  readonly #clock: { readonly now: number };
  readonly #write: (row: string) => void;
  readonly #times = new Float64Array(RESIDENCE.length);

  /** @param write takes a line, with its end */
  constructor(clock: { readonly now: number }, write: (line: string) => void) {
    this.#clock = clock;
    this.#write = write;
    write(`${TRACE_COLUMNS.join(',')}\n`);
  }

  /** Listens to the I/Os of one workload. */
  of(workload: string): HostObserver {
    return { hostIssued: () => {}, hostDone: (target, io) => this.#row('host', workload, target, io) };
  }

  mediaRead(disk: string, io: Io): void {
    this.#row('medium', CAUSE_NAMES[io.cause]!, disk, io);
  }

  mediaWritten(disk: string, io: Io): void {
    this.#row('medium', CAUSE_NAMES[io.cause]!, disk, io);
  }

  #row(kind: string, subject: string, place: string, io: Io): void {
    const { now } = this.#clock;
    const times = this.#times.fill(0);
    let accounted = 0;
    for (let rest = io.touched; rest !== 0; rest &= rest - 1) {
      const category = lowestBit(rest);
      times[category] = io.spentIn(category);
      accounted += times[category]!;
    }
    let ahead = accounted - (now - io.began);
    if (ahead < 0) times[Residence.other]! -= ahead;
    for (let i = 0; ahead > 0 && i < AHEAD.length; i++) {
      const cut = Math.min(ahead, times[AHEAD[i]!]!);
      times[AHEAD[i]!]! -= cut;
      ahead -= cut;
    }
    let row = `${seconds(now)},${kind},${subject},${place},${OPERATIONS[io.op]},${io.block},${io.blocks},`;
    row += `${STATUSES[io.status]},${seconds(io.began)},${ms(now - io.began)}`;
    for (const time of times) row += time === 0 ? ',' : `,${ms(time)}`;
    this.#write(`${row}\n`);
  }
}

/** An instant in ns as seconds, to the nanosecond. */
function seconds(ns: number): string {
  return (ns / 1e9).toFixed(9);
}

/** A time in ns as ms, to the nanosecond. */
function ms(ns: number): string {
  return (ns / 1e6).toFixed(6);
}

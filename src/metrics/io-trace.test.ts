import { expect, it } from 'vitest';
import { runUntil } from '../devices/workload/testing/rig.ts';
import { Op, Status } from '../kernel/io.ts';
import { IoPool } from '../kernel/io-pool.ts';
import { Kernel } from '../kernel/kernel.ts';
import { RESIDENCE, Residence } from '../storage/residence.ts';
import { IoTrace, TRACE_COLUMNS } from './io-trace.ts';

const MS = 1e6;

/** The columns of the row of an I/O after 10 ms, in ms: those that are not empty. */
function rowOf(status: Status, spent: { readonly [category: number]: number }): { readonly [column: string]: string } {
  const kernel = new Kernel();
  const ios = new IoPool(kernel, RESIDENCE.length);
  const lines: string[] = [];
  const trace = new IoTrace(kernel, (line) => lines.push(line.trimEnd()));
  const io = ios.take({ name: 'host', advance: () => {} }, null);
  io.op = Op.Read;
  io.status = status;
  for (const [category, time] of Object.entries(spent)) io.spend(time * MS, Number(category));
  runUntil(kernel, 10 * MS);
  trace.of('orders').hostDone('volume', io);
  const values = lines[1]!.split(',');
  return Object.fromEntries(TRACE_COLUMNS.map((name, i) => [name, values[i]!]).filter(([, value]) => value !== ''));
}

it('accounts for all of the response time', () => {
  expect(rowOf(Status.Good, { [Residence.cpu]: 1, [Residence.seek]: 4 })).toMatchObject({
    status: 'good',
    response_time_ms: '10.000000',
    residence_cpu_ms: '1.000000',
    residence_seek_ms: '4.000000',
    residence_other_ms: '5.000000',
  });
});

it('of an I/O that is lost in the middle of a disk command, what has been of the command counts', () => {
  // A command of 1 + 5 + 4 + 2 ms, begun 4 ms after the arrival: of its 12 ms 6 have been.
  const parts = { [Residence['disk overhead']]: 1, [Residence.seek]: 5, [Residence.rotation]: 4, [Residence.transfer]: 2 };
  const row = rowOf(Status.Aborted, { [Residence['link wait']]: 4, ...parts });
  const residence = Object.entries(row).filter(([name]) => name.startsWith('residence'));
  expect(row['status']).toBe('aborted');
  expect(residence).toEqual([
    ['residence_link_wait_ms', '4.000000'],
    ['residence_disk_overhead_ms', '1.000000'],
    ['residence_seek_ms', '5.000000'],
  ]);
});

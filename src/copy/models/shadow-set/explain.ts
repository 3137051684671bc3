import type { CopyOperation } from './copy-operation.ts';
import type { CopyWork } from './copy-work.ts';
import { State } from './life-table.ts';
import type { ShadowSet, Shared } from './shadow-set.ts';

/** Where a set stands and what it waits for, for people. */
export function explain(set: ShadowSet, { work }: Shared): string {
  const { state } = set.life;
  const [current] = set.operations;
  const what = current === undefined ? '' : `, ${about(current, work)}`;
  const verifying = set.units.filter((unit) => unit.verifying).map(({ node }) => node.name);
  const stalled = verifying.length === 0 ? '' : `; ${verifying.join(', ')} in mount verification`;
  return `${set.name} is in state ${state}${what}${stalled}${state === State.TimedOut ? ': no node reaches a source member' : ''}`;
}

function about(operation: CopyOperation, work: CopyWork): string {
  const { fence, set, manager, thread } = operation;
  const where = `at block ${fence.position} of ${set.blocks}`;
  if (thread?.begun) return `${manager!.name} copies to ${operation}, ${where}`;
  if (manager !== null) return `${manager.name} waits until all nodes have acknowledged the fence ${where}`;
  const busy = work.runningDown(operation);
  if (busy !== '') return `the copy to ${operation} waits until I/Os from before to ${busy} have ended, ${where}`;
  const waits = work.isPending(operation)
    ? 'waits for a node with a free copy thread whose delay is over'
    : 'waits until the cluster is reconfigured';
  return `the copy to ${operation} ${waits}, ${where}`;
}

import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/** Where the pairs stand and what they wait for, for people. */
export function explain(pairs: readonly Pair[]): string {
  return pairs.map(about).join('\n');
}

function about({ name, life, point }: Pair): string {
  const left = point === null ? '' : `, ${point.uncopied.count} tracks are left to be copied`;
  const waits: { readonly [state: string]: string } = {
    [State.ActiveCopy]: point?.copying ? ' by the background copy' : ', and the background copy waits for a task of the array',
    [State.ActiveNocopy]: ', each when it is about to be overwritten on the source: without writes there, never',
  };
  return `${name} is in state ${life.state}${left}${waits[life.state] ?? ''}`;
}

import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/** The twin: the target holds the source as it is now, at once; nothing is left to be copied, no I/O is held or delayed. */
export function establishAtNoCost(pair: Pair): void {
  const { source, target, box, values, life } = pair;
  box.discard(target, (track) => track < source.tracks);
  target.generation++;
  source.contentsNow(target.rank.contents);
  life.go('establish', 'costs nothing', State.Establishing);
  life.go('established', 'costs nothing', values.mode === 'copy' ? State.ActiveCopy : State.ActiveNocopy);
  if (values.mode === 'copy') completeAtNoCost(pair);
}

/** A background copy that costs nothing has ended as soon as it has begun. */
export function completeAtNoCost({ life, values }: Pair): void {
  life.go('copied', 'costs nothing', values.relationship === 'persistent' ? State.Complete : State.None);
}

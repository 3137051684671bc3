import type { Values } from '../../../parameters/parameter.ts';
import { VerbRefused } from '../../copy-service.ts';
import { InitialCopy } from './initial-copy.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';
import type { paircreateOptions, pairsplitOptions } from './parameters.ts';
import { suspend } from './suspension.ts';

type Options = { readonly [option: string]: unknown };

/**
 * What operators say. A verb for several pairs is looked at for all of them before anything is done for one.
 * @returns what does it
 * @throws VerbRefused
 */
export function prepare(group: JournalGroup, pairs: readonly Pair[], verb: string, options: Options): () => void {
  for (const pair of pairs) pair.life.expect(verb);
  switch (verb) {
    case 'paircreate':
      return paircreate(group, pairs, options);
    case 'pairsplit':
      return pairsplit(group, pairs, options);
    case 'pairresync':
      return pairresync(group, pairs);
    default:
      throw new VerbRefused(`a journal pair has no verb ${verb}`);
  }
}

function paircreate(group: JournalGroup, pairs: readonly Pair[], options: Partial<Values<typeof paircreateOptions>>): () => void {
  expectPaths(group, 'paircreate');
  return () => {
    for (const pair of pairs) {
      if (options.copy_mode === 'none') {
        pair.twin?.paired(false);
        pair.go('paircreate', 'copy mode none', State.Pair);
        continue;
      }
      group.mark(pair, 0, pair.pvol.blocks);
      copy(group, pair, 'paircreate', 'initial copy');
    }
    group.exposureChanged();
  };
}

function pairsplit(group: JournalGroup, pairs: readonly Pair[], options: Partial<Values<typeof pairsplitOptions>>): () => void {
  const mode = options.mode ?? 'flush';
  if (mode === 'simplex')
    return () => {
      for (const pair of pairs) pair.twin?.givenUp();
      suspend(group, pairs, 'pairsplit', State.Simplex, 'pairsplit -S');
    };
  for (const { life, name, restoring } of pairs) {
    if (!restoring || (mode === 'flush' && life.state !== State.Pair && life.state !== State.HighWater))
      throw new VerbRefused(`pairsplit with ${mode} is not possible while ${name} is in state ${life.state}`);
  }
  if (mode === 'purge' || group.shared.boxes.twin) return () => suspend(group, pairs, 'pairsplit', State.Split, mode);
  return () => {
    for (const pair of pairs) pair.go('pairsplit', mode, State.Suspending);
    for (const pair of pairs) group.flush(pair);
  };
}

function pairresync(group: JournalGroup, pairs: readonly Pair[]): () => void {
  expectPaths(group, 'pairresync');
  return () => {
    for (const pair of pairs) copy(group, pair, 'pairresync', `${pair.bitmap.count} tracks`);
    group.exposureChanged();
  };
}

/** The tracks in the bitmap are copied; the twin's are at once. */
function copy(group: JournalGroup, pair: Pair, verb: string, cause: string): void {
  pair.go(verb, cause, State.Copy);
  if (pair.twin === null) {
    pair.exposedSince = Math.min(pair.exposedSince, group.kernel.now);
    pair.initialCopy = new InitialCopy(group, pair);
    return;
  }
  pair.twin.paired(true);
  pair.bitmap.clearAll();
  pair.exposedSince = Infinity;
  pair.go('initial-copy-done', 'costs nothing', State.Pair);
}

function expectPaths({ paths, name }: JournalGroup, verb: string): void {
  if (!paths.usable) throw new VerbRefused(`${verb} of ${name} is not possible: ${paths.lost}`);
}

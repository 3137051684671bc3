import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import type { BoxVolume } from '../../../devices/box/box-volume.ts';
import type { Payload } from '../../../kernel/payload.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/** The twin: the target holds the source as it is now, at once; nothing is left to be copied, no I/O is held or delayed. */
export function establishAtNoCost(pair: Pair): void {
  const { source, target, box, values, life } = pair;
  const payload = box.payloads.take();
  box.discard(target, (track) => track < source.tracks);
  target.generation++;
  copyRank(source, target, payload);
  box.cache.forEachOf(source.number, (page) => {
    if (box.cache.isModified(page)) overlayPage(source, target, page, payload);
  });
  box.payloads.give(payload);
  life.go('establish', 'costs nothing', State.Establishing);
  life.go('established', 'costs nothing', values.mode === 'copy' ? State.ActiveCopy : State.ActiveNocopy);
  if (values.mode === 'copy') completeAtNoCost(pair);
}

/** A background copy that costs nothing has ended as soon as it has begun. */
export function completeAtNoCost({ life, values }: Pair): void {
  life.go('copied', 'costs nothing', values.relationship === 'persistent' ? State.Complete : State.None);
}

function copyRank(source: BoxVolume, target: BoxVolume, payload: Payload): void {
  if (target.blocks === source.blocks) return target.rank.contents.copyFrom(source.rank.contents);
  for (let block = 0; block < source.blocks; block += TRACK_BLOCKS) {
    const blocks = source.blocksOf(block / TRACK_BLOCKS);
    source.rank.contents.read(block, blocks, payload);
    target.rank.contents.write(block, blocks, payload);
  }
}

/** What the cache has of a track that is not on the rank of the source yet. */
function overlayPage(source: BoxVolume, target: BoxVolume, page: number, payload: Payload): void {
  const { cache, payloads } = source.box;
  const track = cache.trackOf(page);
  const block = track * TRACK_BLOCKS;
  const blocks = source.blocksOf(track);
  const image = payloads.take();
  source.rank.contents.read(block, blocks, image);
  payload.clear();
  cache.units.overlay(page, image, 0, source.unitsIn(block, block + blocks), payload);
  target.rank.contents.write(block, blocks, payload);
  payloads.give(image);
}

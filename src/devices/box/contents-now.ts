import type { Contents } from '../../storage/contents.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { BoxVolume } from './box-volume.ts';

/** Makes `into`, which is at least as large, hold what hosts would read of the volume at this instant: of its cache, else of its rank. For twins: nothing moves. */
export function contentsNow(volume: BoxVolume, into: Contents): void {
  const { box, number, rank } = volume;
  const { cache, payloads } = box;
  const payload = payloads.take();
  const image = payloads.take();
  if (into.blocks === volume.blocks) into.copyFrom(rank.contents);
  else {
    rank.contents.read(0, volume.blocks, payload);
    into.write(0, volume.blocks, payload);
  }
  cache.forEachOf(number, (page) => {
    if (!cache.isModified(page)) return;
    const track = cache.trackOf(page);
    const block = track * TRACK_BLOCKS;
    const blocks = volume.blocksOf(track);
    rank.contents.read(block, blocks, image);
    payload.clear();
    cache.units.overlay(page, image, 0, volume.unitsIn(block, block + blocks), payload);
    into.write(block, blocks, payload);
  });
  payloads.give(image);
  payloads.give(payload);
}

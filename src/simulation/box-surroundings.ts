import type { Boxes, Surroundings } from '../copy/surroundings.ts';
import type { Box } from '../devices/box/box.ts';
import type { BitmapObserver, JournalObserver } from '../storage/observer.ts';
import type { Hardware } from './hardware.ts';
import type { PlacedArray } from './routes.ts';

/** The boxes of a scenario, as copy services see them. */
export function boxesOf(surroundings: Surroundings, hardware: Hardware, observer: JournalObserver & BitmapObserver): Boxes {
  const placed = (box: Box): PlacedArray => hardware.arrays.find(({ name }) => name === box.name)!;
  return {
    ...surroundings,
    journals: observer,
    bitmaps: observer,
    boxes: hardware.boxes,
    volume: (name) => hardware.boxVolumes.find(({ volume }) => volume.name === name)!.volume,
    links: (from, to) => hardware.wiring.linksBetween(placed(from), placed(to)),
  };
}

import type { Io } from '../../../kernel/io.ts';
import { Process } from '../../../kernel/process.ts';
import { Cause } from '../../../storage/cause.ts';
import type { PointInTime } from './point-in-time.ts';

/**
 * After a point in time, what was modified before is destaged in the background: a host write to such a track would have
 * to wait for that. These are plain destages, the data belong to the point in time. (A point in time taken before is
 * another matter: the destage asks.)
 */
export class DestageAfterEstablish {
  readonly #point: PointInTime;
  readonly #tracks: number[] = [];
  #next = 0;

  constructor(point: PointInTime) {
    const { pair, generation } = point;
    const { cache } = pair.box;
    this.#point = point;
    cache.forEachOf(pair.source.number, (page) => {
      if (cache.isModified(page) && cache.generationOf(page) <= generation) this.#tracks.push(cache.trackOf(page));
    });
    const { ios } = pair.shared.boxes;
    const atATime = Math.min(pair.values.destage_after_establish, this.#tracks.length);
    for (let i = 0; i < atATime; i++) new Process(ios, `destage after establish of ${pair.name}`, (io) => this.#run(io));
  }

  *#run(io: Io): Generator<void, void> {
    const { pair, generation } = this.#point;
    const { source, box } = pair;
    io.cause = Cause.Destage;
    while (this.#next < this.#tracks.length) {
      const track = this.#tracks[this.#next++]!;
      source.locks.acquire(io, track, 0);
      yield;
      const page = box.cache.find(source.number, track);
      if (page >= 0 && box.cache.isModified(page) && box.cache.generationOf(page) <= generation) {
        box.destager.destageNow(io, source, track, 0);
        yield;
      }
      source.locks.release(track);
    }
  }
}

import { Geometry, Position } from './geometry.ts';
import { rotationalLatency } from './rotation.ts';
import { SeekCurve } from './seek.ts';
import type { DriveSpec } from './spec.ts';

/**
 * Arm and platters: where the head is, until when it is busy, and how long it takes to bring blocks under it. The parts
 * of the last access are left in fields.
 */
export class Mechanism {
  readonly geometry: Geometry;
  readonly revolution: number;
  cylinder = 0;
  head = 0;
  /** The arm is free from this instant on; the last access ended then. */
  free = 0.5;
  /** What nobody waits for is done up to this instant. */
  until = 0.5;
  seek = 0.5;
  rotation = 0.5;
  media = 0.5;
  /** The instant at which the last block of the last read is over the interface. */
  delivered = 0.5;
  /** Blocks of the track that passed under the head before the first block of the last read. */
  passed = 0;
  readonly #readCurve: SeekCurve;
  readonly #writeCurve: SeekCurve;
  readonly #spec: DriveSpec;
  readonly #at = new Position();

  constructor(spec: DriveSpec) {
    this.#spec = spec;
    this.geometry = new Geometry(spec.geometry);
    this.#readCurve = new SeekCurve(spec.seek.read);
    this.#writeCurve = new SeekCurve(spec.seek.write);
    this.revolution = spec.revolution;
    this.free = 0;
  }

  /** Time to bring the arm over a track. */
  positioning(at: Position, write: boolean): number {
    const distance = Math.abs(at.cylinder - this.cylinder);
    const time = write ? this.#writeCurve.time(distance) : this.#readCurve.time(distance);
    if (at.head === this.head) return time;
    return Math.max(time, write ? this.#spec.seek.writeHeadSwitch : this.#spec.seek.readHeadSwitch);
  }

  /**
   * Reads blocks, and sends them over the interface as they come in.
   * @param start the arm begins to move
   * @param wanted blocks that must be in the buffer before the interface is taken
   */
  read(start: number, block: number, blocks: number, wanted: number): void {
    const at = this.#at;
    const { overhead, transfer, cache } = this.#spec;
    const bus = transfer.read;
    let now = start;
    this.#begin();
    this.delivered = 0;
    for (let done = 0; done < blocks; ) {
      this.geometry.locate(block + done, at);
      const count = Math.min(blocks - done, at.left);
      const sector = this.revolution / at.sectors;
      now += this.#move(at, this.positioning(at, false));
      const latency = rotationalLatency(now, at.angle, this.revolution);
      if (done === 0) this.passed = Math.min(Math.floor(latency / sector), at.before);
      const last = cache.zeroLatencyRead ? this.#afterTheTurn(latency, count, sector) : count;
      now += latency;
      const first = Math.max(1, Math.min(wanted - done, last));
      const contact = done < wanted ? overhead.reselect + overhead.dataPreparation + done * bus : 0;
      // The interface may be held up by the first block that it waits for, or by the last that comes in.
      if (wanted <= done + count) this.#deliver(now + first * sector + contact + (blocks - done) * bus);
      this.#deliver(now + last * sector + (blocks - done - last + 1) * bus);
      this.#end(latency, last * sector);
      now += last * sector;
      done += count;
    }
    this.free = now;
  }

  /**
   * Writes blocks.
   * @param start the arm begins to move
   * @param dataFrom from this instant on the blocks come in over the interface
   * @param bus time of one block over the interface; 0: all are in the buffer
   * @param wanted blocks that must be in the buffer before the first is written
   */
  write(start: number, block: number, blocks: number, dataFrom: number, bus: number, wanted: number): void {
    const at = this.#at;
    const { seek, cache } = this.#spec;
    let now = start;
    this.#begin();
    for (let done = 0; done < blocks; ) {
      this.geometry.locate(block + done, at);
      const count = Math.min(blocks - done, at.left);
      const sector = this.revolution / at.sectors;
      const move = this.positioning(at, true);
      now += this.#move(at, done === 0 ? Math.max(move, seek.minimumWrite) : move);
      let latency = rotationalLatency(now, at.angle, this.revolution);
      // A turn is lost if the data would run out in the middle of the track.
      const needed = dataFrom + Math.max((done === 0 ? wanted : done + 1) * bus, (done + count) * bus - (count - 1) * sector);
      while (now + latency < needed) latency += this.revolution;
      const allIn = cache.zeroLatencyWrite && now >= dataFrom + (done + count) * bus;
      const last = allIn ? this.#afterTheTurn(latency, count, sector) : count;
      this.#end(latency, last * sector);
      now += latency + last * sector;
      done += count;
    }
    this.free = now;
  }

  /** Reads on without a request: from the end of the last access, up to `count` blocks of one track, but not after `until`. */
  stream(block: number, count: number): number {
    const at = this.#at;
    const { until } = this;
    this.geometry.locate(block, at);
    const sector = this.revolution / at.sectors;
    const move = this.positioning(at, false);
    const start = this.free + move;
    if (start >= until) {
      // A head switch or seek that has begun is not broken off.
      if (this.free < until) this.free = start + this.#move(at, 0);
      return 0;
    }
    this.#begin();
    this.#move(at, move);
    const latency = rotationalLatency(start, at.angle, this.revolution);
    const read = Math.min(count, at.left, Math.floor((until - start - latency) / sector));
    if (read <= 0) {
      this.free = start;
      return 0;
    }
    this.#end(latency, read * sector);
    this.free = start + latency + read * sector;
    return read;
  }

  /** Of blocks whose first comes under the head after `latency`: how many come after it, the others having passed before. */
  #afterTheTurn(latency: number, count: number, sector: number): number {
    const passed = Math.floor((latency - this.revolution + count * sector) / sector);
    return passed > 0 ? count - passed : count;
  }

  #begin(): void {
    this.seek = 0;
    this.rotation = 0;
    this.media = 0;
  }

  #move(at: Position, time: number): number {
    this.cylinder = at.cylinder;
    this.head = at.head;
    this.seek += time;
    return time;
  }

  #end(latency: number, media: number): void {
    this.rotation += latency;
    this.media += media;
  }

  #deliver(instant: number): void {
    if (instant > this.delivered) this.delivered = instant;
  }
}

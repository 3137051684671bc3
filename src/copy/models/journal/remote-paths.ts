import type { Hop, Leg } from '../../../devices/path/hop.ts';
import { type Io, type Layer, Status } from '../../../kernel/io.ts';
import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';

const Step = { Sent: 0, Arrived: 1 } as const;

/** Messages between two boxes in one direction: each holds a path for its data (`io.blocks`), then travels. It is lost, and ends as failed, if the link fails meanwhile. `io.a` is the link. */
class Way implements Layer {
  readonly name: string;
  readonly #hops: readonly Hop[];
  readonly #legs: readonly Leg[];
  #turn = 0;

  constructor(name: string, hops: readonly Hop[], legs: readonly Leg[]) {
    this.name = name;
    this.#hops = hops;
    this.#legs = legs;
  }

  submit(io: Io): void {
    const link = this.#nextUp();
    if (link < 0) return io.done(Status.Failed);
    const { station, fixed, nsPerByte } = this.#legs[link]!;
    io.a = link;
    station.serve(io, fixed + Math.round(nsPerByte * io.blocks * BLOCK_BYTES), Step.Sent);
  }

  advance(io: Io): void {
    if (!this.#hops[io.a]!.component.up) return io.done(Status.Failed);
    const { latency } = this.#legs[io.a]!;
    if (io.step === Step.Sent && latency > 0) return io.sleep(latency, Residence['link latency'], Step.Arrived);
    io.done();
  }

  /** Links take turns. */
  #nextUp(): number {
    const hops = this.#hops;
    for (let i = 0; i < hops.length; i++) {
      this.#turn = (this.#turn + 1) % hops.length;
      if (hops[this.#turn]!.component.up) return this.#turn;
    }
    return -1;
  }
}

/** The remote copy connections between two boxes: all links between them. */
export class RemotePaths {
  /** From the main box to the remote one, and back. */
  readonly forth: Layer;
  readonly back: Layer;
  /** Paths of all links together. */
  readonly count: number;
  readonly #hops: readonly Hop[];

  /** @param hops the links, from the main to the remote box */
  constructor(name: string, hops: readonly Hop[]) {
    this.#hops = hops;
    const [out, back] = [hops.map((hop) => hop.out), hops.map((hop) => hop.back)];
    this.forth = new Way(`${name}, remote path`, hops, out);
    this.back = new Way(`${name}, remote path back`, hops, back);
    this.count = out.reduce((sum, { station }) => sum + station.servers, 0);
  }

  /** Some path works. */
  get usable(): boolean {
    return this.#hops.some(({ component }) => component.up);
  }
}

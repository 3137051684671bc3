import type { Hop, Leg } from '../../../devices/path/hop.ts';
import { type Io, type Layer, Status } from '../../../kernel/io.ts';
import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { JournalBox } from './surroundings.ts';

const Step = { Sent: 0, Arrived: 1 } as const;

/** The boxes at both ends. */
export interface Ends {
  readonly main: JournalBox;
  readonly remote: JournalBox;
}

/**
 * Messages between two boxes in one direction: each holds a path for its data (`io.blocks`), then travels. It is lost,
 * and ends as failed, if the link or one of the boxes fails meanwhile. `io.a` is the link.
 */
class Way implements Layer {
  readonly name: string;
  readonly #hops: readonly Hop[];
  readonly #legs: readonly Leg[];
  readonly #ends: Ends;
  #turn = 0;

  constructor(name: string, hops: readonly Hop[], legs: readonly Leg[], ends: Ends) {
    this.name = name;
    this.#hops = hops;
    this.#legs = legs;
    this.#ends = ends;
  }

  submit(io: Io): void {
    const link = this.#nextUp();
    if (link < 0) return io.done(Status.Failed);
    const { station, fixed, nsPerByte } = this.#legs[link]!;
    io.a = link;
    station.serve(io, fixed + Math.round(nsPerByte * io.blocks * BLOCK_BYTES), Step.Sent);
  }

  advance(io: Io): void {
    if (!this.#hops[io.a]!.component.up || !bothUp(this.#ends)) return io.done(Status.Failed);
    const { latency } = this.#legs[io.a]!;
    if (io.step === Step.Sent && latency > 0) return io.sleep(latency, Residence['link latency'], Step.Arrived);
    io.done();
  }

  /** Links take turns. @returns -1 if nothing can be sent */
  #nextUp(): number {
    const hops = this.#hops;
    if (!bothUp(this.#ends)) return -1;
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
  readonly ends: Ends;
  readonly #hops: readonly Hop[];

  /** @param hops the links, from the main to the remote box */
  constructor(name: string, hops: readonly Hop[], ends: Ends) {
    this.ends = ends;
    this.#hops = hops;
    const [out, back] = [hops.map((hop) => hop.out), hops.map((hop) => hop.back)];
    this.forth = new Way(`${name}, remote path`, hops, out, ends);
    this.back = new Way(`${name}, remote path back`, hops, back, ends);
    this.count = out.reduce((sum, { station }) => sum + station.servers, 0);
  }

  /** Some path works, and so do the boxes at its ends. */
  get usable(): boolean {
    return this.lost === null;
  }

  /** Why the boxes cannot talk to each other; null: they can. */
  get lost(): string | null {
    const { main, remote } = this.ends;
    if (!main.up) return `the main box ${main.name} is down`;
    if (!remote.up) return `the remote box ${remote.name} is down`;
    return this.#hops.some(({ component }) => component.up) ? null : 'all paths are lost';
  }
}

function bothUp({ main, remote }: Ends): boolean {
  return main.up && remote.up;
}

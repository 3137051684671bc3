import type { Attachment } from '../../../devices/box/attachment.ts';
import { type Io, Op } from '../../../kernel/io.ts';
import { Contents } from '../../../storage/contents.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';
import { SecondaryVolume } from './secondary-volume.ts';

/**
 * A pair in the twin: its S-VOL follows at once, at no cost. What hosts find on it is kept here, as its cache and what is on its
 * way to its rank are of other times. I/Os take as long as they do.
 */
export class TwinPair {
  readonly #pair: Pair;
  readonly #image: Contents;

  constructor(pair: Pair) {
    const { blocks, rank } = pair.svol;
    this.#pair = pair;
    this.#image = new Contents(blocks, rank.contents.unitBlocks);
    pair.twin = this;
  }

  /** In the I/O paths of the two volumes. */
  attach(group: JournalGroup): void {
    const { pvol, svol } = this.#pair;
    pvol.attach(new TwinPrimaryVolume(this.#pair, this.#image));
    svol.attach(new TwinSecondaryVolume(group, this.#pair, this.#image));
  }

  /** The S-VOL is what the P-VOL is now; or, if nothing is copied, what it is itself. */
  paired(copied: boolean): void {
    const { pvol, svol } = this.#pair;
    (copied ? pvol : svol).contentsNow(this.#image);
    svol.rank.contents.copyFrom(this.#image);
  }

  /** The pair is given up: the S-VOL keeps what it shows. */
  givenUp(): void {
    const { svol } = this.#pair;
    svol.discardCache();
    svol.rank.contents.copyFrom(this.#image);
  }
}

class TwinPrimaryVolume implements Attachment {
  readonly name: string;
  readonly #pair: Pair;
  readonly #image: Contents;

  constructor(pair: Pair, image: Contents) {
    this.name = `journal of ${pair.name}`;
    this.#pair = pair;
    this.#image = image;
  }

  completed(_volume: unknown, io: Io): boolean {
    if (io.op !== Op.Write || !this.#pair.journaling) return false;
    this.#image.write(io.block, io.blocks, io.payload!);
    this.#pair.svol.rank.contents.write(io.block, io.blocks, io.payload!);
    return false;
  }
}

class TwinSecondaryVolume extends SecondaryVolume {
  readonly #pair: Pair;
  readonly #image: Contents;

  constructor(group: JournalGroup, pair: Pair, image: Contents) {
    super(group, pair);
    this.#pair = pair;
    this.#image = image;
  }

  override completed(_volume: unknown, io: Io): boolean {
    if (io.op === Op.Read && this.#pair.life.state !== State.Simplex) this.#image.read(io.block, io.blocks, io.payload!);
    return false;
  }
}

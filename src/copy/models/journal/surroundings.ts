import type { Attachment } from '../../../devices/box/attachment.ts';
import type { Hop } from '../../../devices/path/hop.ts';
import type { Contents } from '../../../storage/contents.ts';
import type { JournalObserver } from '../../../storage/observer.ts';
import type { Volume } from '../../../storage/volume.ts';
import type { Surroundings } from '../../surroundings.ts';

/** A box, as far as journal replication asks. */
export interface JournalBox {
  readonly name: string;
  /** It has power. */
  readonly up: boolean;
  readonly unitBlocks: number;
}

/** A volume of a box, as journal replication takes part in its I/O path. */
export interface JournalVolume extends Volume {
  readonly box: JournalBox;
  /** What is on its rank: set only to prepare a run, and in the twin. */
  readonly rank: { readonly contents: Contents };
  /** For the twin: makes `into` hold what hosts would read now, and forgets what is cached. */
  contentsNow(into: Contents): void;
  discardCache(): void;
  attach(attachment: Attachment): void;
}

/** What journal replication is installed into. */
export interface JournalSurroundings extends Surroundings {
  volume(name: string): JournalVolume;
  /** The links between two boxes, in the order of the scenario. */
  links(from: JournalBox, to: JournalBox): readonly Hop[];
  readonly journals: JournalObserver;
}

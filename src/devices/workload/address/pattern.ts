import type { Random } from '../../../kernel/random.ts';
import type { Place } from './address-space.ts';

/** Chooses addresses. What it chooses depends on the draws and on how often it was asked for this client, on nothing else. */
export interface AddressPattern {
  /**
   * Puts the place of the next I/O of a client into `into`.
   * @param client index of the client: sequential patterns keep a position for each
   * @param size index into the sizes of the mix
   * @param random gives just two draws, `double()`, whatever the pattern
   */
  place(into: Place, client: number, size: number, random: Random): void;
  /** Blocks that a client goes over until it has seen its share of the space once. */
  passOf(client: number): number;
}

import { EntryKind, type Journal } from '../../../storage/journal.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';

/** Host writes of a journal group that have not arrived without a gap: what is lost if the main box is lost now. */
export class AtRisk {
  entries = 0;
  /** Data of these writes. */
  bytes = 0;

  /** A host write has become an entry. */
  add(blocks: number): void {
    this.entries++;
    this.bytes += blocks * BLOCK_BYTES;
  }

  /** An entry has arrived, or is dropped. @param journal in which it lies */
  remove(journal: Journal, sequence: number): void {
    if (journal.kindOf(sequence) !== EntryKind.Update) return;
    this.entries--;
    this.bytes -= journal.blocksOf(sequence) * BLOCK_BYTES;
  }

  /** No entry is wanted any more. */
  clear(): void {
    this.entries = 0;
    this.bytes = 0;
  }
}

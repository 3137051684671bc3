/** Entries of one chunk. */
const CHUNK = 4096;

/** A large array of small whole numbers that is zero almost everywhere: memory is taken only where something was set. */
export class SparseIndex {
  readonly #chunks: (Int32Array | undefined)[] = [];

  get(index: number): number {
    const chunk = this.#chunks[Math.floor(index / CHUNK)];
    return chunk === undefined ? 0 : chunk[index % CHUNK]!;
  }

  set(index: number, value: number): void {
    const at = Math.floor(index / CHUNK);
    const chunk = this.#chunks[at] ?? (this.#chunks[at] = new Int32Array(CHUNK));
    chunk[index % CHUNK] = value;
  }
}

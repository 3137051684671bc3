/** Which page holds which track: a hash table with chains, in typed arrays. */
export class Directory {
  #heads = new Int32Array(64).fill(-1);
  #next = new Int32Array(64);
  /** -1: the page holds no track. */
  #volumes = new Int32Array(64).fill(-1);
  #tracks = new Int32Array(64);
  /** Pages of each volume. */
  readonly #counts: number[] = [];

  /** The page of a track, or -1. */
  find(volume: number, track: number): number {
    let page = this.#heads[this.#slot(volume, track)]!;
    while (page >= 0 && (this.#tracks[page] !== track || this.#volumes[page] !== volume)) page = this.#next[page]!;
    return page;
  }

  /** The volume whose track the page holds, or -1. */
  volumeOf(page: number): number {
    return page < this.#volumes.length ? this.#volumes[page]! : -1;
  }

  trackOf(page: number): number {
    return this.#tracks[page]!;
  }

  /** Pages that hold tracks of the volume. */
  countOf(volume: number): number {
    return this.#counts[volume] ?? 0;
  }

  /** The page holds this track from now on; before it held none. */
  add(page: number, volume: number, track: number): void {
    if (page >= this.#volumes.length) this.#grow();
    this.#volumes[page] = volume;
    this.#tracks[page] = track;
    this.#counts[volume] = this.countOf(volume) + 1;
    this.#link(page);
  }

  /** The page holds no track any more. */
  remove(page: number): void {
    const slot = this.#slot(this.#volumes[page]!, this.#tracks[page]!);
    const after = this.#next[page]!;
    let at = this.#heads[slot]!;
    if (at === page) this.#heads[slot] = after;
    else {
      while (this.#next[at] !== page) at = this.#next[at]!;
      this.#next[at] = after;
    }
    this.#counts[this.#volumes[page]!]!--;
    this.#volumes[page] = -1;
  }

  #slot(volume: number, track: number): number {
    const mixed = Math.imul(track, 0x9e3779b1) ^ Math.imul(volume, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (this.#heads.length - 1);
  }

  #link(page: number): void {
    const slot = this.#slot(this.#volumes[page]!, this.#tracks[page]!);
    this.#next[page] = this.#heads[slot]!;
    this.#heads[slot] = page;
  }

  /** Twice as many pages, and slots. */
  #grow(): void {
    const size = 2 * this.#volumes.length;
    const volumes = new Int32Array(size).fill(-1);
    const tracks = new Int32Array(size);
    volumes.set(this.#volumes);
    tracks.set(this.#tracks);
    this.#volumes = volumes;
    this.#tracks = tracks;
    this.#next = new Int32Array(size);
    this.#heads = new Int32Array(size).fill(-1);
    for (let page = 0; page < size; page++) if (volumes[page]! >= 0) this.#link(page);
  }
}

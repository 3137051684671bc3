/** The hardware of a journal group between its volumes. */
export interface Between {
  /** The boxes of the P-VOLs and of the S-VOLs. */
  readonly main: string;
  readonly remote: string;
  readonly links: readonly string[];
}

/** What has failed of the hardware between two boxes, from the faults of the run alone. */
export class Connection {
  readonly #between: Between;
  readonly #down = new Set<string>();
  /** Since when the boxes cannot talk to each other, in ns; Infinity: they can. */
  cutSince = Infinity;
  /** Since when the main box is down, and the remote one up, in ns; Infinity: they are not. */
  mainDownSince = Infinity;
  remoteUpSince = 0;
  /** Only the remote box and links between the two have failed during the cut: hosts have what they need. */
  undisturbed = true;

  constructor(between: Between) {
    this.#between = between;
  }

  /** The boxes will be able to talk again with the repair of this. */
  mends(subject: string): boolean {
    if (this.cutSince === Infinity || !this.#down.delete(subject)) return false;
    const mended = !this.#isCut();
    this.#down.add(subject);
    return mended;
  }

  /** A piece of hardware has failed or is back. @returns whether the boxes cannot talk to each other from now on */
  changed(subject: string, failed: boolean, now: number): boolean {
    const { main, remote, links } = this.#between;
    if (failed) this.#down.add(subject);
    else this.#down.delete(subject);
    if (subject === main) this.mainDownSince = failed ? now : Infinity;
    if (subject === remote) this.remoteUpSince = failed ? Infinity : now;
    const before = this.cutSince;
    this.cutSince = this.#isCut() ? Math.min(before, now) : Infinity;
    if (before === Infinity) this.undisturbed = true;
    if ([...this.#down].some((one) => one !== remote && !links.includes(one))) this.undisturbed = false;
    return before === Infinity && this.cutSince < Infinity;
  }

  #isCut(): boolean {
    const { main, remote, links } = this.#between;
    return this.#down.has(main) || this.#down.has(remote) || links.every((link) => this.#down.has(link));
  }
}

/**
 * The writes of hosts that one node has under way to members of a set, those judged by the fence of today apart from
 * those judged by an earlier one: a take-over waits for the latter.
 */
export class WritesUnderWay {
  #epoch = 0;
  #current = 0;
  #earlier = 0;
  #whenEnded: (() => void)[] = [];

  /** Writes that have not ended. */
  get count(): number {
    return this.#current + this.#earlier;
  }

  /** A write to a member begins. Returns the epoch to give to `end`. */
  begin(): number {
    this.#current++;
    return this.#epoch;
  }

  end(epoch: number): void {
    if (epoch === this.#epoch) this.#current--;
    else if (--this.#earlier === 0) this.#tell();
  }

  /** From now on another fence counts; `whenEnded` is called when all writes that began before have ended. */
  turn(whenEnded: () => void): void {
    this.#epoch++;
    this.#earlier += this.#current;
    this.#current = 0;
    this.#whenEnded.push(whenEnded);
    if (this.#earlier === 0) this.#tell();
  }

  #tell(): void {
    const told = this.#whenEnded;
    this.#whenEnded = [];
    for (const whenEnded of told) whenEnded();
  }
}

/** A piece of hardware that can fail and be repaired: the timeline's faults act on it. */
export interface Component {
  readonly name: string;
  readonly up: boolean;
  fail(): void;
  repair(): void;
}

/** A component that only has to know whether it works: I/Os find out when they come to it. */
export class Switchable implements Component {
  readonly name: string;
  up = true;

  constructor(name: string) {
    this.name = name;
  }

  fail(): void {
    this.up = false;
  }

  repair(): void {
    this.up = true;
  }
}

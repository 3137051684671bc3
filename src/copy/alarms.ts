import type { Actor, Handle, Kernel } from '../kernel/kernel.ts';

/** Something that will happen unless it is cancelled. */
export interface Alarm {
  readonly slot: number;
  readonly handle: Handle;
}

/** Rare things that happen after a time: delays and time-outs of the control plane. */
export class Alarms implements Actor {
  readonly name: string;
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #rings: ((() => void) | null)[] = [];

  constructor(kernel: Kernel, name: string) {
    this.name = name;
    this.#kernel = kernel;
    this.#id = kernel.register(this);
  }

  /** Calls `ring` after `delay` ns. */
  set(delay: number, ring: () => void): Alarm {
    const idle = this.#rings.indexOf(null);
    const slot = idle < 0 ? this.#rings.length : idle;
    this.#rings[slot] = ring;
    return { slot, handle: this.#kernel.after(delay, this.#id, slot) };
  }

  /** Without effect if it has rung. */
  cancel(alarm: Alarm): void {
    if (this.#kernel.cancel(alarm.handle)) this.#rings[alarm.slot] = null;
  }

  fire(slot: number): void {
    const ring = this.#rings[slot]!;
    this.#rings[slot] = null;
    ring();
  }
}

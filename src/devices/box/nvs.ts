import type { Io } from '../../kernel/io.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Store } from '../../kernel/store.ts';
import { Level } from '../../statistics/level.ts';

/** The pages of NVS: one for each modified page of the cache. Host writes wait here when it is full. */
export class Nvs extends Store {
  /** Pages in use over time. */
  readonly level = new Level();
  readonly #kernel: Kernel;

  /** @param category residence category of the wait */
  constructor(kernel: Kernel, name: string, pages: number, category: number) {
    super(name, pages, category);
    this.#kernel = kernel;
  }

  get used(): number {
    return this.capacity - this.free;
  }

  override take(io: Io, amount: number, next: number): void {
    super.take(io, amount, next);
    this.#changed();
  }

  override tryTake(amount: number): boolean {
    const taken = super.tryTake(amount);
    if (taken) this.#changed();
    return taken;
  }

  override give(amount: number): void {
    super.give(amount);
    this.#changed();
  }

  override forget(io: Io): void {
    super.forget(io);
    this.#changed();
  }

  #changed(): void {
    this.level.change(this.#kernel.now, this.used);
  }
}

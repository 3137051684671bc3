import { KernelError } from '../kernel/kernel-error.ts';

/** The mark at which the run ends does not come: the scenario leads nowhere. */
export class NeverEnds extends KernelError {
  constructor(message: string, now?: number) {
    super(message, now);
    this.name = 'NeverEnds';
  }
}

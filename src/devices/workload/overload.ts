import { KernelError } from '../../kernel/kernel-error.ts';

/** A workload offers more than the system can carry: its I/Os pile up. */
export class Overload extends KernelError {
  readonly workload: string;

  /** @param now in ns */
  constructor(workload: string, inFlight: number, now: number) {
    super(
      `${workload} offers more than the system can carry: ${inFlight} I/Os are in flight (in_flight_limit); lower its rate, or make faster what its I/Os wait for`,
      now,
    );
    this.name = 'Overload';
    this.workload = workload;
  }
}

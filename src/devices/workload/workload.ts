/** What has become of the I/Os of a workload so far. Each one issued is in flight or in just one of completed, failed and aborted. */
export interface WorkloadCounts {
  issued: number;
  completed: number;
  /** Ended with an error, after all retries. */
  failed: number;
  /** Lost with the node that had issued them. */
  aborted: number;
  /** Attempts after the first. */
  retries: number;
  /** Arrivals that found no node up: never issued. */
  missed: number;
}

/** A workload as the timeline and the faults act on it. */
export interface Workload {
  readonly name: string;
  readonly running: boolean;
  /** It has done its work, and no I/O of it is in flight. */
  readonly finished: boolean;
  readonly counts: Readonly<WorkloadCounts>;
  /** I/Os that have been issued and are not over. */
  readonly inFlight: number;
  /** Payloads in use: at most as many as I/Os in flight. */
  readonly payloads: number;
  /** Begins, or goes on where it stopped. Without effect if it runs or is finished. */
  start(): void;
  /** Issues nothing more; what is in flight goes on to its end. */
  stop(): void;
  /** A node has crashed: its I/Os are aborted, their locks released. */
  nodeFailed(node: number): void;
  /** The node is back. */
  nodeRepaired(node: number): void;
}

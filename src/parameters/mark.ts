/**
 * A mark is an instant with a name. What is known before the run is a time; the rest happens or does not.
 * All times are nanoseconds from the start of the run.
 */
export type Mark =
  /** `start`, `22:00`, `2026-02-12 21:15`. */
  | { readonly is: 'time'; readonly ns: number }
  /** `daily 00:30`: at `first` and every 24 hours after it. */
  | { readonly is: 'daily'; readonly first: number }
  /** `end` of the run. */
  | { readonly is: 'end' }
  /** A timeline entry is carried out: `take`. */
  | { readonly is: 'entry'; readonly entry: string }
  /** The `for` of a timeline entry is over: `outage.over`. */
  | { readonly is: 'over'; readonly entry: string }
  /** A copy enters a state: `fallback.SPLIT`; of a group: when its last pair does. */
  | { readonly is: 'state'; readonly copy: string; readonly state: string }
  /** Nothing is left to copy: `dsa.done`; of a group: when its last pair is done. */
  | { readonly is: 'done'; readonly copy: string }
  /** A workload has done its `work`: `dump.end`. */
  | { readonly is: 'worked'; readonly workload: string }
  /** `take + 2 min`. */
  | { readonly is: 'later'; readonly than: Mark; readonly by: number }
  /** `[23:30, fallback.DUPLEX]`: all have happened. */
  | { readonly is: 'all'; readonly of: readonly Mark[] }
  /** The first of several; not written in scenarios, used by default phases. */
  | { readonly is: 'first'; readonly of: readonly Mark[] };

/** What stands in the way, and where. */
export interface Obstacle {
  /** Path of the entry in the scenario, such as `workloads.batch`. */
  readonly path: string;
  readonly message: string;
}

/**
 * The scenario is well written, but what it describes cannot be built (a trace that cannot be read, a host that does not
 * reach its volumes), or the run has shown that it leads nowhere.
 */
export class Unworkable extends Error {
  override readonly name = 'Unworkable';
  readonly obstacles: readonly Obstacle[];

  /** @param obstacles at least one */
  constructor(obstacles: readonly Obstacle[]) {
    super(obstacles.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.obstacles = obstacles;
  }
}

/** Does a piece of building; what the pieces refuse is told with its place in the scenario. @throws Unworkable */
export function building<T>(path: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'TraceError'))
      throw new Unworkable([{ path, message: error.message }]);
    throw error;
  }
}

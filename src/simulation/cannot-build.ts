/** The scenario is well written, but what it describes cannot be built: a trace that cannot be read, I/Os larger than their volume. */
export class CannotBuild extends Error {
  override readonly name = 'CannotBuild';

  /** @param path of the entry in the scenario, such as `workloads.batch` */
  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
  }
}

/** Does a piece of building; what the pieces refuse is told with its place in the scenario. @throws CannotBuild */
export function building<T>(path: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'TraceError')) throw new CannotBuild(path, error.message);
    throw error;
  }
}

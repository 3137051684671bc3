import type { Scenario } from '../scenario/scenario.ts';
import { assemble } from './assemble.ts';
import { CannotBuild, type Obstacle } from './cannot-build.ts';

/** Builds a scenario without running it. @param baseDir folder to which file names in it are relative @returns what stands in the way */
export function checkBuild(scenario: Scenario, baseDir: string): readonly Obstacle[] {
  try {
    assemble(scenario, { replication: 1, audit: false, baseDir });
    return [];
  } catch (error) {
    if (error instanceof CannotBuild) return error.obstacles;
    throw error;
  }
}

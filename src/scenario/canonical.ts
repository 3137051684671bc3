import type { Scenario } from './scenario.ts';

/**
 * The scenario as one line of JSON, the same for the same scenario whatever its file looks like: for hashing. Values
 * stand in the order of their tables; entries keep the order of the file, because it decides what comes first at one
 * instant.
 */
export function canonicalJson(scenario: Scenario): string {
  return JSON.stringify(scenario);
}

import type { Scenario } from '../../scenario/scenario.ts';
import { relationshipsOf } from '../../simulation/relationships.ts';

/** Volumes that several copy services look after, and in which order they are asked. */
export interface SharedVolumes {
  readonly volumes: readonly string[];
  /** `nightly (flashcopy)`, the first that is asked first. */
  readonly copies: readonly string[];
}

/** At every point of the path of an I/O services are asked in the order of the copies in the scenario. */
export function sharedVolumes(scenario: Scenario): SharedVolumes[] {
  const users = new Map<string, string[]>();
  const kinds = new Map<string, Set<string>>();
  for (const [name, copy] of Object.entries(scenario.copies)) {
    for (const volume of new Set(relationshipsOf(copy, scenario).flatMap(({ volumes }) => volumes))) {
      users.set(volume, [...(users.get(volume) ?? []), `${name} (${copy.kind})`]);
      kinds.set(volume, (kinds.get(volume) ?? new Set()).add(copy.kind));
    }
  }
  const alike = new Map<string, string[]>();
  for (const [volume, copies] of users) {
    if (kinds.get(volume)!.size < 2) continue;
    const key = copies.join();
    alike.set(key, [...(alike.get(key) ?? []), volume]);
  }
  return [...alike.values()].map((volumes) => ({ volumes, copies: users.get(volumes[0]!)! }));
}

const NAMED = 4;

/** In a sentence: `prod: first remote (journal), then nightly (flashcopy)`. */
export function orderPhrase({ volumes, copies }: SharedVolumes): string {
  const more = volumes.length > NAMED ? ` and ${volumes.length - NAMED} more` : '';
  return `${volumes.slice(0, NAMED).join(', ')}${more}: first ${copies.join(', then ')}`;
}

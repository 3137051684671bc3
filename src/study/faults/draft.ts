/** The words of an entry, each value as it is written. */
export interface Words {
  readonly [word: string]: string;
}
export interface Entries {
  readonly [name: string]: Words;
}

/** The blocks of a random scenario that are maps of entries, in their order. */
export const DRAFT_BLOCKS = ['arrays', 'links', 'hosts', 'volumes', 'workloads', 'copies', 'timeline'] as const;
export type DraftBlock = (typeof DRAFT_BLOCKS)[number];

/** A scenario before it is written down. */
export interface Draft extends Readonly<Record<DraftBlock, Entries>> {
  readonly scenario: string;
  /** What it is for, in words. */
  readonly question: string;
  readonly run: Words;
}

/** In the scenario language: one entry a line. */
export function draftText(draft: Draft): string {
  const lines = [`scenario: ${draft.scenario}`, `question: ${draft.question}`, '', `run: ${inline(draft.run)}`];
  for (const block of DRAFT_BLOCKS) {
    const entries = Object.entries(draft[block]);
    if (entries.length > 0) lines.push('', `${block}:`, ...entries.map(([name, words]) => `  ${name}: ${inline(words)}`));
  }
  return `${lines.join('\n')}\n`;
}

/** The same without one entry. */
export function without(draft: Draft, block: DraftBlock, name: string): Draft {
  return { ...draft, [block]: Object.fromEntries(Object.entries(draft[block]).filter(([other]) => other !== name)) };
}

function inline(words: Words): string {
  return `{${Object.entries(words)
    .map(([word, value]) => `${word}: ${value}`)
    .join(', ')}}`;
}

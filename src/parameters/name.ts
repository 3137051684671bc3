/** Words that have a meaning of their own where names are written. */
const RESERVED: ReadonlySet<string> = new Set(['start', 'end', 'daily', 'done', 'over', 'twin', 'all', 'none', 'preset', 'kind']);

/** What a name looks like: the same rule in the check and in the JSON Schema. */
export const NAME_PATTERN = '^[A-Za-z][A-Za-z0-9_-]{0,63}$';
const NAME = new RegExp(NAME_PATTERN);

/** Why a text cannot be a name; null if it can. */
export function refuseName(text: string): string | null {
  if (!NAME.test(text)) return 'a name begins with a letter and has letters, digits, - and _ only, 64 at most';
  if (/^null$/i.test(text)) return 'YAML reads it as nothing';
  // Names become keys of plain objects: `constructor` must not find anything there.
  if (RESERVED.has(text) || text in {}) return 'it is a reserved word';
  return null;
}

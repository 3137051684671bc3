/** The first line in which two versions of a file differ; nothing if they are the same. */
export function difference(name: string, before: string, after: string): string[] {
  if (before === after) return [];
  const [old, now] = [before.split('\n'), after.split('\n')];
  const line = old.findIndex((text, index) => text !== now[index]);
  const at = line < 0 ? old.length : line;
  return [`${name}:${at + 1}: was \`${old[at] ?? ''}\`, is \`${now[at] ?? ''}\``];
}

/** What came of running something again. */
export interface Comparison {
  /** The files that were compared. */
  readonly names: readonly string[];
  /** Of what was run. */
  readonly fingerprint: string;
  readonly differences: readonly string[];
}

/**
 * The candidate that was probably meant by a misspelt word; none if all are far off. Distance is counted in
 * insertions, deletions, replacements and swaps of neighbours (Damerau-Levenshtein, optimal string alignment),
 * without regard to case; up to a third of the word may be wrong, and one more letter if the beginning is right.
 * Of several alike the one with the longest common beginning, then the first in the alphabet.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const folded = word.toLowerCase();
  if (folded.length === 0 || folded.length > 200) return undefined;
  const most = Math.max(1, Math.floor(folded.length / 3));
  let best: { readonly candidate: string; readonly distance: number; readonly alike: number } | undefined;
  for (const candidate of [...candidates].sort()) {
    const alike = commonBeginning(folded, candidate.toLowerCase());
    const limit = Math.min(alike >= 3 ? most + 1 : most, candidate.length - 1, best?.distance ?? Number.POSITIVE_INFINITY);
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(folded, candidate.toLowerCase());
    if (distance > limit || (distance === best?.distance && alike <= best.alike)) continue;
    best = { candidate, distance, alike };
  }
  return best?.candidate;
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Number of edits between two words. */
export function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2]! + 1);
      row.push(cost);
    }
    older = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** `; did you mean x?`, or the list of what is known if nothing is near. */
export function suggest(word: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const meant = nearest(word, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  if (known.length === 0) return 'there is none';
  return known.length <= 40 ? `known: ${known.join(', ')}` : `known: ${known.slice(0, 40).join(', ')} and ${known.length - 40} more`;
}

/** The same for a word of a map, which may have swallowed its value: `preset:linux`. */
export function meantBy(word: string, known: readonly string[]): string {
  const colon = word.indexOf(':');
  const before = word.slice(0, Math.max(0, colon));
  return known.includes(before) ? `a space is missing after \`${before}:\`` : suggest(word, known);
}

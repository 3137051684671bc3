/** A file larger than this holds data, and data belong into a CSV. */
const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 100;
const MAX_INDENTATION = 200;
const MAX_INDICATORS = 500;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/**
 * Why a text had better not be given to the YAML parser, and where: too large, not a text, or nested so deeply that
 * the recursive parser would run out of stack (which on some engines ends the process). The depth is estimated
 * without parsing; no text that a person writes comes near the limits.
 */
export function refuseYaml(text: string): { readonly at: number; readonly message: string } | null {
  if (text.length > MAX_CHARACTERS) {
    return {
      at: 0,
      message: `the file has more than ${MAX_CHARACTERS / 1e6} million characters: large data belong into a file that it names`,
    };
  }
  const control = CONTROL.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return { at: control.index, message: `not a text in UTF-8: it has the character U+${code} here` };
  }
  const at = tooDeep(text);
  return at < 0 ? null : { at, message: 'it is nested too deeply here' };
}

function tooDeep(text: string): number {
  let depth = 0;
  let at = 0;
  for (const line of text.split('\n')) {
    const indentation = line.length - line.trimStart().length;
    if (indentation > MAX_INDENTATION) return at + indentation;
    let indicators = 0;
    for (let i = indentation; i < line.length; i++) {
      const c = line[i]!;
      if (c === '[' || c === '{') depth++;
      else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
      else if ((c === '-' || c === '?' || c === ':') && (line[i + 1] ?? ' ') === ' ') indicators++;
      if (depth > MAX_DEPTH || indicators > MAX_INDICATORS) return at + i;
    }
    at += line.length + 1;
  }
  return -1;
}

import { readFileSync } from 'node:fs';

/** The version of the program; this file lies at the same depth in src/ and dist/. */
export function version(): string {
  const file = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
  return file.version;
}

import { type Alias, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Issue, Place, Raw, RawEntry } from './raw.ts';
import { refuseYaml } from './yaml-guard.ts';

/**
 * Reads YAML into texts, lists and maps. What is legal YAML but has no place in a scenario is an issue: anchors,
 * aliases, merge keys, tags, several documents, words that older YAML reads as booleans. Never throws.
 * @param text a whole file; must not begin with a byte order mark
 * @param source number of the text in the places that are returned
 * @returns raw: null if the text is empty or cannot be read; it is meaningful only without issues
 */
export function readYaml(text: string, source: number): { raw: Raw | null; issues: readonly Issue[] } {
  const reader = new YamlReader(source);
  const refused = refuseYaml(text);
  if (refused !== null) {
    reader.issue(refused.at, refused.at + 1, refused.message);
    return { raw: null, issues: reader.issues };
  }
  // failsafe: every scalar stays the text it is; unique keys are checked here, in linear time.
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  const begun = new Set<number>();
  for (const error of document.errors) {
    // What follows from the same mistake begins at the same place.
    if (error.code === 'MULTILINE_IMPLICIT_KEY' && begun.has(error.pos[0])) continue;
    begun.add(error.pos[0]);
    reader.issue(error.pos[0], error.pos[1], syntaxMessage(error.code, error.message));
  }
  const contents: unknown = document.contents;
  return { raw: contents === null ? null : reader.read(contents), issues: reader.issues };
}

function syntaxMessage(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'a tab: YAML indents by spaces only';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here: one file holds one document';
  if (code === 'BAD_ALIAS') return 'anchors and aliases (& and *) are not part of the language';
  if (code === 'TAG_RESOLVE_FAILED') return 'tags (!) are not part of the language';
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return 'not YAML: a second colon in one value: a text with a colon goes into quotes, a further word begins in the column of the others';
  if (code === 'MULTILINE_IMPLICIT_KEY') return 'not YAML: a colon is missing after this word';
  if (code === 'BAD_SCALAR_START') return 'not YAML: a text that begins with this character goes into quotes';
  return `not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

/** y, n and their like are booleans in YAML 1.1 as well. */
const BOOLEAN = /^(?:y|yes|n|no|true|false|on|off)$/i;
class YamlReader {
  readonly issues: Issue[] = [];
  readonly source: number;

  constructor(source: number) {
    this.source = source;
  }

  issue(start: number, end: number, message: string): void {
    this.issues.push({ place: { text: this.source, start, end }, message });
  }

  read(node: unknown): Raw {
    if (isAlias(node)) return this.#alias(node);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { is: 'scalar', text: '', place: { text: this.source, start: 0, end: 0 } };
    const place = this.#place(node);
    if (node.anchor !== undefined) this.#notPart(place, 'anchors and aliases (& and *)');
    if (node.tag !== undefined) this.#notPart(place, 'tags (!)');
    if (isScalar(node)) return this.#scalar(node, place);
    if (isSeq(node)) return { is: 'list', items: (node as YAMLSeq).items.map((item) => this.read(item)), place };
    return this.#map(node as YAMLMap, place);
  }

  #alias(node: Alias): Raw {
    const place = this.#place(node);
    this.#notPart(place, 'anchors and aliases (& and *)');
    return { is: 'scalar', text: '', place };
  }

  #notPart(place: Place, what: string): void {
    const same = this.issues.some((issue) => issue.place.start === place.start);
    if (!same) this.issues.push({ place, message: `${what} are not part of the language` });
  }

  #scalar(node: Scalar, place: Place): Raw {
    const text = String(node.value ?? '');
    if (node.type === 'PLAIN' && BOOLEAN.test(text)) {
      this.issues.push({
        place,
        message: `\`${text}\` is a truth value in older YAML: no word of the language is; a text goes into quotes`,
      });
    }
    return { is: 'scalar', text, place };
  }

  #map(node: YAMLMap, place: Place): Raw {
    const entries: RawEntry[] = [];
    const seen = new Set<string>();
    for (const pair of node.items as Pair[]) {
      if (!isScalar(pair.key)) {
        const at = isMap(pair.key) || isSeq(pair.key) || isAlias(pair.key) ? this.#place(pair.key) : place;
        this.issues.push({ place: at, message: 'a key must be a plain word' });
        continue;
      }
      const key = this.read(pair.key) as Raw & { is: 'scalar' };
      if (key.text === '<<') this.#notPart(key.place, 'merge keys (<<)');
      if (seen.has(key.text)) this.issues.push({ place: key.place, message: `\`${key.text}\` is written twice in one map` });
      seen.add(key.text);
      const value = pair.value === null ? { is: 'scalar' as const, text: '', place: key.place } : this.read(pair.value);
      entries.push({ key: key.text, place: key.place, value });
    }
    return { is: 'map', entries, place };
  }

  #place(node: { range?: [number, number, number] | null | undefined }): Place {
    const [start, end] = node.range ?? [0, 0];
    return { text: this.source, start, end };
  }
}

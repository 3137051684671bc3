import type { Raw } from './raw.ts';
import { readYaml } from './yaml.ts';

/** What was read, written on one line so that it reads back alike: `daily 00:30`, `[east, west]`, `{from: start, to: end}`. */
export function flowText(raw: Raw): string {
  if (raw.is === 'scalar') return readsBack(raw.text, raw.text) ? raw.text : JSON.stringify(raw.text);
  return inFlow(raw);
}

function inFlow(raw: Raw): string {
  if (raw.is === 'scalar') return readsBack(`[${raw.text}]`, raw.text) ? raw.text : JSON.stringify(raw.text);
  if (raw.is === 'list') return `[${raw.items.map(inFlow).join(', ')}]`;
  return `{${raw.entries.map(({ key, place, value }) => `${inFlow({ is: 'scalar', text: key, place })}: ${inFlow(value)}`).join(', ')}}`;
}

/** Whether YAML without quotes, on its own or as the one item of a list, is this text. */
function readsBack(yaml: string, text: string): boolean {
  if (text === '' || /[\r\n]/.test(text)) return false;
  const { raw, issues } = readYaml(yaml, 0);
  if (raw === null || issues.length > 0) return false;
  const only = raw.is === 'list' && raw.items.length === 1 ? raw.items[0]! : raw;
  return only.is === 'scalar' && only.text === text;
}

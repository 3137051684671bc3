/** `500 Mb/s` as a number and its unit; null if the text is anything else, such as `1 h 30 min`. */
export function parseNumberWithUnit(text: string): { readonly number: number; readonly unit: string } | null {
  const parts = /^\s*(\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?)\s*([a-zµ%/]\S*)?\s*$/i.exec(text);
  return parts === null ? null : { number: Number(parts[1]), unit: parts[2] ?? '' };
}

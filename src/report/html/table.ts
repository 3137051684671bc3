import { html, type Markup } from './markup.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly number?: true;
}

/** A table; cells are text or markup, the first of a row is its heading. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | Markup)[])[],
  lastIsTotal = false,
): Markup {
  const head = columns.map(({ title, number }) =>
    number ? html`<th class="n" scope="col">${title}</th>` : html`<th scope="col">${title}</th>`,
  );
  const body = rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      if (column === 0) return html`<th scope="row">${cell}</th>`;
      return columns[column]?.number ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`;
    });
    return lastIsTotal && index === rows.length - 1 ? html`<tr class="total">${cells}</tr>\n` : html`<tr>${cells}</tr>\n`;
  });
  return html`<div class="scroll"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}

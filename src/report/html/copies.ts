import { duration, instant, quantity } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import { type CopyRow, copyRows, refusals, unfinished } from '../sections/copies.ts';
import { orderPhrase, sharedVolumes } from '../sections/shared-volumes.ts';
import { html, type Markup, NOTHING } from './markup.ts';

/** What became of each copy. */
export function copiesSection(material: Material): Markup {
  return html`${copyRows(material).map((row) => copy(row, material))}${order(material)}`;
}

/** Who comes first where several services look after a volume. */
function order({ scenario }: Material): Markup {
  const orders = sharedVolumes(scenario);
  if (orders.length === 0) return NOTHING;
  return html`<h3>Order of services</h3><p>Volumes that several services look after. At every point of the path of an I/O they are asked in the order of the copies in the scenario.</p><ul>${orders.map((one) => html`<li>${orderPhrase(one)}</li>`)}</ul>
`;
}

function copy(row: CopyRow, { scenario }: Material): Markup {
  const { copy: name, kind, done, rate, numbers, marks } = row;
  const rows = [...numbers].sort(([, a], [, b]) => Number(a.statistic === 'last') - Number(b.statistic === 'last'));
  const facts = rows.map(
    ([metric, number]) =>
      html`<dt>${metric.replaceAll('_', ' ')}${number.statistic === 'last' ? ' at the end' : ''}</dt><dd>${quantity(number.value, number.unit)}${interval(number)}</dd>`,
  );
  const overall = rate ? html`<dt>mean rate</dt><dd>${rate}</dd>` : NOTHING;
  const times = marks.map(
    ({ mark, row: time }) =>
      html`<dt>${mark}</dt><dd>${instant(scenario.run.from, time.value)}${interval(time)} <span class="soft">(${duration(time.value)} after the start)</span></dd>`,
  );
  const refused = refusals(row, scenario).map((one) => html`<p>${one}</p>`);
  const state = done ? '' : ` — ${unfinished(row, scenario)}`;
  return html`<h3>${name} <span class="soft">${kind}${state}</span></h3>${refused}<dl>${overall}${facts}${times}</dl>
`;
}

function interval({ ci_low, ci_high, unit }: { readonly ci_low?: number; readonly ci_high?: number; readonly unit: string }): string {
  return ci_low === undefined || ci_high === undefined || ci_low === ci_high ? '' : ` ± ${quantity((ci_high - ci_low) / 2, unit)}`;
}

import type { Verdict } from '../../study/objectives.ts';
import type { Material } from '../material.ts';
import { type Answer, answer } from '../sections/answer.ts';
import { html, type Markup, NOTHING } from './markup.ts';

/** How a verdict looks. */
export const LOOK = {
  met: { css: 'met', sign: '✔', word: 'met' },
  'not met': { css: 'failed', sign: '✘', word: 'not met' },
  undecided: { css: 'open', sign: '?', word: 'undecided' },
} as const;

/** The answer in a sentence, and the objectives it is made from. */
export function answerSection(material: Material): Markup {
  return html`${answerBox(answer(material))}${violations(material)}${objectives(material.verdicts)}`;
}

/** The sentence that answers the question. */
export function answerBox({ verdict, sentence }: Answer): Markup {
  const look = verdict === 'none' ? null : LOOK[verdict];
  return html`<div class="answer ${look?.css ?? ''}">${look ? html`<span class="sign" aria-hidden="true">${look.sign}</span>` : NOTHING}<span>${sentence}</span></div>
`;
}

function objectives(verdicts: readonly Verdict[]): Markup {
  if (verdicts.length === 0) return NOTHING;
  const rows = verdicts.map((one) => {
    const { css, sign, word } = LOOK[one.verdict];
    const note = one.note === '' ? NOTHING : html`<span class="twin">${one.note}</span>`;
    return html`<tr><th scope="row">${one.name}</th><td>${one.measure}${note}</td><td>${one.value}</td><td>${one.limit}</td><td class="${css}">${sign} ${word}</td></tr>\n`;
  });
  return html`<table><thead><tr><th scope="col">objective</th><th scope="col">measure</th><th scope="col">run</th><th scope="col">limit</th><th scope="col">verdict</th></tr></thead><tbody>
${rows}</tbody></table>
`;
}

function violations({ results }: Material): Markup {
  if (results.violations.length === 0) return NOTHING;
  const shown = results.violations.slice(0, 20).map((text) => html`<li>${text}</li>`);
  return html`<div class="alarm"><strong>The audit found ${results.violations.length} wrong reads: do not trust these results.</strong><ul>${shown}</ul></div>
`;
}

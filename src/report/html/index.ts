import type { Material } from '../material.ts';
import { answerSection } from './answer.ts';
import { assumptionsSection, eventsSection, validitySection } from './background.ts';
import { copiesSection } from './copies.ts';
import { html } from './markup.ts';
import { type DrawnChart, figure, page } from './page.ts';
import { residenceSection } from './residence.ts';
import { responseSection } from './response.ts';
import { utilisationSection } from './utilisation.ts';

/** report.html of a run. */
export function reportHtml(material: Material, charts: readonly DrawnChart[]): string {
  const { scenario, record } = material;
  return page({
    title: scenario.scenario,
    question: scenario.question,
    about: scenario.report,
    answer: answerSection(material),
    sections: [
      { id: 'charts', title: 'Charts', content: html`${charts.map(figure)}` },
      { id: 'response', title: 'Throughput and response times', content: responseSection(material) },
      { id: 'copies', title: 'Copies', content: copiesSection(material) },
      { id: 'residence', title: 'Where the time of an I/O went', content: residenceSection(material) },
      { id: 'utilisation', title: 'Utilisation', content: utilisationSection(material) },
      { id: 'assumptions', title: 'Assumptions', content: assumptionsSection(material) },
      { id: 'validity', title: 'Validity', content: validitySection(material) },
      { id: 'events', title: 'Events', content: eventsSection(material) },
    ],
    record,
  });
}

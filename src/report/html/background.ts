import { grouped, instant } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { table } from './table.ts';

const EVENTS_AT_MOST = 500;

/** What the author of the scenario did not say. */
export function assumptionsSection({ scenario }: Pick<Material, 'scenario'>): Markup {
  const { assumptions } = scenario;
  if (assumptions.length === 0) return html`<p>None: the scenario says everything.</p>`;
  const rows = assumptions.map((one) => [one.path, one.value, one.tag, one.source]);
  const legend = 'S stated in a founding document, D vendor document, P practitioner, C computed, R recalled, E estimate';
  return table(
    `Values that the scenario leaves to the program. ${legend}.`,
    [{ title: 'path' }, { title: 'value' }, { title: 'tag' }, { title: 'source' }],
    rows,
  );
}

/** What the numbers stand on, and how to get them again. */
export function validitySection({ scenario, results, record }: Material): Markup {
  const row = results.summary.find((one) => one.confidence !== undefined);
  const intervals = row
    ? `${Number((row.confidence! * 100).toPrecision(4))} % confidence, ${row.method}, n = ${row.n}`
    : 'none: one replication says nothing about what differs by chance';
  const audit = record.audit ? `on: every read checked against what was written; ${results.violations.length} wrong` : 'off';
  const asked =
    record.replications_asked > record.replications ? ` of ${record.replications_asked} asked for; the run was interrupted` : '';
  const facts: readonly (readonly [string, string | Markup])[] = [
    ['replications', `${record.replications}${asked}`],
    ['intervals', intervals],
    ['twin', 'the same run with copies that cost nothing: same faults, same random numbers'],
    ['charts and events', 'of the first replication'],
    ['audit', audit],
    ['seed', String(record.seed)],
    ['fingerprint', html`<code>${record.fingerprint}</code>`],
    ['events simulated', grouped(String(results.eventCount))],
    ['scenario SHA-256', html`<code>${record.scenario_sha256}</code>`],
    ['program', `copyfence ${record.version}`],
    ...scenario.overrides.map(({ path, value }) => ['set from outside', html`<code>${path}=${value}</code>`] as const),
    ['to run it again', html`<code>${record.command}</code>`],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
`;
}

/** What happened when. */
export function eventsSection({ scenario, results }: Material): Markup {
  const { events } = results;
  if (events.length === 0) return NOTHING;
  const rows = events
    .slice(0, EVENTS_AT_MOST)
    .map((one) => [
      instant(scenario.run.from, one.time_s),
      one.subject,
      one.event,
      one.from === '' && one.to === '' ? '' : `${one.from || '—'} → ${one.to || '—'}`,
      one.cause,
    ]);
  const caption = events.length > EVENTS_AT_MOST ? `The first ${EVENTS_AT_MOST} of ${events.length}; all are in events.csv.` : '';
  return table(caption, [{ title: 'when' }, { title: 'subject' }, { title: 'event' }, { title: 'state' }, { title: 'cause' }], rows);
}

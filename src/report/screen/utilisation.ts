import { type Material, phaseTitle, shownPhases } from '../material.ts';
import type { Paint } from '../paint.ts';
import { phasesOfUtilisation, utilisationRows } from '../sections/utilisation.ts';
import { bar, textTable } from '../text-table.ts';

const SHOWN = 6;
const BAR = 16;
const PHASES_AT_MOST = 4;

/** The busiest components by phase, with a bar and the causes in their busiest phase. */
export function utilisationLines(material: Material, paint: Paint): string[] {
  const rows = utilisationRows(material).filter((row) => row.most >= 0.05);
  if (rows.length === 0) return [];
  const phases = shownPhases(phasesOfUtilisation(material)).slice(0, PHASES_AT_MOST);
  const header = ['busiest', ...phases.map((phase) => phaseTitle(phase)), '', 'by cause, when busiest'];
  const cells = rows
    .slice(0, SHOWN)
    .map((row) => [
      row.component,
      ...phases.map((phase) => percent(row.byPhase.get(phase) ?? 0)),
      bar(row.most / 100, BAR).padEnd(BAR),
      row.causes.map(({ cause, value }) => `${cause} ${value.toFixed(0)}`).join(', '),
    ]);
  const [heading, ...lines] = textTable(
    [header, ...cells],
    header.map((_, index) => (index === 0 || index > phases.length ? 'left' : 'right')),
  );
  const more = rows.length > SHOWN ? [paint.quiet(`... and ${rows.length - SHOWN} less busy ones`)] : [];
  return [paint.strong(heading!), ...lines, ...more];
}

function percent(value: number): string {
  return value > 0 && value < 9.95 ? `${value.toFixed(1)} %` : `${value.toFixed(0)} %`;
}

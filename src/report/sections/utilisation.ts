import { CAUSE_NAMES } from '../../storage/cause.ts';
import { type Material, phasesOf, subjectsWith } from '../material.ts';

/** How busy a component was, in per cent. */
export interface UtilisationRow {
  readonly component: string;
  readonly byPhase: ReadonlyMap<string, number>;
  /** The phase in which it was busiest, the whole run aside if there are others. */
  readonly busiest: string;
  readonly most: number;
  /** On whose account, in the busiest phase; nothing below half a per cent. */
  readonly causes: readonly { readonly cause: string; readonly value: number }[];
}

/** Every component that can be busy, the busiest first. */
export function utilisationRows({ summary }: Material): UtilisationRow[] {
  const causes = CAUSE_NAMES.map((cause) => ({ cause, metric: `utilisation_${cause}` }));
  return subjectsWith(summary, 'utilisation')
    .map((component) => {
      const share = (metric: string, phase: string) => summary.find(component, metric, phase, 'mean')?.value ?? 0;
      const phases = phasesOf(summary, component, 'utilisation');
      const byPhase = new Map(phases.map((phase) => [phase, share('utilisation', phase)]));
      const named = phases.filter((phase) => phase !== 'all');
      const busiest = (named.length > 0 ? named : phases).reduce((best, phase) =>
        byPhase.get(phase)! > byPhase.get(best)! ? phase : best,
      );
      const parts = causes.map(({ cause, metric }) => ({ cause, value: share(metric, busiest) }));
      return {
        component,
        byPhase,
        busiest,
        most: byPhase.get(busiest)!,
        causes: parts.filter((part) => part.value >= 0.5),
      };
    })
    .sort((a, b) => b.most - a.most);
}

/** The phases in which anything was busy, in the order of the summary. */
export function phasesOfUtilisation({ summary }: Material): string[] {
  const all = [...new Set(summary.rows.map((row) => row.phase))];
  return all.filter((phase) => summary.rows.some((row) => row.metric === 'utilisation' && row.phase === phase));
}

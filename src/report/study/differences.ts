import type { ComparedRow } from '../../study/differences.ts';
import { quantity } from '../../study/wording.ts';
import { donePoints, type PointResult, type StudyMaterial } from './material.ts';
import { measureOf, measureText, rowOf, usualMeasure } from './measure.ts';

/** How one number differs from that of the first point. */
export interface Difference {
  /** `- 80.2 s ± 1.2 s`; a dash if one of the two has no such number. */
  readonly text: string;
  /** Whether the whole interval is on one side of zero. */
  readonly certain: boolean;
  readonly gain?: number;
}

export interface DifferenceTable {
  /** What is compared: objectives by name, or a measure. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly result: PointResult; readonly cells: readonly Difference[] }[];
}

/** How the other points differ from the first in the numbers of the objectives; null if there is nothing to compare. */
export function differenceTable(material: StudyMaterial): DifferenceTable | null {
  const { study, points } = material;
  const [first, ...others] = points;
  const compared = donePoints(material).filter((result) => others.includes(result));
  if (first?.outcome?.is !== 'done' || compared.length === 0) return null;
  const measures = Object.entries(study.base.objectives).flatMap(([name, objective]) => {
    const measure = measureOf(objective);
    return measure === null ? [] : [{ name, measure }];
  });
  if (measures.length === 0) {
    const measure = study.chart ?? usualMeasure(study, points);
    if (measure !== null) measures.push({ name: measureText(measure), measure });
  }
  const rows = compared.map((result) => ({ result, cells: measures.map(({ measure }) => differenceOf(rowOf(measure, result.summary))) }));
  if (rows.every(({ cells }) => cells.every(({ text }) => text === NONE))) return null;
  return { columns: measures.map(({ name }) => name), rows };
}

const NONE = '—';
const SAME = 'the same';

function differenceOf(row: ComparedRow | undefined): Difference {
  if (row?.difference === undefined) return { text: NONE, certain: false };
  const { difference, difference_ci_low: low, difference_ci_high: high, gain } = row;
  if (difference === 0 && low === high) return { text: SAME, certain: true };
  const sign = difference < 0 ? '− ' : '+ ';
  const half = low === undefined || high === undefined ? '' : ` ± ${quantity((high - low) / 2, row.unit)}`;
  return {
    text: `${sign}${quantity(Math.abs(difference), row.unit)}${half}`,
    certain: low !== undefined && high !== undefined && (low > 0 || high < 0),
    ...(gain === undefined ? {} : { gain }),
  };
}

/** What common random numbers usually gain among what is shown: the median; undefined if nothing is known. */
export function usualGain(table: DifferenceTable | null): number | undefined {
  const gains = (table?.rows ?? []).flatMap(({ cells }) => cells.flatMap(({ gain }) => (gain === undefined ? [] : [gain])));
  return gains.sort((a, b) => a - b)[Math.floor(gains.length / 2)];
}

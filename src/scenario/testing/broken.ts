import { readScenario } from '../read.ts';
import type { Problem } from '../scenario.ts';
import { catalogue } from './catalogue.ts';
import { models } from './models.ts';

/** What is wrong with a scenario. */
export function problemsOf(text: string, set: readonly string[] = []): readonly Problem[] {
  const result = readScenario(text, { file: 'test.yaml', set, models, catalogue });
  return 'problems' in result ? result.problems : [];
}

/** The same, each as `line:column message`. */
export function shown(text: string, set?: readonly string[]): string[] {
  return problemsOf(text, set).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** The scenario around what is wrong, which begins on line 3. */
export function around(wrong: string): string {
  return `scenario: broken\nrun: {from: 2026-01-14 09:00, to: 17:00}\n${wrong}`;
}

/** Hardware to go around, on lines 3 to 5; with a copy on line 6. */
export const BOX = 'arrays: {box: {drive: rz26}}\nhosts: {db: {}, app: {}}\nvolumes: {v: {pool: box}, w: {pool: box}}\n';
export const COPY = `${BOX}copies: {set: {kind: shadow-set, members: v}}\n`;

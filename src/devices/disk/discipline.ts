import { type Discipline, Fcfs } from '../../kernel/discipline.ts';
import type { Drive } from './drive.ts';

/** The order in which a drive serves its queue, by the word of the scenario. */
export function disciplineFor(word: 'fcfs' | 'sstf' | 'look' | 'c-look', _drive: Drive): Discipline {
  switch (word) {
    default:
      return new Fcfs();
  }
}

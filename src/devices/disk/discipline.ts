import { type Discipline, Fcfs } from '../../kernel/discipline.ts';
import { CLook, Look, Sstf } from '../../kernel/elevator.ts';
import type { Io } from '../../kernel/io.ts';
import type { Drive } from './drive.ts';

/** The order in which a drive serves its queue, by the word of the scenario; positions are cylinders. */
export function disciplineFor(word: 'fcfs' | 'sstf' | 'look' | 'c-look', drive: Drive): Discipline {
  const position = (io: Io): number => drive.cylinderOf(io.block);
  const head = (): number => drive.cylinder;
  switch (word) {
    case 'fcfs':
      return new Fcfs();
    case 'sstf':
      return new Sstf(position, head);
    case 'look':
      return new Look(position, head);
    case 'c-look':
      return new CLook(position, head);
  }
}

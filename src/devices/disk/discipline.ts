import { type Discipline, Fcfs } from '../../kernel/discipline.ts';
import { CLook, Look, Sstf } from '../../kernel/elevator.ts';
import type { Io } from '../../kernel/io.ts';
import { Windowed } from '../../kernel/windowed.ts';
import type { Drive } from './drive.ts';

/**
 * The order in which a drive serves its queue, by the word of the scenario; positions are cylinders.
 * @param commands how many commands the drive sees at a time
 */
export function disciplineFor(word: 'fcfs' | 'sstf' | 'look' | 'c-look', commands: number, drive: Drive): Discipline {
  const position = (io: Io): number => drive.cylinderOf(io.block);
  const head = (): number => drive.cylinder;
  switch (word) {
    case 'fcfs':
      return new Fcfs();
    case 'sstf':
      return new Windowed(commands, new Sstf(position, head));
    case 'look':
      return new Windowed(commands, new Look(position, head));
    case 'c-look':
      return new Windowed(commands, new CLook(position, head));
  }
}

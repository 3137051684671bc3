import type { Alarm } from '../../alarms.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';

/**
 * Watches the paths between the boxes: pairs stay as they are while all are lost, until the path watch time is over. A box
 * that is down is as all paths lost. [D]
 */
export class PathWatch {
  readonly #group: JournalGroup;
  #alarm: Alarm | null = null;
  #usable: boolean;

  constructor(group: JournalGroup) {
    this.#group = group;
    this.#usable = group.paths.usable;
  }

  /** A link or a box has failed or is back. */
  look(): void {
    const group = this.#group;
    const { usable } = group.paths;
    if (usable === this.#usable) return;
    this.#usable = usable;
    const { alarms } = group.shared;
    if (this.#alarm !== null) alarms.cancel(this.#alarm);
    this.#alarm = null;
    if (usable) return group.checkInStep();
    group.fellBehind(group.paths.lost!);
    this.#alarm = alarms.set(group.values.path_watch_time, () => {
      this.#alarm = null;
      group.suspendAll('path-watch-time', State.Error, group.paths.lost!);
    });
  }
}

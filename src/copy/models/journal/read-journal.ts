import { type Io, Op, type Owner, Status } from '../../../kernel/io.ts';
import type { Actor } from '../../../kernel/kernel.ts';
import type { Payload } from '../../../kernel/payload.ts';
import { Cause } from '../../../storage/cause.ts';
import { EntryKind } from '../../../storage/journal.ts';
import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import { suspend } from './suspension.ts';

const Step = { Ask: 0, Asked: 1, Served: 2, BaseRead: 3, Answered: 4, NoJournal: 5 } as const;

/** One of the commands that the remote box keeps outstanding. */
interface Command {
  /** The entries that it brings; none if `first` is greater than `last`. Kept until they have arrived. */
  first: number;
  last: number;
  /** The highest sequence number restored when it was sent. */
  restored: number;
  /** Failures of boxes before it read a P-VOL. */
  interruptions: number;
  /** Data of a base journal. */
  readonly payload: Payload;
}

/**
 * Journal copy: the remote box pulls. It keeps read-journal commands outstanding, a new one as soon as one ends. Each
 * tells what is restored, so that the main box frees its journal, and brings what was created next, up to a size:
 *
 *     remote box  ── command, highest sequence restored ──►  main box: free the journal up to it
 *                                                            read-journal time; of a base journal: read the P-VOL
 *                 ◄── entries, or "no journal" ──────────    the next entries that no command has taken yet
 *     into the restore journal; again at once
 *
 * A command that is lost on the way is repeated, with the same entries, after the retry interval. While there is
 * nothing to bring and nothing to tell, the polls that would find so are left out; the next one that finds something
 * comes at the instant at which it would have come. `io.a` is the number of the command.
 */
export class ReadJournal implements Owner, Actor {
  readonly name: string;
  readonly #group: JournalGroup;
  readonly #id: number;
  readonly #commands: Command[];
  /** Commands that poll, since the last one was answered with no journal. */
  readonly #idle: number[];
  #idleSince = 0.5;
  #armed = false;
  /** The highest entry that a command has taken. */
  #sent = 0;
  /** What the main box has been told, or is being told, to be restored. */
  #told = 0;

  constructor(group: JournalGroup) {
    this.name = `read journal of ${group.name}`;
    this.#group = group;
    this.#id = group.kernel.register(this);
    const count = group.values.read_journals * group.paths.count;
    this.#commands = Array.from({ length: count }, () => ({
      first: 1,
      last: 0,
      restored: 0,
      interruptions: 0,
      payload: group.payloads.take(),
    }));
    this.#idle = Array.from({ length: count }, (_, i) => count - 1 - i);
    this.#idleSince = 0;
  }

  /** There is something to bring or to tell: the next poll finds it. */
  wanted(): void {
    if (this.#armed || this.#idle.length === 0 || !this.#useful()) return;
    const { kernel, values } = this.#group;
    const polls = Math.floor((kernel.now - this.#idleSince) / values.idle_poll) + 1;
    this.#armed = true;
    kernel.after(this.#idleSince + polls * values.idle_poll - kernel.now, this.#id, 0);
  }

  /** It is time for a poll. */
  fire(): void {
    this.#armed = false;
    if (!this.#useful()) return;
    const io = this.#group.shared.boxes.ios.take(this, null);
    io.cause = Cause.Journal;
    io.a = this.#idle.pop()!;
    io.proceed(Step.Ask);
  }

  /** Nothing that was created so far is wanted any more. */
  clear(): void {
    this.#sent = this.#group.created;
    this.#told = this.#group.created;
  }

  advance(io: Io): void {
    const command = this.#commands[io.a]!;
    switch (io.step) {
      case Step.Ask:
        return this.#ask(io, command);
      case Step.Asked:
        return this.#asked(io, command);
      case Step.Served:
        return this.#answer(io, command);
      case Step.BaseRead:
        return this.#baseRead(io, command);
      case Step.Answered:
        return this.#answered(io, command);
      case Step.NoJournal:
        return this.#noJournal(io);
    }
  }

  #useful(): boolean {
    const { created, shared } = this.#group;
    return created > this.#sent || shared.rules.acknowledges(this.#group) > this.#told;
  }

  #ask(io: Io, command: Command): void {
    const group = this.#group;
    command.restored = group.shared.rules.acknowledges(group);
    this.#told = Math.max(this.#told, command.restored);
    group.counts.readJournals++;
    io.submit(group.paths.back, Op.Read, 0, 0, Step.Asked);
  }

  #asked(io: Io, command: Command): void {
    const group = this.#group;
    if (io.outcome > Status.Good) return this.#lost(io);
    group.acknowledged(command.restored);
    io.sleep(group.values.read_journal_time, Residence.journal, Step.Served);
  }

  #answer(io: Io, command: Command): void {
    const { master, pairs, paths, values } = this.#group;
    if (command.first < master.first) command.first = Math.min(master.first, command.last + 1);
    if (command.first > command.last) this.#takeNext(command);
    if (command.first > command.last) {
      io.submit(paths.forth, Op.Write, 0, 0, Step.NoJournal);
      return;
    }
    if (master.kindOf(command.first) === EntryKind.Base) {
      const sequence = command.first;
      io.payload = command.payload;
      command.interruptions = this.#group.interruptions;
      const read = io.submit(
        pairs[master.volumeOf(sequence)]!.pvol,
        Op.Read,
        master.blockOf(sequence),
        master.blocksOf(sequence),
        Step.BaseRead,
      );
      read.cause = Cause.Copy;
      return;
    }
    let bytes = 0;
    for (let sequence = command.first; sequence <= command.last; sequence++) bytes += master.bytesOf(sequence) + values.metadata_bytes;
    this.#send(io, bytes);
  }

  #baseRead(io: Io, command: Command): void {
    const group = this.#group;
    const { master } = group;
    if (command.first < master.first || master.kindOf(command.first) !== EntryKind.Base) return this.#answer(io, command);
    if (io.outcome > Status.Good) {
      io.payload = null;
      if (command.interruptions !== group.interruptions) return this.#lost(io);
      const pair = group.pairs[master.volumeOf(command.first)]!;
      suspend(group, [pair], 'volume-error', State.Error, `${pair.pvol.name} could not be read`);
      return this.#answer(io, command);
    }
    const bytes = master.blocksOf(command.first) * BLOCK_BYTES;
    group.counts.baseBytes += bytes;
    this.#send(io, bytes + group.values.metadata_bytes);
  }

  #send(io: Io, bytes: number): void {
    const { counts, name, shared } = this.#group;
    counts.sentBytes += bytes;
    shared.boxes.journals.sent(name, bytes);
    io.payload = null;
    io.submit(this.#group.paths.forth, Op.Write, 0, Math.ceil(bytes / BLOCK_BYTES), Step.Answered);
  }

  /** Entries that were dropped meanwhile do not arrive. */
  #answered(io: Io, command: Command): void {
    if (io.outcome > Status.Good) return this.#lost(io);
    const group = this.#group;
    const { master, restoreJournal } = group;
    for (let sequence = Math.max(command.first, master.first, group.restored + 1); sequence <= command.last; sequence++) {
      const base = master.kindOf(sequence) === EntryKind.Base;
      if (restoreJournal.has(sequence)) continue;
      restoreJournal.copyFrom(master, sequence, base ? command.payload : null);
      group.shared.boxes.journals.arrived(group.name, sequence);
    }
    command.first = command.last + 1;
    group.entriesArrived();
    this.#ask(io, command);
  }

  #noJournal(io: Io): void {
    if (io.outcome > Status.Good) return this.#lost(io);
    this.#idle.push(io.a);
    this.#idleSince = this.#group.kernel.now;
    io.done();
    this.wanted();
  }

  #lost(io: Io): void {
    this.#group.counts.lostCommands++;
    io.sleep(this.#group.values.retry_interval, Residence.retry, Step.Ask);
  }

  /** The next entries, up to the size of a command, at least one; a base journal goes alone. */
  #takeNext(command: Command): void {
    const { master, created, values } = this.#group;
    let sequence = this.#sent + 1;
    if (sequence < master.first) sequence = master.first;
    command.first = sequence;
    let bytes = 0;
    while (sequence <= created) {
      if (master.kindOf(sequence) === EntryKind.Base) {
        if (sequence === command.first) sequence++;
        break;
      }
      bytes += master.bytesOf(sequence) + values.metadata_bytes;
      if (bytes > values.read_journal_size && sequence > command.first) break;
      sequence++;
    }
    command.last = sequence - 1;
    this.#sent = command.last;
    if (this.#sent < created) this.wanted();
  }
}

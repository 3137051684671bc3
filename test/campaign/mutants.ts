import { vi } from 'vitest';
import { Rules as FlashCopyRules } from '../../src/copy/models/flashcopy/rules.ts';
import { Rules as JournalRules } from '../../src/copy/models/journal/rules.ts';
import { SecondaryVolume } from '../../src/copy/models/journal/secondary-volume.ts';
import { CopyRanges } from '../../src/copy/models/shadow-set/copy-ranges.ts';
import { CopyWork } from '../../src/copy/models/shadow-set/copy-work.ts';
import { MemberAccess } from '../../src/copy/models/shadow-set/member-access.ts';
import { Rules } from '../../src/copy/models/shadow-set/rules.ts';
import { type Io, Op, Status } from '../../src/kernel/io.ts';
import { Cause } from '../../src/storage/cause.ts';

/** A fault planted into a model, as a programmer might make it; it is taken out again with `vi.restoreAllMocks`. */
export interface Mutant {
  readonly kind: string;
  readonly what: string;
  plant(): unknown;
}

const rules = Rules.prototype;
const flash = FlashCopyRules.prototype;
const journals = JournalRules.prototype;

export const mutants: readonly Mutant[] = [
  {
    kind: 'shadow-set',
    what: 'beyond the fence, hosts write to all members at once',
    plant: () => vi.spyOn(rules, 'writesAtOnce').mockReturnValue(true),
  },
  {
    kind: 'shadow-set',
    what: 'the fence is one range ahead of what is done',
    plant: () => {
      const { finish } = CopyRanges.prototype;
      vi.spyOn(CopyRanges.prototype, 'finish').mockImplementation(function (this: CopyRanges, lane) {
        const first = finish.call(this, lane);
        return first + this.length(first);
      });
    },
  },
  {
    kind: 'shadow-set',
    what: 'a range is not read and compared again after it was written',
    plant: () => vi.spyOn(rules, 'comparesAgain').mockReturnValue(false),
  },
  { kind: 'shadow-set', what: 'hosts read from targets, too', plant: () => vi.spyOn(rules, 'servesReads').mockReturnValue(true) },
  {
    kind: 'shadow-set',
    what: 'hosts do not write to targets',
    plant: () => {
      vi.spyOn(rules, 'writesAtOnce').mockImplementation((member) => member.isSource);
      vi.spyOn(rules, 'stillOwes').mockImplementation((member, written) => member.isSource && (written & member.bit) === 0);
    },
  },
  {
    kind: 'shadow-set',
    what: 'a node that takes over begins behind the range that the other was at',
    plant: () => vi.spyOn(rules, 'startingFence').mockImplementation(({ fence, ranges }) => fence.position + ranges.rangeBlocks),
  },
  {
    kind: 'shadow-set',
    what: 'no other node takes up the copy of a node that is gone',
    plant: () => {
      const { pend } = CopyWork.prototype;
      vi.spyOn(CopyWork.prototype, 'pend').mockImplementation(function (this: CopyWork, operation) {
        if (!operation.begun) pend.call(this, operation);
      });
    },
  },
  {
    kind: 'shadow-set',
    what: 'a crash with writes in flight leaves no merge pending',
    plant: () => vi.spyOn(rules, 'needsMerge').mockReturnValue(false),
  },
  {
    kind: 'shadow-set',
    what: 'the last range is left out if it is shorter than the others',
    plant: () => {
      const { take } = CopyRanges.prototype;
      vi.spyOn(CopyRanges.prototype, 'take').mockImplementation(function (this: CopyRanges, lane) {
        const block = take.call(this, lane);
        return block > 0 && this.length(block) < this.rangeBlocks ? -1 : block;
      });
      vi.spyOn(rules, 'isComplete').mockImplementation(({ fence, set, ranges }) => fence.position + ranges.rangeBlocks > set.blocks);
    },
  },
  {
    kind: 'shadow-set',
    what: 'the controller copies while a host writes to the same blocks',
    plant: () => vi.spyOn(rules, 'waitsForAssist').mockReturnValue(false),
  },
  {
    kind: 'shadow-set',
    what: 'a node takes up more copies than SHADOW_MAX_COPY',
    plant: () => vi.spyOn(rules, 'hasThreadFree').mockReturnValue(true),
  },
  {
    kind: 'shadow-set',
    what: 'a member that fails a write counts as written',
    plant: () => {
      const { advance } = MemberAccess.prototype;
      vi.spyOn(MemberAccess.prototype, 'advance').mockImplementation(function (this: MemberAccess, io: Io) {
        if (io.op === Op.Write && io.step === 1 && io.outcome === Status.Failed) io.outcome = Status.Good;
        advance.call(this, io);
      });
    },
  },
  {
    kind: 'shadow-set',
    what: 'a node that takes over does not wait for the others to end the writes that they judged by an older fence',
    plant: () => vi.spyOn(rules, 'awaitsAcknowledgement').mockReturnValue(false),
  },
  {
    kind: 'flashcopy',
    what: 'a track of the source is destaged though the target has not got it as it was',
    plant: () => vi.spyOn(flash, 'mustCopy').mockReturnValue(false),
  },
  {
    kind: 'flashcopy',
    what: 'a track of the target that is not copied is read from the source as it is now',
    plant: () => vi.spyOn(flash, 'generationRead').mockReturnValue(1e9),
  },
  {
    kind: 'flashcopy',
    what: 'what a host does not write of a track of the target is not taken from the source',
    plant: () => vi.spyOn(flash, 'inherits').mockReturnValue(false),
  },
  {
    kind: 'flashcopy',
    what: 'the background copy overwrites what hosts have written to the target',
    plant: () => vi.spyOn(flash, 'stillToCopy').mockReturnValue(true),
  },
  {
    kind: 'flashcopy',
    what: 'a point in time does not begin a new generation',
    plant: () => vi.spyOn(flash, 'nextGeneration').mockImplementation((generation) => generation),
  },
  {
    kind: 'flashcopy',
    what: 'what was cached of the target before the point in time is kept',
    plant: () => vi.spyOn(flash, 'discardsTarget').mockReturnValue(false),
  },
  {
    kind: 'journal',
    what: 'a write now and then is not taken into the journal',
    plant: () => {
      const { obtain } = journals;
      let writes = 0;
      vi.spyOn(journals, 'obtain').mockImplementation((...given) => {
        if (++writes % 50 !== 0) obtain.apply(journals, given);
      });
    },
  },
  {
    kind: 'journal',
    what: 'the main box frees entries when they have arrived, before they are restored',
    plant: () => vi.spyOn(journals, 'acknowledges').mockImplementation((group) => group.restored + 1),
  },
  {
    kind: 'journal',
    what: 'entries are restored as they arrive, over holes',
    plant: () =>
      vi.spyOn(journals, 'nextToRestore').mockImplementation((restore, restored) => {
        for (let next = restored + 1; next <= restored + 64; next++) if (restore.has(next)) return next;
        return 0;
      }),
  },
  {
    kind: 'journal',
    what: 'hosts may write to an S-VOL',
    plant: () => vi.spyOn(journals, 'refusesHostWrites').mockReturnValue(false),
  },
  {
    kind: 'journal',
    what: 'an entry counts as restored before hosts find it',
    plant: () => {
      const { submitted, completed } = SecondaryVolume.prototype;
      vi.spyOn(SecondaryVolume.prototype, 'submitted').mockImplementation(function (this: SecondaryVolume, volume, io) {
        if (io.cause === Cause.Journal) completed.call(this, volume, io);
        return submitted.call(this, volume, io);
      });
    },
  },
  {
    kind: 'journal',
    what: 'when a pair is suspended, what has arrived and is not restored is not marked',
    plant: () => {
      const { drops } = journals;
      vi.spyOn(journals, 'drops').mockImplementation((group, pair, sequence) => {
        if (!group.restoreJournal.has(sequence)) drops.call(journals, group, pair, sequence);
      });
    },
  },
  {
    kind: 'journal',
    what: 'writes to a suspended pair are now and then not marked',
    plant: () => {
      const { marks } = journals;
      let writes = 0;
      vi.spyOn(journals, 'marks').mockImplementation((...given) => {
        if (++writes % 5 !== 0) marks.apply(journals, given);
      });
    },
  },
  {
    kind: 'journal',
    what: 'the journal takes writes that do not fit',
    plant: () => vi.spyOn(journals, 'fits').mockReturnValue(true),
  },
];

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Op, Status } from '../kernel/io.ts';
import { PlainRules } from './plain-rules.ts';
import { type Act, type Runs, Stage } from './testing/stage.ts';

const BLOCKS = 6;

/** A write as the naive referee keeps it for ever. */
interface Written {
  readonly act: Act;
  readonly block: number;
  readonly end: number;
  readonly issued: number;
  done: number;
  acknowledged: boolean;
}

/** All stamps that a read of one block may return, straight from the definition. */
function allowed(history: readonly Written[], block: number, issued: number, done: number): Set<number> {
  const here = history.filter((w) => w.block <= block && block < w.end);
  const before = here.filter((w) => w.acknowledged && w.done < issued).sort((a, b) => b.done - a.done);
  const last = before[0];
  const overlapping = here.filter((w) => w.issued < done && w.done > issued);
  // Lost before the read was issued, and no later write was acknowledged before it.
  const lost = here.filter((w) => !w.acknowledged && w.done < issued && (last === undefined || last.done < w.done));
  return new Set([last?.act.stamp ?? -1, ...[...overlapping, ...lost].map((w) => w.act.stamp)]);
}

const range = fc
  .tuple(fc.nat(BLOCKS - 1), fc.integer({ min: 1, max: 3 }))
  .map(([block, length]) => [block, Math.min(length, BLOCKS - block)] as const);
const move = fc.oneof(
  range.map(([block, blocks]) => ({ is: 'read', block, blocks, ends: false, lost: false })),
  range.map(([block, blocks]) => ({ is: 'write', block, blocks, ends: false, lost: false })),
  fc.record({ is: fc.constant('end'), block: fc.nat(20), blocks: fc.constant(0), ends: fc.constant(true), lost: fc.boolean() }),
);

test('judges every block of every read as the definition does', () => {
  let [good, bad] = [0, 0];
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 60 }), fc.infiniteStream(fc.nat(7)), (moves, choices) => {
      const stage = new Stage(BLOCKS, { d: -1 });
      new PlainRules(stage.oracle, 'd');
      const history: Written[] = [];
      const open: { act: Act; issued: number; written: Written | null }[] = [];
      for (const { is, block, blocks, lost } of moves) {
        if (is === 'end') {
          const [over] = open.splice(block % Math.max(1, open.length), 1);
          if (over === undefined) continue;
          const { act, issued, written } = over;
          const done = stage.clock.now + 1;
          if (written !== null) {
            written.done = done;
            written.acknowledged = !lost;
            stage.end(act, lost ? Status.Aborted : Status.Good);
            continue;
          }
          // Any of the last stamps, whether allowed or not.
          const found: Runs = Array.from({ length: act.io.blocks }, () => {
            const choice = choices.next().value!;
            return [1, choice === 0 ? -1 : (history[history.length - choice]?.act.stamp ?? -1)] as const;
          });
          const right = found.every(([, stamp], i) => allowed(history, act.io.block + i, issued, done).has(stamp));
          const before = stage.oracle.log.count('V3');
          stage.end(act, Status.Good, found);
          expect(stage.oracle.log.count('V3') === before).toBe(right);
          if (right) good++;
          else bad++;
        } else if (
          is === 'read' ||
          !history.some((w) => w.done === Number.POSITIVE_INFINITY && w.block < block + blocks && block < w.end)
        ) {
          const act = stage.issue('d', is === 'read' ? Op.Read : Op.Write, block, blocks);
          const issued = stage.clock.now;
          const written = { act, block, end: block + blocks, issued, done: Number.POSITIVE_INFINITY, acknowledged: false };
          if (is === 'write') history.push(written);
          open.push({ act, issued, written: is === 'write' ? written : null });
        }
      }
    }),
    { seed: 7, numRuns: 2000 },
  );
  // Both verdicts were given often enough for the comparison to mean something.
  expect(good).toBeGreaterThan(2000);
  expect(bad).toBeGreaterThan(500);
});

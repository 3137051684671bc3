import { describe, expect, test } from 'vitest';
import { ProgressDisplay } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** A display with a clock that the test turns. */
function display(redraws: boolean, columns = 100) {
  let written = '';
  const clock = { now: 0 };
  const terminal: Terminal = {
    out: () => {},
    err: (text) => {
      written += text;
    },
    colours: false,
    redraws,
    columns,
    onInterrupt: () => () => {},
  };
  const shown = new ProgressDisplay(terminal, () => clock.now);
  return { shown, clock, written: () => written };
}

const at = (replication: number, twin: boolean, fraction: number, simulated_s = fraction * 100) => ({
  replication,
  replications: 2,
  twin,
  fraction,
  simulated_s,
});

describe('without a terminal', () => {
  test('there is a line every five seconds, without control characters', () => {
    const { shown, clock, written } = display(false);
    for (clock.now = 0; clock.now <= 11_000; clock.now += 250) shown.update(at(1, false, clock.now / 20_000));
    shown.end();
    // A quarter of one of four parts is done after 5 s: fifteen times as long is left.
    expect(written()).toBe('  6 %  75 s left  replication 1 of 2, simulated 25 s\n 12 %  70 s left  replication 1 of 2, simulated 50 s\n');
  });

  test('a short run says nothing', () => {
    const { shown, clock, written } = display(false);
    clock.now = 4999;
    shown.update(at(2, true, 1));
    shown.end();
    expect(written()).toBe('');
  });
});

describe('on a terminal', () => {
  test('a bar is drawn over and taken away', () => {
    const { shown, clock, written } = display(true);
    clock.now = 100;
    shown.update(at(1, true, 0.5));
    clock.now = 150;
    shown.update(at(1, true, 0.6));
    expect(written()).toBe('\r\u001b[2K███████▌░░░░░░░░░░░░  37 %  0 s left  replication 1 of 2, twin, simulated 50 s');
    shown.end();
    expect(written().endsWith('\r\u001b[2K')).toBe(true);
  });

  test.each([
    [70, '███████▌░░░░░░░░░░░░  37 %  0 s left  replication 1 of 2, twin, …'],
    [76, '███████▌░░░░░░░░░░░░  37 %  0 s left  replication 1 of 2, twin, simulated …'],
    [40, '███████▌░░░░░░░░░░░░  37 %  0 s left  …'],
  ])('in %i columns it does not wrap, and no number loses its digits or its unit', (columns, text) => {
    const { shown, clock, written } = display(true, columns);
    clock.now = 100;
    shown.update(at(1, true, 0.5));
    expect(written().slice('\r\u001b[2K'.length)).toBe(text);
    expect([...text].length).toBeLessThan(columns);
  });
});

test('a run of unknown length is judged by the one before', () => {
  const { shown, clock, written } = display(false);
  shown.update(at(1, false, 0.001, 200));
  shown.update(at(1, true, 1, 200));
  clock.now = 5000;
  // The second run has come half as far as the first went: 1/2 + 1/8.
  shown.update(at(2, false, 0.0005, 100));
  expect(written()).toContain(' 62 %');
});

import { describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { type LifeRow, VerbRefused } from './copy-service.ts';
import { Life } from './life.ts';

const life: readonly LifeRow[] = [
  { on: 'take', kind: 'verb', from: ['none'], to: 'copying', means: '' },
  { on: 'set', kind: 'verb', from: ['none', 'copying'], to: 'same', means: '' },
  { on: 'copied', kind: 'event', from: ['copying'], to: 'copied', means: '', done: true },
  { on: 'copied', kind: 'event', from: ['copying'], to: 'none', means: '' },
];

function begin(): { life: Life; lines: string[][] } {
  const lines: string[][] = [];
  return { life: new Life('pair', { initial: 'none', life }, new Kernel(), { record: (...line) => lines.push(line) }), lines };
}

describe('the life of a relationship', () => {
  it('follows the rows of its table, and announces each', () => {
    const made = begin();
    made.life.go('set', 'operator');
    made.life.go('take', 'operator', 'copying');
    made.life.go('copied', 'end', 'copied');
    expect(made.life.state).toBe('copied');
    expect(made.lines).toEqual([
      ['pair', 'set', 'none', 'none', 'operator'],
      ['pair', 'take', 'none', 'copying', 'operator'],
      ['pair', 'copied', 'copying', 'copied', 'end'],
    ]);
  });

  it('refuses a verb that the table does not allow, and says where it is possible', () => {
    const made = begin();
    made.life.go('take', '', 'copying');
    expect(() => made.life.go('take', '', 'copying')).toThrow(VerbRefused);
    expect(() => made.life.expect('take')).toThrow('take is not possible while pair is in state copying; possible in none');
    expect(() => made.life.expect('drop')).toThrow('possible in no state');
    expect(made.life.state).toBe('copying');
  });

  it('takes an event that leads elsewhere for a fault of the model', () => {
    const made = begin();
    made.life.go('take', '', 'copying');
    expect(() => made.life.go('copied', '', 'lost')).toThrow('pair: copied cannot lead from copying to lost');
    expect(made.lines.length).toBe(1);
  });
});

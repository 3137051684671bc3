import { describe, expect, it } from 'vitest';
import { shadowSet } from './index.ts';

describe('the description of the model', () => {
  const names = shadowSet.states.map(({ name }) => name as string);

  it('leads only from known states to known states, and into each of them', () => {
    for (const { from, to } of shadowSet.life) {
      expect(names).toEqual(expect.arrayContaining([...from]));
      expect([...names, 'same']).toContain(to);
    }
    for (const name of names) expect(shadowSet.life.some(({ to }) => to === name)).toBe(true);
  });

  it('never offers two rows for the same event, state and next state', () => {
    const keys = shadowSet.life.flatMap(({ on, from, to }) => from.map((state) => `${on}: ${state} to ${to === 'same' ? state : to}`));
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('says done only where copying ends', () => {
    for (const { done, from, to } of shadowSet.life) {
      if (!done) continue;
      expect(shadowSet.copying).not.toContain(to);
      expect(from.every((state) => shadowSet.copying.includes(state))).toBe(true);
    }
  });

  it('gives every parameter a meaning, a tag and a source, and options to verbs that exist', () => {
    const tables = [shadowSet.parameters, ...shadowSet.options.map(({ parameters }) => parameters)];
    for (const parameter of tables.flatMap((table) => Object.values(table))) {
      expect(parameter.means.endsWith('.')).toBe(true);
      expect(parameter.source).not.toBe('');
      expect('SDPCRE').toContain(parameter.tag);
    }
    for (const { verb } of shadowSet.options) expect(shadowSet.life.some(({ on, kind }) => on === verb && kind === 'verb')).toBe(true);
  });
});

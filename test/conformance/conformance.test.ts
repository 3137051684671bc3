import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verbsOf } from '../../src/copy/copy-service.ts';
import { models } from '../../src/copy/models/index.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { assemble } from '../../src/simulation/assemble.ts';
import { type Outcome, simulate } from '../../src/simulation/simulation.ts';
import { shipped } from '../helpers/scenarios.ts';
import { ROOT } from '../repository/source-files.ts';

/**
 * What every copy model must keep, whatever it does. Each model is tried on the shipped scenarios that use it, so a new
 * model is in the kit as soon as it has its scenario. A model that cannot keep a rule says so here, with the reason.
 */
const EXCEPTIONS: { readonly [kind: string]: { readonly [rule: string]: string } } = {};

const baseDir = join(ROOT, 'scenarios');
const scenarios = readdirSync(baseDir)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));

const uses = (name: string, kind: string): boolean => Object.values(shipped(name).copies).some((copy) => copy.kind === kind);

/** Stops all workloads, lets everything come to its end. */
function drained(scenario: Scenario): ReturnType<typeof assemble> {
  const assembly = assemble(scenario, { replication: 1, audit: true, baseDir });
  assembly.begin();
  const { to } = scenario.run;
  assembly.kernel.run(to.is === 'time' ? Math.min(to.ns, 300e9) : 300e9);
  for (const name of Object.keys(scenario.workloads)) assembly.workloads.perform(name, 'stop');
  assembly.kernel.run(assembly.kernel.now + 48 * 3600e9);
  return assembly;
}

for (const model of models) {
  const { kind } = model;
  const keeps = (rule: string, check: () => void): void => {
    const reason = EXCEPTIONS[kind]?.[rule];
    it(reason === undefined ? rule : `${rule}: excepted, ${reason}`, () => {
      if (reason === undefined) check();
    });
  };

  describe(`copy model ${kind}`, () => {
    const names = scenarios.filter((name) => uses(name, kind));

    it('has a scenario', () => expect(names).not.toEqual([]));

    it('declares states, verbs and parameters that fit together', () => {
      const states = new Set(model.states.map(({ name }) => name));
      const used = [model.initial, ...model.copying, ...model.life.flatMap(({ from, to }) => [...from, ...(to === 'same' ? [] : [to])])];
      expect(used.filter((state) => !states.has(state))).toEqual([]);
      expect(model.options.map(({ verb }) => verb).filter((verb) => !verbsOf(model).includes(verb))).toEqual([]);
      expect(model.follows.length).toBeGreaterThan(0);
      for (const parameter of Object.values(model.parameters)) expect(parameter.source).not.toBe('');
    });

    for (const name of names) {
      describe(`in ${name}`, () => {
        let run: Outcome;
        beforeAll(() => {
          run = simulate(shipped(name, 'run.replications=1'), { replication: 1, audit: true, baseDir });
        });

        keeps('gives the same run for the same seed, watched or not', () => {
          const unwatched = simulate(shipped(name, 'run.replications=1'), { replication: 1, audit: false, baseDir });
          expect(unwatched.fingerprint).toBe(run.fingerprint);
          const other = simulate(shipped(name, 'run.replications=1'), { replication: 2, audit: false, baseDir });
          if (Object.keys(shipped(name).workloads).length > 0) expect(other.fingerprint).not.toBe(run.fingerprint);
        });

        keeps('keeps the oracle content', () => expect(run.violations).toEqual([]));

        keeps('keeps every station at or below its capacity', () => {
          const busy = run.figures.filter(({ metric }) => metric === 'utilisation');
          expect(busy.length).toBeGreaterThan(0);
          for (const { subject, value } of busy) expect(value, subject).toBeLessThanOrEqual(100.0001);
        });

        keeps('accounts for all of the response time', () => {
          for (const [subject] of Object.entries(shipped(name).workloads)) {
            const of = (metric: RegExp): number =>
              run.figures
                .filter(
                  (figure) =>
                    figure.subject === subject && figure.phase === 'all' && figure.statistic === 'mean' && metric.test(figure.metric),
                )
                .reduce((sum, { value }) => sum + value, 0);
            const response = of(/^response_time$/);
            // Aborted attempts leave a rest that is accounted as such; everything else is known to the nanosecond.
            expect(of(/^residence_/)).toBeCloseTo(response, 6);
            expect(of(/^residence_other$/)).toBeLessThanOrEqual(0.01 * response);
          }
        });

        keeps('ends every I/O just once, and leaves nothing behind', () => {
          const assembly = drained(shipped(name, 'run.replications=1'));
          for (const { name: workload, counts } of assembly.workloads.counts()) {
            expect(counts.issued, workload).toBe(counts.completed + counts.failed + counts.aborted);
          }
          expect(assembly.oracle!.violations).toEqual([]);
          expect(assembly.ios.live).toBe(0);
        });

        keeps('refuses the verbs that its life table does not have in the present state', () => {
          const scenario = shipped(name, 'run.replications=1');
          const assembly = assemble(scenario, { replication: 1, audit: false, baseDir });
          for (const [copy, entry] of Object.entries(scenario.copies)) {
            if (entry.kind !== kind) continue;
            const states = assembly.copies.states(copy);
            for (const verb of verbsOf(model)) {
              const allowed = model.life.some(({ on, from }) => on === verb && states.some((state) => from.includes(state)));
              if (!allowed) expect(() => assembly.copies.perform(copy, verb, {}), verb).toThrow(/possible|refuse/);
            }
          }
        });
      });
    }
  });
}

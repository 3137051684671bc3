import { catalogue } from '../../testing/catalogue.ts';
import { models } from '../../testing/models.ts';
import { type ReadStudy, readStudy } from '../read-study.ts';

export const baseText = `scenario: base
question: How long?
run: {from: 10:00, to: dsa.done + 5 min}
arrays: {box: {drive: rz26}}
hosts: {db: {}}
volumes: {v: {pool: box}, w: {pool: box}}
workloads: {load: {volumes: v, rate: 20 IOPS}}
copies: {dsa: {kind: shadow-set, members: v, similar: 10 %}}
timeline: {add: {at: 10:05, do: mount dsa, member: w}}
phases: {copying: {from: add, to: dsa.done}}
objectives:
  users: {measure: load.response_time.p95, in: copying, at_most: 150 % of twin}
report: {customer: a bank, date: 2026-02-02}
`;

/** Reads a study over \`base.yaml\`, which is \`baseText\` or another text. */
export function readAStudy(text: string, { base = baseText, set = [] }: { base?: string; set?: readonly string[] } = {}): ReadStudy {
  const load = (name: string) => (name === 'base.yaml' ? { file: 'base.yaml', text: base } : { error: `${name}: it does not exist` });
  return readStudy(text, { file: 'a.study.yaml', set, models, catalogue, load });
}

import { describe, expect, test } from 'vitest';
import { done, users } from '../../../test/fixtures/run.ts';
import { aStudy, links, type Made } from '../../../test/fixtures/studies.ts';
import { plain } from '../paint.ts';
import { widthOf } from '../text-table.ts';
import { studyAnswer } from './answer.ts';
import { pointsCsv, studyCsvHeader, studyCsvLines } from './csv.ts';
import { studyHtml } from './html.ts';
import type { PointResult, StudyMaterial } from './material.ts';
import { studyRecord } from './record.ts';
import { studyScreen } from './screen.ts';

const recordOf = (material: StudyMaterial) =>
  studyRecord(material, {
    version: '0.1.0',
    studyFile: '../../options.study.yaml',
    set: [],
    command: 'copyfence study options.study.yaml',
    pointCommands: material.points.map(({ point }) => `copyfence run add-member.yaml --set '${point.name}'`),
    audit: true,
    wallSeconds: 1,
    cpuSeconds: 1,
  });
const show = (material: StudyMaterial): string => studyScreen(material, recordOf(material), 'results/options/report.html', plain);
const answer = (material: StudyMaterial): string => `${studyAnswer(material).verdict}: ${studyAnswer(material).sentence}`;
const PATH = 'hosts.vms.nodes';
const nodes = (...outcomes: readonly Made['outcome'][]): Made[] =>
  outcomes.map((outcome, index) => ({ values: { [PATH]: String(index + 1) }, outcome }));

describe('the answer', () => {
  test('names the only point that meets all limits, with its numbers', () => {
    expect(answer(links())).toMatch(
      /^met: 1 Gb\/s, the only one of 3, meets both limits: dsa is done at 11:32 .*\(limit 12:00\), trading response time p95 .*\.$/,
    );
  });

  test('counts them if there are more', () => {
    expect(answer(aStudy({ points: nodes(1, 0.9, 1.5) }))).toBe('met: 2 of 3 points meet both limits: vms.nodes 1, 2.');
    expect(answer(aStudy({ points: nodes(1, 0.9) }))).toBe('met: All 2 points meet both limits.');
  });

  test('tells who meets what if nobody meets all', () => {
    // Twice as fast for the copy would help it: here all numbers get worse together, the users first.
    const twice = { ...done, by: { is: 'time', ns: 4 * 3600e9 } } as typeof done;
    expect(answer(aStudy({ objectives: { redundant: twice, users }, points: nodes(1.2, 1.5) }))).toBe(
      'not met: No: none of 2 points meets both limits (redundant: all; users: none).',
    );
  });

  test('says what is undecided', () => {
    // 122 % of twin, 2 % to either side, around a limit of 130 %: between 119.6 and 124.4 at 1, around 130 at 1.066.
    expect(answer(aStudy({ objectives: { users }, points: nodes(1.066, 1.5) }))).toBe(
      'undecided: No point is sure to meet the limit. Undecided: vms.nodes 1; more replications would settle it.',
    );
  });

  test('says what failed and what was not run', () => {
    expect(answer(aStudy({ points: nodes(1, 'why', null, null) }))).toContain(
      'Failed: vms.nodes 2. Interrupted: 2 of 4 points were not run.',
    );
  });

  test('without objectives says how far the numbers go', () => {
    expect(answer(links({}))).toBe('none: dsa.duration.total goes from 2 h 12 min (1 Gb/s) to 3 h 31 min (100 Mb/s).');
  });
});

describe('the screen', () => {
  test('has a row for each point with the sign of each objective', () => {
    const text = show(links());
    expect(text).toMatch(/\nisl\.bandwidth +redundant +users\n +by 12:00 +≤? ?.*130 % of twin\n/);
    expect(text).toMatch(/\n1 Gb\/s +11:32.* ✔ +.*122 %.* ✔\n500 Mb\/s .* ✘ .* ✘\n100 Mb\/s .* ✘ .* ✘\n/);
    expect(text).toMatch(/\nagainst 1 Gb\/s +redundant +users\n500 Mb\/s +\+ 32 min ± .* \+ .* ms ± .* ms\n/);
    expect(text.replace(/\s+/g, ' ')).toContain('3 points x 1 run + twins: no intervals');
  });

  test('gets shorter cells rather than long lines', () => {
    const names = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`users-of-system-${name}`, users]));
    for (const count of [1, 2, 3, 4, 5]) {
      const objectives = Object.fromEntries(Object.entries(names).slice(0, count));
      const lines = show(aStudy({ objectives, points: nodes(1, 1.2) })).split('\n');
      const rows = lines.filter((line) => /^\d .*[✔✘?]/.test(line));
      expect(rows).toHaveLength(2);
      expect(rows.every((row) => (row.match(/[✔✘?]/g) ?? []).length === count)).toBe(true);
      if (count < 4) expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(88);
    }
  });

  test('marks failed points with their reason, and those that were not run', () => {
    const text = show(aStudy({ points: nodes(1, 'dsa waits for dga2, which has been switched off since ten', null) }));
    expect(text).toMatch(/\n2 +failed: dsa waits for dga2, which has been sw\.\.\.\n3 +not run\n/);
  });

  test('shows no parameter that is the same for all', () => {
    const points = nodes(1, 1.2).map((point) => ({ ...point, values: { 'volumes.v.size': '1 GB', ...point.values } }));
    expect(show(aStudy({ points }))).not.toContain('v.size');
  });

  test('shouts when the audit found something', () => {
    const material = links();
    const [first, ...rest] = material.points;
    const wrong = { ...first!, outcome: { ...first!.outcome!, violations: ['read of dsa returned version 3'] } as PointResult['outcome'] };
    expect(show({ ...material, points: [wrong, ...rest] })).toContain(
      '✘ Do not trust these results.\n  1 Gb/s: the audit found 1 wrong read\n',
    );
  });

  test('lets nothing steer the terminal', () => {
    const text = show(aStudy({ points: [{ values: { [PATH]: '\u001b[31m1' }, outcome: 'a \u0007 bell' }] }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('the report', () => {
  test('has no script, and nothing of the study can bring one', () => {
    const hostile = '<script>alert(1)</script>';
    const material = aStudy({ points: [{ values: { [PATH]: hostile }, outcome: hostile }, ...nodes(1)] });
    const page = studyHtml(material, { ...recordOf(material), command: hostile }, null);
    expect(page).not.toMatch(/<script/i);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain("default-src 'none'");
  });

  test('tells points, differences, and how to get them again', () => {
    const material = links();
    const page = studyHtml(material, recordOf(material), null);
    for (const text of ['1 Gb/s, the only one of 3,', 'Each point less 1 Gb/s', 'gain 20.0', 'copyfence run add-member.yaml', '1,234,567'])
      expect(page).toContain(text);
  });
});

describe('the CSV files', () => {
  test('have quotes where a name has commas, and empty cells where there is no comparison', () => {
    const points = [1, 1.5].map((outcome, i) => ({
      values: { 'hosts.vms.nodes': String(i), 'timeline.add.at': '[10:00, 11:00]' },
      outcome,
    }));
    const { study, points: results } = aStudy({ points });
    expect(studyCsvHeader(study)).toMatch(/^point,hosts\.vms\.nodes,timeline\.add\.at,subject,/);
    const [first] = studyCsvLines(study, results[0]!).split('\n');
    expect(first).toBe(
      '"0, [10:00, 11:00]",0,"[10:00, 11:00]",trading,throughput,all,mean,638.72,IOPS,625.9456,651.4944,0.95,student-t over replications,10,,,,,',
    );
    const [second] = studyCsvLines(study, results[1]!).split('\n');
    expect(second).toMatch(/,10,319\.36,287\.424,351\.296,10,20$/);
  });

  test('points.csv has a row for each point, whatever became of it', () => {
    const rows = pointsCsv(aStudy({ objectives: { users }, points: nodes(1, 'it waits, for ever', null) }))
      .trimEnd()
      .split('\n');
    expect(rows[0]).toBe(
      'point,hosts.vms.nodes,status,reason,verdict,replications,event_count,fingerprint,scenario_sha256,objectives.users,objectives.users.value,objectives.users.ci_low,objectives.users.ci_high,objectives.users.limit,objectives.users.unit',
    );
    expect(rows[1]).toMatch(/^1,1,done,,met,2,1234567,[0-9a-f]{16},[0-9a-f]{64},met,122,119\.56,124\.44,130,%$/);
    expect(rows[2]).toMatch(/^2,2,failed,"it waits, for ever",failed,0,0,,[0-9a-f]{64},,,,,,$/);
    expect(rows[3]).toMatch(/^3,3,not run,,not run,0,0,,[0-9a-f]{64},,,,,,$/);
  });
});

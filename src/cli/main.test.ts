import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from './testing/recorded-terminal.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
  mkdirSync(join(root, 'folder'));
  mkdirSync(join(root, 'out', 'a'), { recursive: true });
  writeFileSync(join(root, 'out', 'a', 'run.json'), '{}');
  writeFileSync(join(root, 'binary.yaml'), Buffer.from([0x73, 0, 1, 2]));
  writeFileSync(join(root, 'latin.yaml'), Buffer.from([0x73, 0xe9, 0x0a]));
  writeFileSync(join(root, 'empty.yaml'), '');
  writeFileSync(join(root, 'broken.yaml'), 'scenario: x\nrun: {too: 1 h}\n');
  writeFileSync(join(root, 'trace'), 'R A 1 2 3\n');
});
afterAll(() => rmSync(root, { recursive: true }));

describe('bad input is told in a line and ends with 2', () => {
  test.each([
    [[], 'A command is missing'],
    [['rnu', 'x.yaml'], 'unknown command rnu: did you mean run?'],
    [['zzzzzz'], 'unknown command zzzzzz\ncopyfence --help lists'],
    [['run'], 'something is missing: copyfence run <scenario>'],
    [['run', '--audti', 'a.yaml'], 'unknown option --audti: did you mean --audit?'],
    [['run', 'a.yaml', 'b.yaml'], 'unexpected argument b.yaml'],
    [['run', 'a.yaml', '--sed', '3'], 'unknown option --sed: did you mean --seed?'],
    [['run', 'a.yaml', '--audti'], 'unknown option --audti: did you mean --audit?'],
    [['run', 'a.yaml', '--seed', 'abc'], '--seed: expected a whole number from 0, found `abc`'],
    [['run', 'a.yaml', '--seed', '-1'], '--seed'],
    [['run', 'a.yaml', '--seed', '1.5'], '--seed: expected a whole number from 0, found `1.5`'],
    [['run', 'a.yaml', '--seed', '1e3'], 'found `1e3`'],
    [['run', 'a.yaml', '--seed', '99999999999999999999'], '--seed: expected a whole number'],
    [['run', 'a.yaml', '--seed', '1', '--seed', '2'], '--seed is given 2 times'],
    [['run', 'a.yaml', '--seed'], 'seed'],
    [['run', 'a.yaml', '--replications', '0'], '--replications: expected a whole number from 1, found `0`'],
    [
      ['run', 'a.yaml', '--set', 'links.wan.bandwidth'],
      '--set: expected path=value such as links.wan.bandwidth="1 Gb/s", found `links.wan.bandwidth`',
    ],
    [['check', '@/good.yaml', '--json=maybe'], '--json: expected no value, true or false, found `maybe`'],
    [['check', '@/good.yaml', '--quiet='], '--quiet: expected no value, true or false, found an empty one'],
    [['run', 'a.yaml', '--set', '=3'], '--set: expected path=value'],
    [['run', 'a.yaml', '--out', ''], '--out'],
    [['run', '@/missing.yaml'], '@/missing.yaml: cannot be read: it does not exist'],
    [['run', '@/borken.yaml'], '@/borken.yaml: cannot be read: it does not exist: did you mean @/broken.yaml?'],
    [['run', '@/nowhere/broken.yaml'], '@/nowhere/broken.yaml: cannot be read: it does not exist\n'],
    [['run', '@/folder'], '@/folder: expected a file, found a directory'],
    [['run', '@/binary.yaml'], '@/binary.yaml:1:2: expected a text file in UTF-8, found a NUL character'],
    [['run', '@/latin.yaml'], '@/latin.yaml:1:2: expected a text file in UTF-8, found the byte E9'],
    [['run', '@/empty.yaml'], '@/empty.yaml:1:1: the file is empty'],
    [['run', '@/broken.yaml'], '@/broken.yaml:2:7: '],
    [['run', '@/good.yaml', '--set', 'run.nonsense=3'], '--set:1:'],
    [['run', '@/good.yaml', '--out', '@/trace'], 'cannot write results to @/trace: there is a file of that name'],
    [['check', '@/missing.yaml', '@/broken.yaml'], '@/missing.yaml: cannot be read'],
    [['check'], 'something is missing: copyfence check <files..>'],
    [['report', '@/folder'], '@/folder: expected the results of a run or study, found neither study.json nor run.json\n'],
    [['verify', '@/nowhere'], '@/nowhere: expected the results of a run or study, found nothing: it does not exist\n'],
    [['verify', '@/trace'], '@/trace: expected the results of a run or study, found a file\n'],
    [
      ['report', '@/out'],
      '@/out: expected the results of a run or study, found neither study.json nor run.json: there are results in @/out/a\n',
    ],
    [['report', '@/out/a/run.json'], 'found a file: there are results in @/out/a\n'],
    [['run', ''], 'expected the name of a file, found an empty one'],
    [['run', 'a.yaml', '-q'], 'unknown option -q\n'],
    [['run', 'a.yaml', '--set'], '--set: a value is missing\n'],
    [['schema', 'foo'], 'kind: expected one of scenario, study, found `foo`\n'],
    [['new', 'true'], '`true` cannot be the name of a scenario: `true` is a truth value in older YAML'],
    [['verify', '@/folder', '--seed', '2'], 'it takes no --set, --seed or --replications'],
    [['models', 'shadow-st'], 'there is no copy service shadow-st: did you mean shadow-set?'],
    [['devices', 'rz27'], 'there is no device rz27: did you mean rz26?'],
    [['validate-disk', 'rz27', '@/trace'], 'there is no drive rz27: did you mean rz26?'],
    [['validate-disk', 'rz26', '@/missing'], '@/missing: cannot be read'],
    [['validate-disk', 'rz26', '@/trace'], '@/trace: line 1: expected R or W'],
    [['validate-disk', 'rz26', '@/empty.yaml'], '@/empty.yaml: no requests'],
    [['new', '../x'], 'cannot be the name of a scenario'],
    [['new', 'good', '--out', '@'], 'exists already'],
  ])('%j', async (words, message) => {
    const here = (text: string) => text.replaceAll('@', root);
    await record('new', 'good', '--out', root);
    const { code, out, err } = await record(...words.map(here));
    expect(err).toContain(here(message));
    expect(err).not.toMatch(/\n\s+at |Error:|undefined|\[object/);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});

describe('commands', () => {
  test('help and version go to standard output', async () => {
    const help = await record('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const command of ['run', 'check', 'report', 'verify', 'new', 'models', 'devices', 'schema', 'validate-disk'])
      expect(help.out).toContain(`copyfence ${command}`);
    expect((await record('run', '--help')).out).toContain('--replications');
    expect(help.out).toContain('99 an objective is not met');
    expect(await record('-h')).toEqual(help);
    expect((await record('run', '-h')).out).toContain('--replications');
    expect(await record('-v')).toEqual(await record('--version'));
    expect((await record('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each(['run', 'study', 'check', 'report', 'verify', 'faults'])(
    '%s takes true and false for its flags, and nothing else',
    async (name) => {
      const { out } = await record(name, '--help');
      const options = out.split(/\n +(?:-., )?--/).filter((option) => option.includes('[boolean]'));
      const flags = options.map((option) => option.split(' ')[0]!).filter((flag) => flag !== 'version');
      expect(flags).toEqual(expect.arrayContaining(['help', 'quiet', 'json']));
      const given = name === 'faults' ? [] : [join(root, 'missing')];
      for (const flag of flags) {
        const { code, err } = await record(name, ...given, `--${flag}=1`);
        expect({ code, err }).toEqual({ code: 2, err: `--${flag}: expected no value, true or false, found \`1\`\n` });
      }
    },
  );

  test('a flag may be false', async () => {
    const words = ['models', '--quiet=false', '--json=false'];
    expect(await record(...words)).toEqual(await record('models'));
    expect(await record('models', '--json=true')).toEqual(await record('models', '--json'));
  });

  test('new writes a scenario that is right', async () => {
    const { code, out } = await record('new', 'night', '--out', join(root, 'new'));
    expect({ code, out }).toEqual({
      code: 0,
      out: `${join(root, 'new', 'night.yaml')}\nNow: copyfence run ${join(root, 'new', 'night.yaml')}\n`,
    });
    expect((await record('check', join(root, 'new', 'night.yaml'))).code).toBe(0);
  });

  test('check tells what is right and what is wrong', async () => {
    await record('new', 'fine', '--out', root);
    const { code, out, err } = await record('check', join(root, 'fine.yaml'), join(root, 'broken.yaml'));
    expect(code).toBe(2);
    expect(out).toMatch(/fine\.yaml: right \(\d+ values assumed\), simulates from start to dsa\.done \+ 30 s, 30 d at most\n$/);
    expect(err).toContain('broken.yaml:2:');
    const json = JSON.parse((await record('check', join(root, 'broken.yaml'), '--json')).out);
    expect(json.problems[0]).toMatchObject({ file: join(root, 'broken.yaml'), line: 2 });
    const latin = JSON.parse((await record('check', join(root, 'latin.yaml'), '--json')).out);
    expect(latin).toMatchObject({ problems: [{ file: join(root, 'latin.yaml'), line: 1, column: 2 }], unreadable: [] });
  });

  test('check tells how long a run is', async () => {
    const file = join(root, 'long.yaml');
    writeFileSync(file, 'scenario: long\nrun: {from: 10:00, to: 09:58}\n');
    const text = '23 h 58 min, from 10:00 to 09:58 the next day';
    expect((await record('check', file)).out).toBe(`${file}: right (3 values assumed), simulates ${text}\n`);
    const { right } = JSON.parse((await record('check', file, '--json')).out);
    expect(right).toEqual([{ file, assumed: 3, simulates: [text] }]);
  });

  test('check takes values from outside', async () => {
    await record('new', 'outside', '--out', root);
    expect((await record('check', join(root, 'outside.yaml'), '--set', 'workloads.users.rate=30 IOPS')).code).toBe(0);
    expect((await record('check', join(root, 'outside.yaml'), '--set', 'workloads.users.rate=30')).code).toBe(2);
  });

  test('models --json has the fields that other tools rely on', async () => {
    const all = JSON.parse((await record('models', '--json')).out);
    const set = all.find((model: { kind: string }) => model.kind === 'shadow-set');
    expect(Object.keys(set)).toEqual(['kind', 'points', 'states', 'verbs', 'parameters']);
    expect(set.points).toContain('host submit');
    expect(set.states).toContain('SteadyState');
    expect(set.verbs).toContain('mount');
    expect(set.parameters.map((parameter: { name: string }) => parameter.name)).toContain('members');
    expect((await record('models')).out).toMatch(/^shadow-set +OpenVMS/m);
    expect((await record('models', 'shadow-set')).out).toMatch(/copy_range \(127 blocks unless said otherwise\)/);
  });

  test('devices --json has the fields that other tools rely on', async () => {
    const all = JSON.parse((await record('devices', '--json')).out) as { name: string; type: string; source: string }[];
    for (const device of all) expect(Object.keys(device)).toEqual(['name', 'type', 'source']);
    expect(all.find(({ name }) => name === 'rz26')?.type).toBe('disk');
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['disk', 'array', 'host', 'link', 'workload']));
    expect((await record('devices', 'rz26')).out).toMatch(/size +1\.05 GB\nrotation +\d+ rpm/);
    expect((await record('devices', 'hsj50')).out).toContain('command_time');
  });

  test('schema prints a JSON Schema or writes it', async () => {
    const { out } = await record('schema');
    expect(JSON.parse(out)).toMatchObject({ title: 'Copyfence scenario', type: 'object' });
    expect((await record('schema', '--out', join(root, 'schema'))).code).toBe(0);
    expect(readFileSync(join(root, 'schema', 'scenario.schema.json'), 'utf8')).toBe(out);
  });

  test('validate-disk --json has the fields that other tools rely on', async () => {
    writeFileSync(join(root, 'requests'), 'R A 0 8 20000 1000\nW A 100000 8 18000 500\nR A 500 16 22000 0\n');
    const { code, out } = await record('validate-disk', 'rz26', join(root, 'requests'), '--json');
    expect(code).toBe(0);
    const validation = JSON.parse(out);
    expect(Object.keys(validation)).toEqual([
      'device',
      'n',
      'measured_mean_ms',
      'simulated_mean_ms',
      'demerit_ms',
      'demerit_percent',
      'correlation',
      'within_half_ms',
    ]);
    expect(validation).toMatchObject({ device: 'rz26', n: 3, measured_mean_ms: 20 });
    expect((await record('validate-disk', 'rz26', join(root, 'requests'))).out).toMatch(/^mean, measured +20\.000 ms$/m);
  });
});

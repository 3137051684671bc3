/** The program as a user starts it. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = join(ROOT, 'bin', 'copyfence.js');

let work: string;
beforeAll(() => {
  if (isStale()) build();
  work = mkdtempSync(join(tmpdir(), 'copyfence-'));
}, 120_000);
afterAll(() => rmSync(work, { recursive: true }));

/** Types are checked elsewhere: what was emitted is what counts here. */
function build(): void {
  try {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'ignore' });
  } catch {
    if (isStale()) throw new Error('npm run build has failed');
  }
}

/** dist is older than a source file. */
function isStale(): boolean {
  const built = join(ROOT, 'dist', 'cli', 'program.js');
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true });
  return sources.some(
    (entry) => entry.isFile() && !entry.name.endsWith('.test.ts') && statSync(join(entry.parentPath, entry.name)).mtimeMs > since,
  );
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[], env: NodeJS.ProcessEnv = {}): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const { NO_COLOR: _, ...others } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: work, env: { ...others, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { out: '', err: '' };
  child.stdout!.on('data', (data) => (text.out += data));
  child.stderr!.on('data', (data) => (text.err += data));
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, ...text }))) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/** One replication of a small copy. */
const SHORT = ['--replications', '1', '--set', 'volumes.dga1.size=8 MiB', '--set', 'volumes.dga2.size=8 MiB'];

describe('copyfence', () => {
  test.skipIf(process.platform === 'win32')('in a directory that is gone says so', () => {
    const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$@"';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, PROGRAM, 'models'], {
      cwd: work,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe('the current directory does not exist any more\n');
  });

  test('answers, writes its files and says by its exit code whether the objectives are met', async () => {
    await start(['new', 'night']).ended;
    const strict = await start([
      'run',
      'night.yaml',
      '--set',
      'objectives.users-content.at_most=50 % of twin',
      '--replications',
      '2',
      '--out',
      'strict',
    ]).ended;
    expect(strict.out).toMatch(/^night\n\n✘ No: users response time p95/);
    expect(strict.code).toBe(99);
    const lax = await start([
      'run',
      'night.yaml',
      '--set',
      'objectives.users-content.at_most=5000 % of twin',
      '--replications',
      '2',
      '--quiet',
    ]).ended;
    expect(lax.out).toMatch(/^night\n\n✔ Yes, both limits hold/);
    expect(lax).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(work, 'results', 'night')).sort()).toEqual([
      'charts',
      'events.csv',
      'report.html',
      'run.json',
      'summary.csv',
      'timeline.csv',
    ]);
    const verified = await start(['verify', 'results/night']).ended;
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toMatch(/^the same: summary\.csv, timeline\.csv, events\.csv, fingerprint [0-9a-f]+\n$/);
    const again = await start(['report', 'results/night']).ended;
    expect(again).toEqual(lax);
  });

  test('prints JSON that holds run.json and the objectives', async () => {
    const { out, code } = await start(['run', 'night.yaml', ...SHORT, '--json', '--out', 'json']).ended;
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ program: 'copyfence', seed: 1, replications: 1, scenario: { scenario: 'night' } });
    expect(answer.objectives.map((one: { name: string }) => one.name)).toEqual(['redundant', 'users-content']);
    expect([0, 99]).toContain(code);
  });

  test('writes no control characters into pipes, whatever the environment says of colours', async () => {
    for (const env of [{}, { CI: 'true' }, { TERM: 'xterm-256color', COLORTERM: 'truecolor' }]) {
      const { out, err } = await start(['run', 'night.yaml', ...SHORT, '--out', 'plain'], env).ended;
      expect(out + err).not.toMatch(CONTROL);
    }
  });

  test('is content when its reader leaves', async () => {
    const { child, ended } = start(['devices']);
    child.stdout!.destroy();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  test.runIf(existsSync('/dev/full'))('says that its answer cannot be written, without a stack trace', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'schema'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cannot write to standard output: no space left\n' });
  });

  test.runIf(existsSync('/dev/zero'))('reads no device without an end', async () => {
    const { code, err } = await start(['check', '/dev/zero']).ended;
    expect(code).toBe(2);
    expect(err).toContain('/dev/zero:1:1: expected a text file in UTF-8, found a NUL character');
  });

  test('ends with 2 and no stack trace when the input is wrong', async () => {
    const { code, out, err } = await start(['run', 'nowhere.yaml']).ended;
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: 'nowhere.yaml: cannot be read: it does not exist\n' });
  });

  test('stops at Ctrl-C', async () => {
    const { child, ended } = start(['run', 'night.yaml', '--replications', '100000', '--out', 'stopped']);
    const started = setInterval(() => existsSync(join(work, 'stopped')) && child.kill('SIGINT'), 1000);
    const { code, err } = await ended;
    clearInterval(started);
    expect(code).toBe(130);
    expect(err).toMatch(/interrupted/);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('says what to do when it is not built', () => {
    const bare = mkdtempSync(join(tmpdir(), 'copyfence-bare-'));
    cpSync(join(ROOT, 'bin'), join(bare, 'bin'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(bare, 'package.json'));
    expect(() => execFileSync(process.execPath, [join(bare, 'bin', 'copyfence.js')], { stdio: 'pipe' })).toThrow(
      /copyfence is not built yet/,
    );
    rmSync(bare, { recursive: true });
  });

  test('may be executed', () => {
    expect(statSync(PROGRAM).mode & 0o111).toBe(0o111);
  });
});

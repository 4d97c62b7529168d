import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundled } from './support/bundled.ts';
import { nearcopy, outcomeOf, start, statusOf, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// Ctrl-C and SIGTERM: a scan ends at once, tells so, and what it has checked is not checked again.

const space = new Workspace();
const cwd = space.path;
const FILES = 240;
afterAll(() => space.dispose());

beforeAll(async () => {
  const js = caseOf('javascript');
  space.write('kit/lanes.js', variantText(js, 'original'));
  await succeed(['index', 'build', '-o', 'kit.ncx', '--license', 'GPL-3.0-only', 'kit'], { cwd });
  space.write('repo/a.js', variantText(js, 'renamed'));
  for (let n = 1; n < FILES; n++) space.write(`repo/b/${String(n).padStart(3, '0')}.js`, `// ${n}\n${variantText(js, 'unrelated')}\n`.repeat(60));
});

/** Results that a folder remembers. */
const remembered = (folder: string): number => (existsSync(space.at(folder)) ? readdirSync(space.at(folder)) : []).filter((name) => name.endsWith('.results')).reduce((sum, name) => sum + readFileSync(space.at(folder, name), 'utf8').trim().split('\n').length, 0);

describe('a scan that is stopped', () => {
  it.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('by %s keeps what it printed, says that it remembers what it checked, and ends with %i', async (signal, code) => {
    const child = start(['scan', '-i', 'kit.ncx', '--cache', signal, 'repo'], { cwd });
    const ended = outcomeOf(child);
    const first = await new Promise<string>((done) => child.stdout!.once('data', (chunk: Buffer) => done(chunk.toString())));
    child.kill(signal);
    const outcome = await ended;
    expect([statusOf(outcome), outcome.stdout, outcome.stderr]).toEqual([code, first, 'nearcopy: stopped; what was checked is remembered: the same scan goes on from there\n']);
    const checked = remembered(signal);
    expect(checked).toBeGreaterThan(0);
    expect(checked).toBeLessThan(FILES);
    expect(readdirSync(space.at(signal)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([['json', []], ['sarif', []], ['html', []], ['text', ['--output', 'report.txt']], ['json', ['--output', 'report.json']]] as const)('leaves nothing of a report as %s %j', async (format, more) => {
    const before = readdirSync(cwd);
    // It says when it listens; then the scan has begun.
    const listens = space.at(`listens-${format}-${more.length}`);
    const says = space.write(`says-${format}-${more.length}.cjs`, `process.on('newListener', (name) => { if (name === 'SIGTERM') require('node:fs').writeFileSync(${JSON.stringify(listens)}, ''); });`);
    const child = start(['scan', '-i', 'kit.ncx', '--no-cache', '--format', format, ...more, 'repo'], { cwd, env: { NODE_OPTIONS: `--require ${says}` } });
    const ended = outcomeOf(child);
    await expect.poll(() => existsSync(listens), { timeout: 60_000 }).toBe(true);
    child.kill('SIGINT');
    const outcome = await ended;
    expect([statusOf(outcome), outcome.stdout, outcome.stderr]).toEqual([130, '', 'nearcopy: stopped\n']);
    expect(readdirSync(cwd).filter((name) => !before.includes(name) && !name.includes('-'))).toEqual([]);
  });

  it('does not say that it remembers what it could not write', async () => {
    const child = start(['scan', '-i', 'kit.ncx', '--cache', space.write('a-file', 'x'), 'repo'], { cwd });
    const ended = outcomeOf(child);
    await new Promise((done) => child.stdout!.once('data', done));
    child.kill('SIGINT');
    const outcome = await ended;
    expect([statusOf(outcome), outcome.stderr]).toEqual([130, 'nearcopy: stopped\n']);
  });

  it('goes on from there', async () => {
    const { code, stdout } = await nearcopy(['scan', '-i', 'kit.ncx', '--cache', 'SIGINT', 'repo'], { cwd });
    expect([code, remembered('SIGINT')]).toEqual([1, FILES]);
    expect(stdout).toContain(`Checked ${FILES} files`);
  });
});

describe('work that can be stopped', () => {
  beforeAll(() => bundled('cli/stoppable.ts', space.at('dist')));

  /** A program that does `work`, told of each step that it says: a signal is the answer. */
  async function signalled(name: string, work: string, answers: Readonly<Record<string, NodeJS.Signals>>) {
    const program = space.write(`dist/${name}.mjs`, `import { stoppable } from './stoppable.mjs';\nconst result = await stoppable((signal) => new Promise((done, failed) => { ${work} }), () => 'stopped');\nif (result !== null) console.log(result);\n`);
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = outcomeOf(child, '', 20_000);
    child.stdout.on('data', (said: Buffer) => answers[String(said)] && child.kill(answers[String(said)]));
    return ended;
  }

  it('ends where it stands at a second signal', async () => {
    const work = "setInterval(() => { if (!signal.aborted) return; process.stdout.write('busy'); for (;;); }, 10); process.stdout.write('ready');";
    expect(await signalled('busy', work, { ready: 'SIGINT', busy: 'SIGTERM' })).toEqual({ code: null, signal: 'SIGTERM', stdout: 'readybusy', stderr: '' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s, whatever still goes on', async (signal) => {
    const work = "setInterval(() => {}, 1000); signal.addEventListener('abort', () => { process.stdout.write('end'.repeat(10000)); failed(signal.reason); }); process.stdout.write('ready');";
    expect(await signalled(signal, work, { ready: signal })).toMatchObject({ code: null, signal, stdout: `ready${'end'.repeat(10_000)}`, stderr: 'nearcopy: stopped\n' });
  });

  it('has its result where it was done all the same, and another error stays one', async () => {
    expect(await signalled('done', "const timer = setInterval(() => {}, 1000); signal.addEventListener('abort', () => { clearInterval(timer); done(7); }); process.stdout.write('ready');", { ready: 'SIGINT' })).toEqual({ code: 0, signal: null, stdout: 'ready7\n', stderr: '' });
    expect(await signalled('failed', "const timer = setInterval(() => {}, 1000); signal.addEventListener('abort', () => { clearInterval(timer); failed(new Error('no disk')); }); process.stdout.write('ready');", { ready: 'SIGINT' })).toMatchObject({ code: 1, stderr: expect.stringContaining('Error: no disk') });
  });
});

import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, outcomeOf, scan, start, statusOf, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { killedAtRandom, until } from './support/interruption.ts';
import { contentsOf, Workspace } from './support/workspace.ts';

// Writers that are interrupted, and writers that meet.

const space = new Workspace();
const cwd = space.path;
const js = caseOf('javascript');
afterAll(() => space.dispose());

beforeAll(async () => {
  space.work('kit', { name: 'kit', license: 'MIT' }, { 'lanes.js': variantText(js, 'original') });
  space.write('asked.js', variantText(js, 'renamed'));
  for (let n = 0; n < 150; n++) space.write(`long/f${n}.js`, variantText(js, 'original').replaceAll('lane', `lane${n}`).replaceAll('+= 1', `+= ${n}`));
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
});

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of a build leaves no index', async (signal) => {
    const child = start(['index', 'build', '-o', 'stopped.ncx', 'long'], { cwd });
    const outcome = outcomeOf(child);
    await until(() => readdirSync(cwd).includes('stopped.ncx'));
    await new Promise((done) => setTimeout(done, 150));
    child.kill(signal);
    const stopped = await outcome;
    expect([statusOf(stopped), stopped.stdout, stopped.stderr]).toEqual([signal === 'SIGINT' ? 130 : 143, '', 'nearcopy: stopped; stopped.ncx is as it was\n']);
    expect(readdirSync(cwd)).not.toContain('stopped.ncx');
  });

  it('in the middle of add leaves the index as it was, unlocked', async () => {
    await succeed(['index', 'build', '-o', 'kept.ncx', 'kit'], { cwd });
    const before = contentsOf(space.at('kept.ncx'));
    const child = start(['index', 'add', 'kept.ncx', 'long'], { cwd });
    const outcome = outcomeOf(child);
    await until(() => readdirSync(space.at('kept.ncx')).includes('lock'));
    await new Promise((done) => setTimeout(done, 100));
    child.kill('SIGINT');
    const stopped = await outcome;
    expect([statusOf(stopped), stopped.stderr]).toEqual([130, 'nearcopy: stopped; kept.ncx is as it was\n']);
    expect(contentsOf(space.at('kept.ncx'))).toEqual(before);
    expect(await succeed(['index', 'add', 'kept.ncx', 'asked.js'], { cwd })).toContain('asked.js');
  });
});

describe('SIGKILL at any moment', () => {
  it('of 10 builds and adds leaves the old index or the new one, and the next writer goes on', async () => {
    const { states } = await killedAtRandom(space, { times: 10, seed: 11 });
    expect(states.length).toBe(10);
  });
});

describe('two writers at once', () => {
  it('the second one is told who holds the index', async () => {
    await succeed(['index', 'build', '-o', 'busy.ncx', 'kit'], { cwd });
    const first = start(['index', 'add', 'busy.ncx', 'long'], { cwd });
    const outcome = outcomeOf(first);
    await until(() => readdirSync(space.at('busy.ncx')).includes('lock'));
    for (const args of [['add', 'busy.ncx', 'asked.js'], ['remove', 'busy.ncx', 'kit'], ['build', '-o', 'busy.ncx', 'asked.js']]) {
      first.kill('SIGSTOP'); // so that it can't be done before the others have tried
      const { code, stdout, stderr } = await nearcopy(['index', ...args], { cwd });
      expect([code, stdout, stderr]).toEqual([2, '', `nearcopy: The index is being changed by process ${first.pid} on ${hostname()}. Wait until it is done; if it no longer runs, delete busy.ncx/lock.\n`]);
    }
    expect((await scan(['-i', 'busy.ncx', 'asked.js'], { cwd })).findings).toHaveLength(1); // readers don't wait
    first.kill('SIGCONT');
    expect(await outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('150 files') });
    expect(await succeed(['index', 'verify', 'busy.ncx'], { cwd })).toBe('busy.ncx is sound\n');
  });

  it('the lock of a dead process is taken over', async () => {
    await succeed(['index', 'build', '-o', 'orphan.ncx', 'kit'], { cwd });
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((done) => dead.on('close', done));
    space.write('orphan.ncx/lock', JSON.stringify({ pid: dead.pid, host: hostname(), token: 'abcdef0123456789' }));
    space.write('orphan.ncx/segment-0.tmp', 'half of a segment');
    expect(await succeed(['index', 'add', 'orphan.ncx', 'asked.js'], { cwd })).toContain('asked.js');
    expect(readdirSync(space.at('orphan.ncx')).filter((name) => name.includes('lock') || name.endsWith('.tmp'))).toEqual([]);
  });

  it('the lock of a process on another machine, or one that says nothing, is not', async () => {
    await succeed(['index', 'build', '-o', 'far.ncx', 'kit'], { cwd });
    for (const [lock, who] of [[JSON.stringify({ pid: 1, host: 'elsewhere', token: 'abc123' }), 'process 1 on elsewhere'], ['', 'another process']]) {
      space.write('far.ncx/lock', lock);
      const { code, stderr } = await nearcopy(['index', 'add', 'far.ncx', 'asked.js'], { cwd });
      expect([code, stderr]).toEqual([2, `nearcopy: The index is being changed by ${who}. Wait until it is done; if it no longer runs, delete far.ncx/lock.\n`]);
    }
  });
});

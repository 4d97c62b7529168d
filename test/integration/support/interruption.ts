import { existsSync, readdirSync } from 'node:fs';
import { outcomeOf, scan, start, succeed } from './cli.ts';
import type { Workspace } from './workspace.ts';

/** Waits until a condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('it never came true');
    await new Promise((done) => setTimeout(done, 5));
  }
}

/**
 * Kills writers of the index `killed.ncx` (of the work `kit`) at random moments, in turn `add` of the folder `long` and `build` of it
 * over the index, and checks after each that the index is the old one or the new one, whole, and that the next writer isn't kept out.
 */
export async function killedAtRandom(space: Workspace, { times, seed }: { times: number; seed: number }): Promise<{ states: ('old' | 'new')[] }> {
  const cwd = space.path;
  const index = (...args: string[]) => succeed(['index', ...args], { cwd });
  const digest = async (path: string) => (await index('info', path, '--digest')).trim();
  await index('build', '-o', 'killed.ncx', 'kit');
  const old = await digest('killed.ncx');
  const began = performance.now();
  await index('build', '-o', 'rebuilt.ncx', 'long');
  const duration = performance.now() - began;
  await index('build', '-o', 'added.ncx', 'kit', 'long');
  const next = { add: await digest('added.ncx'), build: await digest('rebuilt.ncx') };
  const states: ('old' | 'new')[] = [];
  let state = seed;
  for (let n = 0; n < times; n++) {
    const kind = n % 2 === 0 ? 'add' : 'build';
    const child = start(kind === 'add' ? ['index', 'add', 'killed.ncx', 'long'] : ['index', 'build', '-o', 'killed.ncx', 'long'], { cwd });
    const ended = outcomeOf(child);
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    // From its start to about its end; every third one once it has begun to write.
    const moment = (state / 2 ** 32) * (n % 3 === 2 ? 40 : duration * 1.05);
    if (n % 3 === 2) await Promise.race([ended, until(() => existsSync(space.at('killed.ncx')) && readdirSync(space.at('killed.ncx')).some((name) => name.endsWith('.tmp')))]);
    await new Promise((done) => setTimeout(done, moment));
    child.kill('SIGKILL');
    const { code } = await ended;
    const found = await digest('killed.ncx');
    if (found !== old && found !== next[kind]) throw new Error(`kill ${n} (${kind} after ${moment.toFixed(0)} ms) left neither the old nor the new index`);
    if (code === 0 && found !== next[kind]) throw new Error(`${kind} said that it was done, and its index is not there`);
    states.push(found === old ? 'old' : 'new');
    const verified = await index('verify', 'killed.ncx');
    if (!verified.endsWith('killed.ncx is sound\n')) throw new Error(verified);
    if (n % 5 === 0 && (await scan(['-i', 'killed.ncx', 'asked.js'], { cwd })).findings.length !== 1) throw new Error('the scan finds something else');
    // The next writer takes over the lock, and tidies; what it makes is looked at after the next kill.
    await index('build', '-o', 'killed.ncx', 'kit');
    const left = readdirSync(space.at('killed.ncx')).filter((name) => name.endsWith('.tmp') || name.startsWith('lock'));
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  }
  return { states };
}

import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { indexDigest } from '../../../src/core/index/digest.ts';
import { nodeIndexFiles } from '../../../src/host/node/index-files.ts';
import { leftovers } from '../../../src/store/index-folder.ts';
import { mergeIndexes } from '../../../src/store/merge.ts';
import { openIndex, readManifest, withIndex } from '../../../src/store/open.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { outcomeOf, start } from './cli.ts';

/** A change of an index that is killed again and again. */
export interface Operation {
  readonly name: string;
  /** The index folder before the change, which is copied for each kill. */
  readonly before: string;
  /** Arguments of `nearcopy` that change the index at `target`. */
  readonly args: (target: string) => readonly string[];
}

/** How far a writer had come when it was killed, by what it left on the disk. */
const stages = ['locked', 'writing', 'published', 'done'] as const;
export type Stage = (typeof stages)[number];

export interface Kill {
  readonly operation: string;
  /**
   * `locked`: nothing of the change lay there. `writing`: files of it did, and the index was the old one. `published`: the index was the new
   * one, and the lock or old files were still there. `done`: all was over.
   */
  readonly stage: Stage;
  readonly state: 'old' | 'new';
  /** Times that a reader opened the index and read all of it while the writer was at work. */
  readonly reads: number;
}

/** From what on a kill is timed: the lock, the first file of the change, the manifest that will make it. */
const beginnings = ['locked', 'writing', 'publishing'] as const;
type Beginning = (typeof beginnings)[number];
/** Milliseconds from there to the end of the change. */
type Windows = Record<Beginning, number>;

/**
 * Kills a change with SIGKILL `times` times: a third of them at moments spread over all of its work with the index, a third over the part in
 * which it writes, a third from when it begins to publish. Each time it checks that the old index or the new one is there, whole; that readers from before and meanwhile saw one of the two;
 * and that the next writer takes over the lock and leaves nothing behind. `random` gives numbers from 0 to 1.
 */
export async function killChanges(cwd: string, operation: Operation, times: number, random: () => number): Promise<Kill[]> {
  const target = `${cwd}/target.ncx`;
  const prepare = (): void => {
    rmSync(target, { recursive: true, force: true });
    cpSync(operation.before, target, { recursive: true });
  };
  prepare();
  const old = digestOf(target);
  const windows = await measure(operation, cwd, target);
  const now = digestOf(target);
  if (now === old) throw new Error(`${operation.name} changes nothing`);
  const kills: Kill[] = [];
  for (let n = 0; n < times; n++) {
    const from = beginnings[n % 3]!;
    prepare();
    const kill = await killOnce(operation, cwd, target, { old, now }, { from, after: windows[from] * random(), isRead: n % 6 < 2 });
    kills.push(kill);
    // A machine with other work is slow now and quick then: the window follows.
    windows[from] *= kill.stage === 'done' ? 0.9 : kill.state === 'old' ? 1.04 : 1;
  }
  rmSync(target, { recursive: true, force: true });
  return kills;
}

async function measure({ name, args }: Operation, cwd: string, target: string): Promise<Windows> {
  const child = start(args(target), { cwd });
  const ended = outcomeOf(child);
  const windows: Windows = { locked: 0, writing: 0, publishing: 0 };
  for (const beginning of beginnings) {
    await hasBegun(target, beginning, ended);
    windows[beginning] = -performance.now();
  }
  const { code, stderr } = await ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr}`);
  for (const beginning of beginnings) windows[beginning] += performance.now();
  return windows;
}

interface Moment {
  readonly from: Beginning;
  readonly after: number;
  /** Whether somebody reads the index meanwhile. */
  readonly isRead: boolean;
}

async function killOnce({ name, args }: Operation, cwd: string, target: string, { old, now }: { old: string; now: string }, moment: Moment): Promise<Kill> {
  const pinned = openIndex(nodeIndexFiles, target);
  try {
    const child = start(args(target), { cwd });
    const ended = outcomeOf(child);
    await hasBegun(target, moment.from, ended);
    const until = performance.now() + moment.after;
    let reads = 0;
    while (moment.isRead && performance.now() < until && child.exitCode === null) {
      const seen = digestOf(target);
      if (seen !== old && seen !== now) throw new Error(`a reader saw a third index during ${name}`);
      reads++;
      await new Promise((done) => setTimeout(done, 1));
    }
    await new Promise((done) => setTimeout(done, Math.max(0, until - performance.now())));
    child.kill('SIGKILL');
    const { code } = await ended;
    const found = digestOf(target);
    if (found !== old && found !== now) throw new Error(`${name}, killed ${moment.after.toFixed(1)} ms after it was ${moment.from}, left neither the old nor the new index`);
    if (code === 0 && found !== now) throw new Error(`${name} said that it was done, and its index is not there`);
    const { problems } = verifyIndex(nodeIndexFiles, target);
    if (problems.length > 0) throw new Error(problems.join('; '));
    if (indexDigest(pinned) !== old) throw new Error('a reader from before sees something else now');
    const kill: Kill = { operation: name, stage: stageOf(target, found === now), state: found === now ? 'new' : 'old', reads };
    changeAgain(target, found);
    return kill;
  } finally {
    pinned.close();
  }
}

/** The next writer isn't kept out by the lock of the dead one, and leaves the folder tidy. */
function changeAgain(target: string, digest: string): void {
  mergeIndexes(nodeIndexFiles, target, [target]);
  const left = leftovers(nodeIndexFiles, target, readManifest(nodeIndexFiles, target));
  if (left.length > 0 || existsSync(`${target}/lock`)) throw new Error(`the next writer left behind: ${['lock', ...left].join(', ')}`);
  if (digestOf(target) !== digest) throw new Error('the next writer changed the content');
}

function stageOf(target: string, isNew: boolean): Stage {
  const left = leftovers(nodeIndexFiles, target, readManifest(nodeIndexFiles, target)).length > 0;
  if (isNew) return left || existsSync(`${target}/lock`) ? 'published' : 'done';
  return left ? 'writing' : 'locked';
}

const digestOf = (target: string): string => withIndex(nodeIndexFiles, target, {}, indexDigest);

const signs: Readonly<Record<Beginning, RegExp>> = { locked: /^lock$/, writing: /^(segment|catalogue|manifest).*\.tmp$/, publishing: /^manifest\.json\.tmp$/ };

/** Waits for the beginning, or until the change has ended before anybody saw it. */
async function hasBegun(target: string, what: Beginning, ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver && !readdirSync(target).some((name) => signs[what].test(name))) await new Promise((done) => setTimeout(done, 0));
}

/** What the kills hit, a line for each operation and one for all. */
export function killSummary(kills: readonly Kill[]): string {
  const line = (name: string, own: readonly Kill[]): string => {
    const hit = stages.map((stage) => `${own.filter((kill) => kill.stage === stage).length} ${stage}`).join(', ');
    const reads = own.reduce((sum, kill) => sum + kill.reads, 0);
    return `${name}: ${own.length} kills (${hit}); left the old index ${own.filter(({ state }) => state === 'old').length} times, the new one ${own.filter(({ state }) => state === 'new').length} times; ${reads} reads meanwhile`;
  };
  const names = [...new Set(kills.map(({ operation }) => operation))];
  return [...names.map((name) => line(name, kills.filter(({ operation }) => operation === name))), line('all', kills)].join('\n');
}

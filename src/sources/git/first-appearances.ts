import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SourceError } from '../source.ts';
import { runGit } from './run-git.ts';
import type { GitCall } from './run-git.ts';

/** The day on which each path first appeared, `YYYY-MM-DD`. A renamed file appears when it gets its name. */
export type FirstAppearances = ReadonlyMap<string, string>;

/** First appearances in the history of a commit of a clone of ours, by paths from its root. Empty where git can't tell: a date is good to have, no more. */
export function firstAppearances(spec: string, clone: string, commit: string, signal: AbortSignal | undefined): Promise<FirstAppearances> {
  return appearances([commit, '--'], { cwd: clone, isOffline: true, signal, spec });
}

/** Longer histories are not asked: the time for it would be out of proportion. */
const MOST_COMMITS = 50_000;

/**
 * First appearances of what lies at a path in a folder, in the history that is checked out around it, by paths from the folder. Empty for a folder outside of any
 * repository, for a repository with more than 50,000 commits or with the end of a history only, and on a machine without git.
 */
export async function appearancesAround(spec: string, folder: string, path: string, signal: AbortSignal | undefined): Promise<FirstAppearances> {
  if (!await isInRepository(folder)) return new Map();
  const call: GitCall = { cwd: folder, isOffline: true, signal, spec };
  try {
    const shallow = await runGit(['rev-parse', '--is-shallow-repository'], call);
    if (shallow.stdout.trim() !== 'false') return new Map();
    const count = await runGit(['rev-list', '--count', `--max-count=${MOST_COMMITS + 1}`, 'HEAD', '--'], call);
    if (count.code !== 0 || Number(count.stdout) > MOST_COMMITS) return new Map();
    return await appearances(['--relative', 'HEAD', '--', path], call);
  } catch (error) {
    // Without git a folder is a source all the same.
    if (error instanceof SourceError) return new Map();
    throw error;
  }
}

async function isInRepository(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, '.git')).then(() => true, () => false)) return true;
    if (dirname(at) === at) return false;
  }
}

/** One pass over the history, without paths that git would have to quote. */
async function appearances(what: readonly string[], call: GitCall): Promise<FirstAppearances> {
  const dates = new Map<string, string>();
  const { code, stdout } = await runGit(['-c', 'core.quotePath=false', '--literal-pathspecs', 'log', '--no-show-signature', '--no-ext-diff', '--no-renames', '--diff-filter=A', `--format=${COMMIT}%ct`, '--name-only', ...what], call);
  if (code !== 0) return dates;
  let day = '';
  for (const line of stdout.split('\n')) {
    if (line.startsWith(COMMIT)) day = new Date(Number(line.slice(COMMIT.length)) * 1000).toISOString().slice(0, 10);
    // The latest commit comes first; of a path that was removed and added again, the first time counts.
    else if (line !== '' && !line.startsWith('"')) dates.set(line, day);
  }
  return dates;
}

/** Begins the line of a commit; no path begins so, since git would quote it. */
const COMMIT = '\u0001';

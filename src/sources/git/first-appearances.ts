import { runGit } from './run-git.ts';

/**
 * The day on which each path of a repository first appeared in the history of a commit, `YYYY-MM-DD`. A renamed file appears when it gets its name.
 * Empty where git can't tell, and without paths that git would have to quote: a date is good to have, no more.
 */
export async function firstAppearances(spec: string, clone: string, commit: string, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
  const dates = new Map<string, string>();
  const { code, stdout } = await runGit(['-c', 'core.quotePath=false', 'log', '--no-show-signature', '--no-renames', '--diff-filter=A', `--format=${COMMIT}%ct`, '--name-only', commit, '--'], { cwd: clone, isOurs: true, signal, spec });
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

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The folder of projects to measure on: the one that was named, else the projects of `test/bench/corpus.list`, which are fetched once
 * into a folder that git ignores. What can't be fetched is left out, with a message; nothing at all is an error.
 */
export function benchCorpus(root: string, named: string | undefined): string {
  if (named !== undefined) return resolve(named);
  const folder = join(root, '.work/bench-corpus');
  const fetched = spawnSync(process.execPath, [join(root, 'scripts/fetch-projects.mjs'), join(root, 'test/bench/corpus.list'), folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  const projects = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  if (projects.length === 0) throw new Error('no project of test/bench/corpus.list could be fetched: name a folder with projects with --corpus');
  if (fetched.status !== 0) console.error('some projects could not be fetched; measured is what is there');
  return folder;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { UnpackLimits } from '../archive/limits.ts';
import { unpackArchive } from '../archive/unpack.ts';
import { findFacts } from '../facts/find-facts.ts';
import { webUrl } from '../facts/manifest.ts';
import { FolderSource } from '../folder-source.ts';
import { applyOverrides } from '../overrides.ts';
import { SourceError } from '../source.ts';
import type { Source, WorkFacts } from '../source.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import type { GitAddress } from './git-address.ts';
import { firstAppearances } from './first-appearances.ts';
import { CLONE_TIMEOUT, gitFailure, runGit } from './run-git.ts';

export interface GitRequest {
  readonly spec: string;
  readonly address: GitAddress;
  readonly limits: UnpackLimits;
  readonly signal: AbortSignal | undefined;
  /** Last word on the facts found. */
  readonly finish: (facts: WorkFacts) => Promise<WorkFacts>;
}

/**
 * A state of a git repository as a source, fetched with the user's git. The work's date is that of the commit, a file's that of its first. Nothing of the
 * repository is run: no hooks, no filters; submodules are left out.
 */
export async function openGit({ spec, address, limits, signal, finish }: GitRequest): Promise<Source> {
  const temporary = await TemporaryFolder.create();
  try {
    const [clone, files, tar] = ['clone', 'files', 'files.tar'].map((name) => join(temporary.path, name));
    await cloneBare(spec, address, clone, temporary.path, signal);
    const commit = await commitOf(spec, address, clone, signal);
    await mkdir(join(clone, 'info'), { recursive: true });
    // What is archived are the files as they were committed, whatever the repository's attributes say.
    await writeFile(join(clone, 'info', 'attributes'), '* -export-ignore -export-subst -text -eol -ident -filter -working-tree-encoding\n');
    const archived = await runGit(['archive', '--format=tar', `--output=${tar}`, commit.id], { cwd: clone, isOffline: true, signal, spec });
    if (archived.code !== 0) throw new SourceError(spec, `git can't archive it: ${gitFailure(archived.stderr)}`);
    await mkdir(files);
    const { folder, problems } = await unpackArchive(spec, tar, 'tar', files, limits, signal);
    const found = await findFacts({ folder, ceiling: folder, fallback: { name: nameOf(address.repository), version: commit.version } });
    const named = found.version === null && commit.version !== null ? applyOverrides(found, { workVersion: commit.version }) : found;
    const facts: WorkFacts = { ...named, version: named.version ?? commit.id.slice(0, 12), url: named.url ?? (address.isLocal ? null : webUrl(address.repository)), date: commit.date };
    const dates = await firstAppearances(spec, clone, commit.id, signal);
    const dateOf = (path: string): string | null => dates.get(relative(files, join(folder, path)).replaceAll('\\', '/')) ?? null;
    return new FolderSource(spec, folder, await finish(facts), { problems, dateOf, ceiling: folder, release: () => temporary.remove() });
  } catch (error) {
    await temporary.remove();
    throw error;
  }
}

/** A tag or branch brings only its own history; a commit can lie anywhere. */
async function cloneBare(spec: string, { repository, ref, isLocal }: GitAddress, clone: string, cwd: string, signal: AbortSignal | undefined): Promise<void> {
  const named = ref === null || isHash(ref) ? [] : ['--single-branch', '--branch', ref];
  const run = (options: readonly string[]) => runGit(['clone', '--quiet', '--bare', '--no-local', '--template=', ...options, '--', repository, clone], { cwd, isOffline: false, signal, spec, timeout: CLONE_TIMEOUT });
  const { code, stderr } = await run(named);
  if (code === 0) return;
  if (/Remote branch .* not found/i.test(stderr)) throw new SourceError(spec, `the repository has no tag or branch "${ref}". ${isLocal ? '`git tag`' : '`git ls-remote`'} lists them.`);
  throw new SourceError(spec, `git can't fetch it: ${gitFailure(stderr)}`);
}

interface Commit {
  readonly id: string;
  /** Day of the commit, `YYYY-MM-DD`. */
  readonly date: string;
  /** The version that the tag names, or null. */
  readonly version: string | null;
}

async function commitOf(spec: string, { ref }: GitAddress, clone: string, signal: AbortSignal | undefined): Promise<Commit> {
  const { code, stdout } = await runGit(['log', '-1', '--no-show-signature', '--format=%H %ct', '--end-of-options', ref ?? 'HEAD', '--'], { cwd: clone, isOffline: true, signal, spec });
  const [, id, seconds] = /^([0-9a-f]{40,64}) (\d+)$/m.exec(stdout) ?? [];
  if (code !== 0 || id === undefined) throw new SourceError(spec, ref === null ? 'the repository has no commits.' : `the repository has no commit "${ref}".`);
  const tag = /^(?:.*\/)?v?(\d[\w.+-]*)$/i.exec(ref ?? '');
  const version = tag !== null && !isHash(ref ?? '') ? tag[1] : null;
  return { id, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10), version };
}

const isHash = (ref: string): boolean => /^[0-9a-f]{7,64}$/.test(ref);

const nameOf = (repository: string): string => basename(repository.replace(/\/+$/, '').replace(/(\/|^)\.git$/, '')).replace(/^.*:/, '').replace(/\.git$/, '') || 'repository';

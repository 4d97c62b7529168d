import { SourceError } from '../source.ts';

/** A state of a git repository, as the user names it. */
export interface GitAddress {
  /** What `git clone` gets: an address, or a path. */
  readonly repository: string;
  readonly isLocal: boolean;
  /** A tag, branch or commit; null for the one that is checked out, or the server's default. */
  readonly ref: string | null;
}

/**
 * The repository and ref of `git+https://HOST/PATH#REF`, `https://HOST/PATH.git#REF`, `ssh://...`, `git@HOST:PATH#REF`; null for any other
 * spec. Throws where it could be taken for an option or a command.
 */
export function gitAddress(spec: string): GitAddress | null {
  const [, address, ref = null] = /^([^#]*)(?:#(.*))?$/s.exec(spec) ?? [];
  if (address === undefined || !looksRemote(address)) return null;
  const repository = address.replace(/^git\+/i, '');
  if (!/^(https?|ssh|file):\/\//i.test(repository) && !SCP_LIKE.test(repository)) throw new SourceError(spec, 'git fetches over https, ssh and file only.');
  if (/^http:/i.test(repository)) throw new SourceError(spec, 'over plain http anybody on the way can change it. Use https or ssh.');
  if (/^https?:\/\/[^/]*@/i.test(repository)) throw new SourceError(repository.replace(/\/\/[^/]*@/, '//'), 'an address with a name or password in it is not taken. Let git keep them (git help credentials).');
  return { repository: checked(spec, repository), isLocal: false, ref: checkedRef(spec, ref) };
}

/** `PATH#REF` of a local repository, split at the last `#`; null where there is no `#`. */
export function localGitAddress(spec: string): GitAddress | null {
  const at = spec.lastIndexOf('#');
  if (at <= 0) return null;
  return { repository: spec.slice(0, at), isLocal: true, ref: checkedRef(spec, spec.slice(at + 1)) };
}

const SCP_LIKE = /^[\w.-]+@[\w.-]+:(?!\/\/)[^:]+$/;

function looksRemote(address: string): boolean {
  return /^git\+[a-z]+:/i.test(address) || /^(ssh|git|ext):/i.test(address) || /^https?:\/\/.*\.git\/?$/i.test(address) || SCP_LIKE.test(address);
}

/** No options, and no transports that run commands (`ext::sh -c ...`). */
function checked(spec: string, repository: string): string {
  const host = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:]*)/.exec(repository)?.[1] ?? '';
  if (repository.startsWith('-') || host.startsWith('-') || /::|[\u0000-\u0020\u007f]/.test(repository)) throw new SourceError(spec, 'it is not an address that git may be given.');
  return repository;
}

function checkedRef(spec: string, ref: string | null): string | null {
  if (ref === null || ref === '') return null;
  // What git itself forbids in names of refs, and what would select something else than a commit.
  if (ref.startsWith('-') || ref.includes('..') || ref.includes('@{') || /[\u0000-\u0020\u007f~^:?*[\\]/.test(ref)) throw new SourceError(spec, `"${ref}" is not the name of a tag, branch or commit.`);
  return ref;
}

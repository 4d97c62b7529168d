/** Why the system refused, in words, without the path and call that Node puts in its messages. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? (code || (error instanceof Error ? error.message : String(error)));
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'does not exist',
  ENOTDIR: 'not a folder',
  EISDIR: 'is a folder',
  ELOOP: 'symbolic links in a circle',
  EIO: 'input/output error',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'path too long',
  ENOSPC: 'no space left on the disk',
};

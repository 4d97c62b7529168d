import { IndexError } from '../core/index/errors.ts';
import type { FileStore } from './file-store.ts';

/** A lock that is held, until it is released. */
export interface Lock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/**
 * Takes the lock at a path, or throws an `IndexError` that names who holds it. The lock of a dead process of this host is taken over as
 * index/FORMAT.md, section 7, says: under a lock of its own, so that of several processes that see it only one removes it.
 */
export function takeLock(files: FileStore, path: string): Lock {
  const own: Holder = { pid: files.owner.pid, host: files.owner.host, token: files.owner.token() };
  const bytes = new TextEncoder().encode(JSON.stringify(own));
  if (!files.createExclusive(path, bytes)) {
    const holder = readHolder(files, path);
    if (holder === null || !isStale(files, holder)) throw locked(path, holder);
    removeStale(files, path, holder);
    if (!files.createExclusive(path, bytes)) throw locked(path, readHolder(files, path));
  }
  return {
    release() {
      if (readHolder(files, path)?.token === own.token) files.remove(path);
    },
  };
}

/** Whether the lock at a path is of a holder whose tokens begin so, and has been removed: its holder has ended, though its process lives on. */
export function releaseLockOf(files: FileStore, path: string, mark: string): boolean {
  const isOfMark = readHolder(files, path)?.token.startsWith(mark) === true;
  if (isOfMark) files.remove(path);
  return isOfMark;
}

function removeStale(files: FileStore, path: string, stale: Holder): void {
  const takeover = takeLock(files, `${path}.${stale.token}`);
  try {
    if (readHolder(files, path)?.token === stale.token) files.remove(path);
  } finally {
    takeover.release();
  }
}

function isStale(files: FileStore, holder: Holder): boolean {
  return holder.host === files.owner.host && !files.owner.isAlive(holder.pid);
}

/** Null where the file is gone, or is not a lock that we understand. */
function readHolder(files: FileStore, path: string): Holder | null {
  const bytes = files.read(path);
  if (bytes === null) return null;
  try {
    const { pid, host, token } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Holder>;
    const valid = typeof pid === 'number' && typeof host === 'string' && typeof token === 'string' && /^[A-Za-z0-9]+$/.test(token);
    return valid ? { pid, host, token } : null;
  } catch {
    return null;
  }
}

function locked(path: string, holder: Holder | null): IndexError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return new IndexError('locked', `The index is being changed by ${who}. Wait until it is done; if it no longer runs, delete ${path}.`);
}

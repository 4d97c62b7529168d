import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { IndexError } from '../../core/index/errors.ts';
import type { FileStore, LockOwner, NewFile, OpenFile } from '../../store/file-store.ts';

/** Index files on the local disk, with positional reads; nothing is cached here. */
export const nodeIndexFiles: FileStore = {
  owner: { pid: process.pid, host: hostname(), isAlive, token: () => randomBytes(12).toString('hex') } satisfies LockOwner,

  kind(path) {
    const stats = fs.statSync(path, { throwIfNoEntry: false });
    return stats ? (stats.isDirectory() ? 'folder' : 'file') : null;
  },

  list: (folder) => fs.readdirSync(folder),

  read: (path) => orNull(() => new Uint8Array(fs.readFileSync(path))),

  open: (path) => orNull(() => openFile(path)),

  create: (path) => createFile(path),

  createExclusive(path, bytes) {
    const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`;
    fs.writeFileSync(draft, bytes, { flush: true });
    try {
      fs.linkSync(draft, path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      return createWithoutLinks(path, bytes);
    } finally {
      fs.rmSync(draft, { force: true });
    }
  },

  rename(from, to) {
    fs.renameSync(from, to);
    syncFolder(dirname(to));
  },

  remove: (path) => fs.rmSync(path, { force: true }),

  makeFolder(path) {
    fs.mkdirSync(path, { recursive: true });
    syncFolder(dirname(path));
  },

  removeEmptyFolder(path) {
    try {
      fs.rmdirSync(path);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM', 'EBUSY'].includes(codeOf(error))) throw error;
    }
  },
};

/** The same, for a writer that may be ended: the tokens of its locks begin with a mark, by which `cleanUpAfter` knows them. */
export const markedIndexFiles = (mark: string): FileStore => ({ ...nodeIndexFiles, owner: { ...nodeIndexFiles.owner, token: () => mark + nodeIndexFiles.owner.token() } });

function openFile(path: string): OpenFile {
  const descriptor = fs.openSync(path, 'r');
  const { size } = fs.fstatSync(descriptor);
  let isOpen = true;
  return {
    name: path,
    size,
    read(bytes, offset) {
      for (let done = 0; done < bytes.length; ) {
        const read = fs.readSync(descriptor, bytes, done, bytes.length - done, offset + done);
        if (read === 0) throw new IndexError('truncated', `${path} ends before byte ${offset + bytes.length}: it was cut while it was open.`);
        done += read;
      }
    },
    close() {
      if (isOpen) fs.closeSync(descriptor);
      isOpen = false;
    },
  };
}

function createFile(path: string): NewFile {
  const descriptor = fs.openSync(path, 'w');
  let isOpen = true;
  const close = (): void => {
    if (isOpen) fs.closeSync(descriptor);
    isOpen = false;
  };
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done);
    },
    finish() {
      fs.fsyncSync(descriptor);
      close();
    },
    discard() {
      close();
      fs.rmSync(path, { force: true });
    },
  };
}

/** For file systems without hard links: another process may see the file before its bytes are in it, and then takes it for held. */
function createWithoutLinks(path: string, bytes: Uint8Array): boolean {
  try {
    fs.writeFileSync(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Makes renames in a folder durable. Windows can't open folders, and does it by itself. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function orNull<Result>(action: () => Result): Result | null {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Sink } from '../core/index/byte-writer.ts';
import { IndexError } from '../core/index/errors.ts';
import { isMemberName, MANIFEST_FILE, type Manifest, type Member, memberName, membersOf, serialiseManifest } from '../core/index/manifest.ts';
import type { FileStore } from './file-store.ts';
import { type Lock, releaseLockOf, takeLock } from './lock.ts';
import { readManifest } from './open.ts';

const LOCK_FILE = 'lock';

/** An index folder locked for a change: writes members, and publishes a manifest that names them. */
export class IndexFolder {
  readonly path: string;
  /** What the folder held when it was locked; null for a new index. */
  readonly manifest: Manifest | null;
  readonly #files: FileStore;
  readonly #lock: Lock;
  /** What the folder holds now; undefined where that is not known, and nothing may be removed. */
  #current: Manifest | null | undefined;
  #drafts = 0;

  private constructor(files: FileStore, path: string, lock: Lock, manifest: Manifest | null | undefined) {
    this.path = path;
    this.manifest = manifest ?? null;
    this.#files = files;
    this.#lock = lock;
    this.#current = manifest;
    this.#sweep();
  }

  /** Locks an index that exists. Throws `IndexError`. */
  static change(files: FileStore, path: string): IndexFolder & { readonly manifest: Manifest } {
    if (files.kind(path) === 'file') throw new IndexError('exists', `${path} is an exported index, which can't be changed. Change the folder that it was exported from, or merge it into a new index.`);
    if (files.kind(path) === null) throw noIndex(path);
    return IndexFolder.#locked(files, path, () => {
      const manifest = readManifest(files, path);
      if (manifest === null) throw noIndex(path);
      return manifest;
    }) as IndexFolder & { readonly manifest: Manifest };
  }

  /** Locks a folder for a new index, which will replace an index that is there. Throws `IndexError` where something else is there. */
  static create(files: FileStore, path: string): IndexFolder {
    const kind = files.kind(path);
    if (kind === 'file') throw new IndexError('exists', `${path} is a file. Name a folder for the index, or remove the file.`);
    if (kind === 'folder' && files.list(path).some((name) => !isOurs(name))) throw new IndexError('exists', `${path} is a folder with other files in it. Name another folder for the index.`);
    if (kind === null) files.makeFolder(path);
    return IndexFolder.#locked(files, path, () => {
      try {
        return readManifest(files, path);
      } catch (error) {
        if (error instanceof IndexError) return undefined;
        throw error;
      }
    });
  }

  static #locked(files: FileStore, path: string, manifest: () => Manifest | null | undefined): IndexFolder {
    const lock = takeLock(files, `${path}/${LOCK_FILE}`);
    try {
      return new IndexFolder(files, path, lock, manifest());
    } catch (error) {
      lock.release();
      files.removeEmptyFolder(path);
      throw error;
    }
  }

  /** Writes a member file under the name of its content; it counts once a published manifest names it. */
  writeMember<Totals>(kind: 'segment' | 'catalogue', write: (sink: Sink) => Totals): Member & Totals {
    const draft = `${this.path}/${kind}-${this.#drafts++}.tmp`;
    const { totals, size, hash } = this.#writeFile(draft, write);
    const file = memberName(hash, kind);
    this.#files.rename(draft, `${this.path}/${file}`);
    return { file, size, sha256: hash, ...totals };
  }

  /** Makes a manifest the index, and removes what it doesn't name. */
  publish(manifest: Manifest): void {
    const draft = `${this.path}/${MANIFEST_FILE}.tmp`;
    this.#writeFile(draft, (sink) => sink(serialiseManifest(manifest)));
    // Should the rename fail, it may have happened all the same: then nothing is known to be left over.
    this.#current = undefined;
    this.#files.rename(draft, `${this.path}/${MANIFEST_FILE}`);
    this.#current = manifest;
    this.#sweep();
  }

  /** Ends the change; what was not published is removed, and so is a folder that stayed empty. */
  release(): void {
    try {
      this.#sweep();
    } finally {
      this.#lock.release();
      this.#files.removeEmptyFolder(this.path);
    }
  }

  #writeFile<Totals>(path: string, write: (sink: Sink) => Totals): { totals: Totals; size: number; hash: string } {
    const file = this.#files.create(path);
    const hash = sha256.create();
    let size = 0;
    try {
      const totals = write((bytes) => {
        file.write(bytes);
        hash.update(bytes);
        size += bytes.length;
      });
      file.finish();
      return { totals, size, hash: bytesToHex(hash.digest()) };
    } catch (error) {
      file.discard();
      throw error;
    }
  }

  /** Removes what the manifest doesn't name, as far as the host allows: what stays is for the next change, and `verify` tells of it. */
  #sweep(): void {
    if (this.#current === undefined) return;
    for (const name of leftovers(this.#files, this.path, this.#current)) {
      try {
        this.#files.remove(`${this.path}/${name}`);
      } catch {
        continue;
      }
    }
  }
}

/**
 * Cleans up after a writer that was ended in the middle of a change, in a process that lives on, so that nobody takes its locks for stale. `mark`: what the
 * tokens of its locks begin with (`LockOwner`), and of nobody else's. Throws `IndexError` where another writer came first, who then cleans up.
 */
export function cleanUpAfter(files: FileStore, path: string, mark: string): void {
  if (files.kind(path) !== 'folder') return;
  const locks = files.list(path).filter((name) => name === LOCK_FILE || name.startsWith(`${LOCK_FILE}.`));
  const released = locks.filter((name) => releaseLockOf(files, `${path}/${name}`, mark));
  if (released.length > 0) IndexFolder.create(files, path).release();
}

/** Files of an index folder that its manifest doesn't name. Worthless, unless a writer is at work or a reader still has them open. */
export function leftovers(files: FileStore, folder: string, manifest: Manifest | null): string[] {
  const named = new Set(manifest ? membersOf(manifest).map(({ file }) => file) : []);
  return files.list(folder).filter((name) => (isMemberName(name) && !named.has(name)) || name.endsWith('.tmp') || name.startsWith(`${LOCK_FILE}.`));
}

function noIndex(path: string): IndexError {
  return new IndexError('missing', `There is no index ${path}. Make one with "nearcopy index build --output ${path} SOURCE".`);
}

function isOurs(name: string): boolean {
  return name === MANIFEST_FILE || name === LOCK_FILE || name.startsWith(`${LOCK_FILE}.`) || name.endsWith('.tmp') || isMemberName(name);
}

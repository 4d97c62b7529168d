import { ByteWriter } from '../core/index/byte-writer.ts';
import { bytesSource } from '../core/index/memory-index.ts';
import type { FileStore, LockOwner, NewFile, OpenFile } from './file-store.ts';

/** A file store in memory: for indexes that need not outlive the process, and for tests. Paths are texts; folders exist once made. */
export class MemoryFiles implements FileStore {
  readonly owner: LockOwner;
  readonly contents = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>();

  constructor(owner: LockOwner) {
    this.owner = owner;
  }

  kind(path: string): 'file' | 'folder' | null {
    return this.contents.has(path) ? 'file' : this.#folders.has(path) ? 'folder' : null;
  }

  list(folder: string): readonly string[] {
    const prefix = `${folder}/`;
    return [...this.contents.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  }

  read(path: string): Uint8Array | null {
    return this.contents.get(path) ?? null;
  }

  open(path: string): OpenFile | null {
    const bytes = this.contents.get(path);
    return bytes ? { ...bytesSource(path, bytes), close() {} } : null;
  }

  create(path: string): NewFile {
    const writer = new ByteWriter();
    this.contents.set(path, new Uint8Array(0));
    return {
      write: (bytes) => writer.bytes(bytes),
      finish: () => void this.contents.set(path, writer.view()),
      discard: () => this.remove(path),
    };
  }

  createExclusive(path: string, bytes: Uint8Array): boolean {
    if (this.contents.has(path)) return false;
    this.contents.set(path, bytes);
    return true;
  }

  rename(from: string, to: string): void {
    const bytes = this.contents.get(from);
    if (!bytes) throw new Error(`there is no file ${from}`);
    this.contents.delete(from);
    this.contents.set(to, bytes);
  }

  remove(path: string): void {
    this.contents.delete(path);
  }

  makeFolder(path: string): void {
    this.#folders.add(path);
  }

  removeEmptyFolder(path: string): void {
    if (this.list(path).length === 0) this.#folders.delete(path);
  }
}

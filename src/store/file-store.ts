import type { Sink } from '../core/index/byte-writer.ts';
import type { ByteSource } from '../core/index/contract.ts';

/** The files under an index, as the host provides them. Paths are the host's; names are joined to folders with `/`. */
export interface FileStore {
  /** Who writes: goes into locks. */
  readonly owner: LockOwner;
  kind(path: string): 'file' | 'folder' | null;
  /** Names in a folder. */
  list(folder: string): readonly string[];
  /** A whole small file; null where there is none. */
  read(path: string): Uint8Array | null;
  /** Stays readable when the file is removed or replaced. Null where there is none. */
  open(path: string): OpenFile | null;
  /** A new file, or one emptied. */
  create(path: string): NewFile;
  /** Creates a file with these bytes in one step; false where the path exists already. */
  createExclusive(path: string, bytes: Uint8Array): boolean;
  /** Replaces `to` in one step, and returns when that is durable. */
  rename(from: string, to: string): void;
  /** Removes a file; nothing happens where there is none. */
  remove(path: string): void;
  /** Creates a folder, and its parents; durable on return. */
  makeFolder(path: string): void;
  /** Removes a folder that is empty; nothing happens otherwise. */
  removeEmptyFolder(path: string): void;
}

export interface OpenFile extends ByteSource {
  close(): void;
}

export interface NewFile {
  readonly write: Sink;
  /** Returns when the content is durable. */
  finish(): void;
  /** Gives the file up: closes and removes it. */
  discard(): void;
}

export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Whether a process runs on this host. */
  isAlive(pid: number): boolean;
  /** A text that no other call returns anywhere: letters and digits. */
  token(): string;
}

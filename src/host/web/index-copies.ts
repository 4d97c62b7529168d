import { bytesSource } from '../../core/index/memory-index.ts';
import { truncated } from '../../core/index/errors.ts';
import type { OpenFile } from '../../store/file-store.ts';
import type { IndexTraffic } from '../service/protocol.ts';
import { messageOf } from '../failure.ts';
import type { AccessHandle, PrivateFolder } from './private-folder.ts';

/** A file of an index, as long as it is what it was. */
export interface CopiedFile {
  /** What the copy is called: another content, another name. */
  readonly name: string;
  /** What errors call it. */
  readonly label: string;
  readonly size: number;
  /** Don't use a copy that is there already. */
  readonly isFresh: boolean;
  /** Gets its bytes from where the index lies. */
  readonly fetch: () => Promise<Uint8Array>;
}

/**
 * Copies of files of indexes in the browser's private folder, where a worker can read any part of them at once; the editor gives a file
 * only as a whole. A file is copied once, and found again in the next session. Where that can't be, it is held in memory.
 * Calls must not overlap, in no window: see `oneAtATime`.
 */
export class IndexCopies {
  readonly #folder: Promise<PrivateFolder>;
  readonly #used = new Set<string>();
  #copied = 0;
  #read = 0;
  #inMemory = 0;
  #trouble: string | null = null;
  #pauses = PAUSES;

  /** `folder` may be rejected: then everything is held in memory. */
  constructor(folder: Promise<PrivateFolder>) {
    this.#folder = folder;
    folder.catch(() => undefined); // is said with the first file
  }

  /** Bytes, since the thread began; what is in memory is what is open. */
  get traffic(): IndexTraffic {
    return { copied: this.#copied, read: this.#read, inMemory: this.#inMemory };
  }

  /** Why a file that was opened last went into memory; null where none did. Asking forgets it. */
  takeTrouble(): string | null {
    const trouble = this.#trouble;
    [this.#trouble, this.#pauses] = [null, PAUSES];
    return trouble;
  }

  /** Opens the copy of a file, and makes it before where there is none of that size. Rejects only where the file can't be had. */
  async open(file: CopiedFile): Promise<OpenFile> {
    this.#used.add(file.name);
    const known = await this.#tried(async (folder) => {
      if (file.isFresh) await remove(folder, file.name);
      return this.#openCopy(folder, file.name, file.size);
    });
    if (known) return this.#reading(file.label, known);
    const bytes = await file.fetch();
    const made = known === null && await this.#tried((folder) => this.#makeCopy(folder, file.name, bytes));
    return made ? this.#reading(file.label, made) : this.#holding(file.label, bytes);
  }

  /** Deletes all copies but those that were opened since the last time. One that another window reads stays. */
  async tidy(): Promise<void> {
    const used = new Set(this.#used);
    this.#used.clear();
    try {
      const folder = await this.#folder;
      const others: string[] = [];
      for await (const name of folder.keys()) if (!used.has(name)) others.push(name);
      for (const name of others) await remove(folder, name);
    } catch {
      // What stays is deleted another time.
    }
  }

  /** Undefined where it fails; `takeTrouble` then says why. */
  async #tried<Result>(action: (folder: PrivateFolder) => Promise<Result>): Promise<Result | undefined> {
    try {
      return await action(await this.#folder);
    } catch (error) {
      this.#trouble = messageOf(error);
      return undefined;
    }
  }

  async #makeCopy(folder: PrivateFolder, name: string, bytes: Uint8Array): Promise<AccessHandle> {
    await writeCopy(folder, name, bytes);
    this.#copied += bytes.length;
    const made = await this.#openCopy(folder, name, bytes.length);
    if (!made) throw new Error('the copy is gone');
    return made;
  }

  /** Null where there is none of that size. */
  async #openCopy(folder: PrivateFolder, name: string, size: number): Promise<AccessHandle | null> {
    const file = await folder.getFileHandle(name).catch((error: unknown) => {
      if (isNamed(error, 'NotFoundError')) return null;
      throw error;
    });
    if (!file) return null;
    for (;;) {
      try {
        const handle = await file.createSyncAccessHandle({ mode: 'read-only' });
        if (handle.getSize() === size) return handle;
        handle.close();
        return null;
      } catch (error) {
        // In a browser that opens a file for one reader only, the one before may be about to end: the thread that this one replaces.
        if (!isNamed(error, 'NoModificationAllowedError') || this.#pauses === 0) throw error;
        this.#pauses--;
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    }
  }

  #reading(name: string, handle: AccessHandle): OpenFile {
    return {
      name,
      size: handle.getSize(),
      read: (bytes, offset) => {
        if (handle.read(bytes, { at: offset }) !== bytes.length) throw truncated(name, `it ends before byte ${offset + bytes.length}`);
        this.#read += bytes.length;
      },
      close: () => handle.close(),
    };
  }

  #holding(name: string, bytes: Uint8Array): OpenFile {
    this.#inMemory += bytes.length;
    let held = bytes.length;
    return {
      ...bytesSource(name, bytes),
      close: () => {
        this.#inMemory -= held;
        held = 0;
      },
    };
  }
}

/** The copy has its name only once it is whole. */
async function writeCopy(folder: PrivateFolder, name: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${name}.part`;
  const file = await folder.getFileHandle(unfinished, { create: true });
  try {
    const handle = await file.createSyncAccessHandle();
    try {
      let written = 0;
      while (written < bytes.length) {
        const more = handle.write(bytes.subarray(written), { at: written });
        if (more === 0) throw new Error('there is no room for a copy');
        written += more;
      }
      handle.flush();
    } finally {
      handle.close();
    }
    await file.move(name);
  } catch (error) {
    await remove(folder, unfinished);
    throw error;
  }
}

/** Nothing happens where there is none, or where somebody reads it. */
const remove = (folder: PrivateFolder, name: string): Promise<void> => folder.removeEntry(name).catch(() => undefined);

const isNamed = (error: unknown, name: string): boolean => (error as { readonly name?: unknown } | null)?.name === name;

/** So often all files of an index together wait, in milliseconds, for who reads their copies. */
const PAUSES = 10;
const PAUSE = 100;

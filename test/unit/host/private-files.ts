import type { AccessHandle, PrivateFile, PrivateFolder } from '../../../src/host/web/private-folder.ts';

/** A browser's private folder as the standard describes it, in memory: a file is open to one writer or to readers. */
export class PrivateFiles implements PrivateFolder {
  readonly contents = new Map<string, Uint8Array>();
  /** Bytes that there is room for. */
  quota = Infinity;
  /** How often a file is open; -1: to a writer. */
  readonly opened = new Map<string, number>();

  async getFileHandle(name: string, { create = false } = {}): Promise<PrivateFile> {
    if (!this.contents.has(name)) {
      if (!create) throw failure('NotFoundError');
      this.contents.set(name, new Uint8Array(0));
    }
    let current = name;
    return {
      createSyncAccessHandle: async (options) => this.#open(current, options?.mode === 'read-only'),
      move: async (to) => {
        this.#mustBeClosed(to);
        this.contents.set(to, this.contents.get(current)!);
        this.contents.delete(current);
        current = to;
      },
    };
  }

  async getDirectoryHandle(): Promise<PrivateFolder> {
    throw failure('NotFoundError');
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.contents.has(name)) throw failure('NotFoundError');
    this.#mustBeClosed(name);
    this.contents.delete(name);
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.contents.keys()];
  }

  #mustBeClosed(name: string): void {
    if ((this.opened.get(name) ?? 0) !== 0) throw failure('NoModificationAllowedError');
  }

  #open(name: string, isReader: boolean): AccessHandle {
    if (!isReader || (this.opened.get(name) ?? 0) < 0) this.#mustBeClosed(name);
    this.opened.set(name, isReader ? (this.opened.get(name) ?? 0) + 1 : -1);
    let isOpen = true;
    const used = () => [...this.contents.values()].reduce((sum, { length }) => sum + length, 0);
    return {
      getSize: () => this.contents.get(name)!.length,
      read: (into, { at }) => {
        const bytes = this.contents.get(name)!.subarray(at, at + into.length);
        into.set(bytes);
        return bytes.length;
      },
      write: (bytes, { at }) => {
        const before = this.contents.get(name)!;
        const after = new Uint8Array(Math.max(before.length, at + bytes.length));
        if (used() - before.length + after.length > this.quota) throw failure('QuotaExceededError');
        after.set(before);
        after.set(bytes, at);
        this.contents.set(name, after);
        return bytes.length;
      },
      flush: () => undefined,
      close: () => {
        if (isOpen) this.opened.set(name, isReader ? this.opened.get(name)! - 1 : 0);
        isOpen = false;
      },
    };
  }
}

const failure = (name: string): Error => Object.assign(new Error(`the browser says ${name}`), { name });

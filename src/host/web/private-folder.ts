// The file system that a browser gives a page for itself (OPFS), as far as a worker needs it here; without the DOM's types TypeScript knows none of it.

export interface PrivateFolder {
  getFileHandle(name: string, options?: { readonly create: boolean }): Promise<PrivateFile>;
  getDirectoryHandle(name: string, options?: { readonly create: boolean }): Promise<PrivateFolder>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

export interface PrivateFile {
  /** Without a mode, or in a browser that knows none, nobody else may have the file open. */
  createSyncAccessHandle(options?: { readonly mode: 'read-only' }): Promise<AccessHandle>;
  /** Renames it, and replaces a file of that name. */
  move(name: string): Promise<void>;
}

export interface AccessHandle {
  getSize(): number;
  /** The number of bytes read. */
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}

interface BrowserStorage {
  readonly navigator?: {
    readonly storage?: { getDirectory?(): Promise<PrivateFolder> };
    readonly locks?: { request<Result>(name: string, action: () => Promise<Result>): Promise<Result> };
  };
}

const { navigator } = globalThis as unknown as BrowserStorage;

/** A folder of the page's own. Rejects where the browser has or gives none, as for a page of an opaque origin. */
export async function privateFolder(name: string): Promise<PrivateFolder> {
  const storage = navigator?.storage;
  if (!storage?.getDirectory) throw new Error('this browser has no private files');
  return (await storage.getDirectory()).getDirectoryHandle(name, { create: true });
}

/** Does one thing at a time under a name, in all windows of the page together. */
export const oneAtATime = <Result>(name: string, action: () => Promise<Result>): Promise<Result> => navigator?.locks?.request(name, action) ?? action();

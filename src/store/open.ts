import type { ByteSource } from '../core/index/contract.ts';
import { IndexError } from '../core/index/errors.ts';
import { MANIFEST_FILE, type Manifest, membersOf, parseManifest } from '../core/index/manifest.ts';
import { OpenedIndex, type OpenOptions } from '../core/index/opened-index.ts';
import { openSingleFile } from '../core/index/single-file.ts';
import type { FileStore, OpenFile } from './file-store.ts';

/** How often opening begins again because a writer removed what the manifest named a moment ago. */
const ATTEMPTS = 5;

/** An open index that holds its files open, until it is closed. */
export class StoredIndex extends OpenedIndex {
  readonly #files: readonly OpenFile[];

  constructor(name: string, pinned: Pinned, options: OpenOptions) {
    super(name, pinned.manifest, (file) => pinned.members.get(file)!, options);
    this.#files = pinned.files;
  }

  close(): void {
    for (const file of this.#files) file.close();
  }
}

/** A manifest with the sources of all its members, and the files that these need open. */
export interface Pinned {
  readonly manifest: Manifest;
  readonly members: ReadonlyMap<string, ByteSource>;
  readonly files: readonly OpenFile[];
}

/** Opens an index, whether a folder or a single file, and pins what its manifest names now. Throws `IndexError`. */
export function openIndex(files: FileStore, path: string, options: OpenOptions = {}): StoredIndex {
  return openPinned(path, files.kind(path) === 'folder' ? pinFolder(files, path) : pinSingleFile(files, path), options);
}

/** Opens an index whose files are open; closes them where it can't. Throws `IndexError`. */
export function openPinned(name: string, pinned: Pinned, options: OpenOptions = {}): StoredIndex {
  return closingOnError(pinned.files, () => new StoredIndex(name, pinned, options));
}

/** Opens an index for the time of an action. Throws `IndexError`. */
export function withIndex<Result>(files: FileStore, path: string, options: OpenOptions, action: (index: StoredIndex) => Result): Result {
  const index = openIndex(files, path, options);
  try {
    return action(index);
  } finally {
    index.close();
  }
}

/** The manifest of an index folder; null where the folder has none. Throws `IndexError` for a damaged one. */
export function readManifest(files: FileStore, folder: string): Manifest | null {
  const path = `${folder}/${MANIFEST_FILE}`;
  const bytes = files.read(path);
  return bytes === null ? null : parseManifest(bytes, path);
}

function pinSingleFile(files: FileStore, path: string): Pinned {
  const file = files.open(path);
  if (file === null) throw new IndexError('missing', `There is no index ${path}. Make one with "nearcopy index build --output ${path} SOURCE".`);
  return closingOnError([file], () => ({ ...openSingleFile(file), files: [file] }));
}

function pinFolder(files: FileStore, path: string): Pinned {
  for (let attempt = 1; ; attempt++) {
    const manifest = readManifest(files, path);
    if (manifest === null) throw new IndexError('missing', `${path} has no ${MANIFEST_FILE}: it is not an index, or its build did not finish. Build it again.`);
    const members = new Map<string, OpenFile>();
    const opened: OpenFile[] = [];
    const gone = closingOnError(opened, () => membersOf(manifest).find(({ file }) => {
      const source = files.open(`${path}/${file}`);
      if (source === null) return true;
      members.set(file, source);
      opened.push(source);
      return false;
    }));
    if (!gone) return { manifest, members, files: opened };
    for (const source of opened) source.close();
    if (attempt === ATTEMPTS) throw new IndexError('missing', `${path}/${gone.file} is missing. Restore it from a copy, or build the index again.`);
  }
}

/** `files`: those that are open when the action fails. */
function closingOnError<Result>(files: readonly OpenFile[], action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    for (const file of files) file.close();
    throw error;
  }
}

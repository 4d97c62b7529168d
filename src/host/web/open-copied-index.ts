import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { IndexError } from '../../core/index/errors.ts';
import { MANIFEST_FILE, membersOf, parseManifest } from '../../core/index/manifest.ts';
import { openSingleFile } from '../../core/index/single-file.ts';
import type { OpenFile } from '../../store/file-store.ts';
import { openPinned, type Pinned, type StoredIndex } from '../../store/open.ts';
import type { IndexAddress } from '../service/protocol.ts';
import type { IndexCopies } from './index-copies.ts';

export interface CopiedIndexOptions {
  readonly copies: IndexCopies;
  /** The bytes of a file in the folder of an index; the file '' is a packed index itself. */
  readonly fetch: (address: string, file: string) => Promise<Uint8Array>;
  readonly engine: string;
}

/** Opens an index by copies of its files, which are made where there are none. `name` is for errors. Rejects with an `IndexError` where the index is at fault. */
export async function openCopiedIndex(name: string, at: IndexAddress, options: CopiedIndexOptions): Promise<StoredIndex> {
  const { copies, engine } = options;
  const pin = at.packed ? pinPacked : pinFolder;
  const { copied } = copies.traffic;
  try {
    return openPinned(name, await pin(name, at, options, false), { engine });
  } catch (error) {
    const isDamaged = error instanceof IndexError && (error.code === 'corrupt' || error.code === 'truncated');
    if (!isDamaged || copies.traffic.copied > copied) throw error;
  }
  // Perhaps it is the copy that is damaged.
  return openPinned(name, await pin(name, at, options, true), { engine });
}

/** Members are named by their content, so that a copy with the name and size of one is one. */
async function pinFolder(name: string, { address }: IndexAddress, { copies, fetch, engine }: CopiedIndexOptions, isFresh: boolean): Promise<Pinned> {
  const manifest = parseManifest(await fetch(address, MANIFEST_FILE), `${name}/${MANIFEST_FILE}`);
  const members = new Map<string, OpenFile>();
  // Opening refuses these by the manifest alone.
  if (manifest.engine !== engine || manifest.key !== null) return { manifest, members, files: [] };
  try {
    for (const { file, size } of membersOf(manifest)) members.set(file, await copies.open({ name: file, label: `${name}/${file}`, size, isFresh, fetch: () => fetch(address, file) }));
  } catch (error) {
    for (const member of members.values()) member.close();
    throw error;
  }
  return { manifest, members, files: [...members.values()] };
}

/** A packed index has a name that stays while its content changes: its size and the time of its change tell. */
async function pinPacked(name: string, { address, packed }: IndexAddress, { copies, fetch }: CopiedIndexOptions, isFresh: boolean): Promise<Pinned> {
  const { size, mtime } = packed!;
  const copy = `${bytesToHex(sha256(utf8ToBytes(JSON.stringify([address, size, mtime])))).slice(0, 32)}.packed`;
  const file = await copies.open({ name: copy, label: name, size, isFresh: isFresh || mtime === 0, fetch: () => fetch(address, '') });
  try {
    return { ...openSingleFile(file), files: [file] };
  } catch (error) {
    file.close();
    throw error;
  }
}

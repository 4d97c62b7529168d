import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeText } from '../../core/tokens/screen.ts';

/** A folder in which metadata may lie, on the way from the source up to the root of its project. */
export interface Place {
  /** Absolute. */
  readonly folder: string;
  /** What lies in it, sorted. */
  readonly names: readonly string[];
  /** The names on the way from here down to the source; empty where the source itself is here. */
  readonly below: readonly string[];
  /** The folder with what the package that this is unpacked from says of itself apart from its files, or null. */
  readonly about: string | null;
}

/** A place, empty where the folder can't be read. */
export async function placeAt(folder: string, below: readonly string[] = [], about: string | null = null): Promise<Place> {
  const names = await readdir(folder).catch(() => []);
  return { folder, names: names.sort(), below, about };
}

export function placeName(place: Place): string {
  return basename(place.folder);
}

/** The text of a metadata file, or null where there is none, or none that is a text of sensible size. */
export async function readText(place: Place, path: string): Promise<string | null> {
  try {
    // O_NONBLOCK keeps a named pipe of that name from blocking the read for ever.
    const file = await open(join(place.folder, path), NON_BLOCKING);
    try {
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > LARGEST) return null;
      return decodeText(await file.readFile())?.text ?? null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/** Names in a place by pattern, in order. */
export function namesLike(place: Place, pattern: RegExp): string[] {
  return place.names.filter((name) => pattern.test(name));
}

/** The folders on the way from the root to a file, outermost first, without the root. */
export function foldersTo(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, depth) => parts.slice(0, depth + 1).join('/'));
}

const LARGEST = 2 * 1024 * 1024;
/** 0 on Windows, which has no such pipes. */
const NON_BLOCKING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

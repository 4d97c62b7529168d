import { homedir, tmpdir } from 'node:os';
import { basename, dirname, resolve, sep } from 'node:path';
import { placeAt } from './place.ts';
import type { Place } from './place.ts';

const MOST_LEVELS = 6;

/**
 * The folders in which a source's metadata may lie, nearest first: its own and those above, up to the root of the repository or archive.
 * `about` belongs to the first. Folders that hold everybody's things (home, temporary files, the root of the system) say nothing about a source in them.
 */
export async function* climb(start: string, ceiling: string | null, about: string | null = null, shared: readonly string[] = [homedir(), tmpdir()]): AsyncGenerator<Place> {
  const below: string[] = [];
  let folder = resolve(start);
  for (let level = 0; level <= MOST_LEVELS; level++) {
    const place = await placeAt(folder, [...below], level === 0 ? about : null);
    yield place;
    const above = dirname(folder);
    if (folder === ceiling || place.names.includes('.git') || isShared(above, shared)) return;
    below.unshift(basename(folder));
    folder = above;
  }
}

function isShared(folder: string, shared: readonly string[]): boolean {
  return dirname(folder) === folder || shared.some((place) => place === folder || place.startsWith(`${folder}${sep}`));
}

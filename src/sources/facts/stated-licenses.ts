import { join } from 'node:path';
import type { StatedLicense } from '../../core/license/file-license.ts';
import { climb } from './climb.ts';
import { parseDep5, stanzaFor } from './dep5.ts';
import { foldersTo, placeAt, readText } from './place.ts';
import type { Place } from './place.ts';
import { readReuse } from './reuse.ts';

/** What is said of the licence of a single file, by its path below the root of the source, outside of the file. */
export type StatedLicenses = (path: string) => Promise<StatedLicense | null>;

/**
 * Reads what projects say of the licences of their files: REUSE, else the stanzas of debian/copyright. The project around the source is asked first, whose root may lie
 * above that of the source (up to `ceiling`, or the root of the repository); then those that lie in it, such as one that an archive has a folder more around.
 */
export async function readStatedLicenses(root: string, ceiling: string | null = null): Promise<StatedLicenses> {
  const around = await statementsAround(root, ceiling);
  const inside = new Map<string, Promise<Statements>>();
  const statementsIn = (folder: string) => {
    const known = inside.get(folder) ?? placeAt(join(root, folder)).then(statementsOf);
    inside.set(folder, known);
    return known;
  };
  return async (path) => {
    const stated = await around(path);
    if (stated !== null) return stated;
    for (const folder of foldersTo(path)) {
      const { reuse, debian } = await statementsIn(folder);
      const inFolder = path.slice(folder.length + 1);
      const nested = await reuse?.(inFolder) ?? await debian?.(inFolder) ?? null;
      if (nested !== null) return nested;
    }
    return null;
  };
}

interface Statements {
  readonly reuse: StatedLicenses | null;
  readonly debian: StatedLicenses | null;
}

/** Of the source's root and the folders above it: the highest that follows REUSE, whose REUSE.toml may lie in any folder, and the nearest with a debian/copyright. */
async function statementsAround(root: string, ceiling: string | null): Promise<StatedLicenses> {
  let [reuse, debian]: (StatedLicenses | null)[] = [null, null];
  for await (const place of climb(root, ceiling)) {
    const here = await statementsOf(place);
    const from = (stated: StatedLicenses | null): StatedLicenses | null => stated && ((path) => stated([...place.below, path].join('/')));
    reuse = from(here.reuse) ?? reuse;
    debian ??= from(here.debian);
  }
  return async (path) => await reuse?.(path) ?? await debian?.(path) ?? null;
}

async function statementsOf(place: Place): Promise<Statements> {
  const dep5 = place.names.includes('debian') ? parseDep5(await readText(place, 'debian/copyright') ?? '') : null;
  const debian = dep5 && (async (path: string): Promise<StatedLicense | null> => {
    const license = stanzaFor(dep5, path)?.license ?? null;
    return license === null ? null : { expression: license.expression, precedence: 'closest' };
  });
  return { reuse: await readReuse(place), debian };
}

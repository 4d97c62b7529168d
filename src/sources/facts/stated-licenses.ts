import type { StatedLicense } from '../../core/license/file-license.ts';
import { parseDep5, stanzaFor } from './dep5.ts';
import { placeAt, readText } from './place.ts';
import { readReuse } from './reuse.ts';

/** What is said of the licence of a single file, by its path below the root of the source, outside of the file. */
export type StatedLicenses = (path: string) => Promise<StatedLicense | null>;

/** Reads what the root of a source has to say: REUSE, else the stanzas of debian/copyright. */
export async function readStatedLicenses(root: string): Promise<StatedLicenses> {
  const place = await placeAt(root);
  const reuse = await readReuse(place);
  const dep5 = parseDep5(await readText(place, 'debian/copyright') ?? '');
  return async (path) => {
    const stated = await reuse?.(path) ?? null;
    if (stated !== null || dep5 === null) return stated;
    const license = stanzaFor(dep5, path)?.license ?? null;
    return license === null ? null : { expression: license.expression, precedence: 'closest' };
  };
}

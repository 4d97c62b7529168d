import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openArchive } from '../archive/archive-source.ts';
import { integrityOf, verifyIntegrity } from '../integrity.ts';
import { SourceError } from '../source.ts';
import type { Source } from '../source.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { debianPurl, fetchPackage } from './debian-source.ts';
import type { DebianRequest } from './debian-source.ts';

/**
 * A binary package of Debian as a source, such as one of Python modules, of a Ruby library, or of the crates and Go packages that others are
 * built from. Its integrity is that of the package file. Where the version is gone, it is the current one, and a note says so.
 */
export async function openDebianBinary({ spec, wanted, integrity, apt, limits, signal, finish }: DebianRequest): Promise<Source> {
  const download = await TemporaryFolder.create();
  try {
    const folder = await fetchPackage({ spec, wanted, apt, into: download.path, signal });
    const name = (await readdir(folder)).find((entry) => entry.endsWith('.deb'));
    const version = name === undefined ? null : versionOf(name);
    if (name === undefined || version === null) throw new SourceError(spec, 'apt-get left no package. Try `apt-get download` by hand to see why.');
    const file = join(folder, name);
    const isGone = wanted.version !== null && wanted.version !== version;
    if (integrity !== undefined && !isGone) await verifyIntegrity(spec, file, integrity);
    return await openArchive({
      spec,
      file,
      kind: 'deb',
      limits,
      signal,
      integrity: await integrityOf(file, 'sha256'),
      notes: isGone ? [`version ${wanted.version} is gone; took ${version}${integrity === undefined ? '' : ', to which the stated integrity does not apply'}`] : [],
      finish: (facts) => finish({ ...facts, purl: debianPurl(wanted, version) }),
    });
  } finally {
    await download.remove();
  }
}

/** apt writes `NAME_VERSION_ARCHITECTURE.deb`, with the colon of an epoch as `%3a`. */
function versionOf(file: string): string | null {
  const version = /^[^_]+_([^_]+)_[^_]+\.deb$/.exec(file)?.[1];
  return version === undefined ? null : version.replaceAll('%3a', ':');
}

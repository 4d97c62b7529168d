import { manifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

/** What the build files of C and C++ projects say: a name and perhaps a version, never a licence. */
export async function readCBuild(place: Place): Promise<Manifest | null> {
  for (const [source, pattern] of PATTERNS) {
    const { name, tar, version } = pattern.exec(await readText(place, source) ?? '')?.groups ?? {};
    const found = (tar ?? name)?.trim();
    if (found === undefined || found === '' || /[$@]/.test(found)) continue;
    return manifest(source, { name: found, version: version !== undefined && /^v?\d[\w.+-]*$/.test(version) ? version : null, purl: purlParts('generic', found) });
  }
  return null;
}

const PATTERNS: readonly (readonly [file: string, pattern: RegExp])[] = [
  ['configure.ac', /^\s*AC_INIT\(\s*\[?(?<name>[^\],)]+)\]?\s*,\s*\[?(?<version>[^\],)]*)\]?(?:\s*,\s*\[?[^\],)]*\]?\s*,\s*\[?(?<tar>[\w.+-]+)\]?)?/m],
  // The name of a CMake project is often only a prefix in capitals: it counts where a version says that it is meant as a release.
  ['CMakeLists.txt', /^\s*project\s*\(\s*"?(?<name>[\w.+-]+)"?(?:\s*#.*|[^)#])*?\bVERSION\s+(?<version>[\d.]+)/im],
  ['meson.build', /^\s*project\(\s*'(?<name>[^']+)'(?:(?!^\))[\s\S]){0,400}?\bversion\s*:\s*'(?<version>[^']*)'/m],
];

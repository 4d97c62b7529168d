/** Ecosystems as package URLs call them. */
export type PackageType = 'npm' | 'cargo' | 'pypi' | 'golang' | 'maven' | 'composer' | 'gem' | 'nuget' | 'swift' | 'luarocks' | 'conan';

/** One spelling for a package, TYPE/NAME in small letters, so that what manifests and package URLs say can be compared. Without a version. */
export function packageKey(type: PackageType | string, name: string): string {
  const small = name.trim().toLowerCase().replace(/^\/+|\/+$/g, '');
  return `${type}/${type === 'pypi' ? small.replace(/[-_.]+/g, '-') : type === 'cargo' ? small.replaceAll('_', '-') : small}`;
}

/** The same for a package URL (https://github.com/package-url/purl-spec), or null where it is none. */
export function packageOfPurl(purl: string | null): string | null {
  const match = purl === null ? null : /^pkg:\/*([a-z0-9.+-]+)\/([^?#]+)/i.exec(purl);
  if (!match) return null;
  const at = match[2].lastIndexOf('@');
  // A scope may be written as a plain @, which no version follows.
  const path = at > 0 && !match[2].slice(at).includes('/') ? match[2].slice(0, at) : match[2];
  return packageKey(match[1].toLowerCase(), decode(path));
}

/** The version in a package URL, or null. */
export function versionOfPurl(purl: string): string | null {
  const version = /@([^@/?#]+)(?:[?#]|$)/.exec(purl)?.[1];
  return version === undefined ? null : decode(version);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

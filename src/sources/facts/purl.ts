export type PurlType = 'npm' | 'cargo' | 'pypi' | 'maven' | 'composer' | 'gem' | 'golang' | 'nuget' | 'deb' | 'generic';

/** A package URL without its version, which may be told elsewhere. */
export interface PurlParts {
  readonly type: PurlType;
  /** With `/` between its segments; '' for none. */
  readonly namespace: string;
  readonly name: string;
}

/** The package URL in its canonical form (https://github.com/package-url/purl-spec). */
export function formatPurl({ type, namespace, name }: PurlParts, version: string | null): string {
  const path = [...namespace.split('/'), name].filter((segment) => segment !== '').map(encode).join('/');
  return `pkg:${type}/${path}${version === null ? '' : `@${encode(version)}`}`;
}

/** The parts for a name as a registry writes it, with the namespace before its last `/`. */
export function purlParts(type: PurlType, fullName: string): PurlParts {
  const known = type === 'pypi' ? fullName.toLowerCase().replace(/[-_.]+/g, '-')
    : type === 'golang' || type === 'composer' ? fullName.toLowerCase()
      : fullName;
  const slash = known.lastIndexOf('/');
  return { type, namespace: known.slice(0, Math.max(slash, 0)), name: known.slice(slash + 1) };
}

function encode(segment: string): string {
  return encodeURIComponent(segment).replaceAll('%3A', ':').replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

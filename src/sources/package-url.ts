import { PackageURL } from 'packageurl-js';
import { SourceError } from './source.ts';

/** A package URL as a source, taken apart. */
export interface ParsedPurl {
  readonly type: string;
  /** With `/` between its segments; '' for none. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string | null;
  readonly qualifiers: Readonly<Record<string, string>>;
}

/** A package URL (`pkg:npm/lodash@4.17.21`) taken apart; null for any other spec. Throws where it is a broken one. */
export function parsePurl(spec: string): ParsedPurl | null {
  if (!/^pkg:/i.test(spec)) return null;
  try {
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(spec);
    return { type: type ?? '', namespace: namespace ?? '', name: name ?? '', version: version ?? null, qualifiers: { ...qualifiers } };
  } catch (error) {
    throw new SourceError(spec, `it is not a package URL (${(error as Error).message}). They look like pkg:npm/lodash@4.17.21 or pkg:deb/debian/curl.`, { cause: error });
  }
}

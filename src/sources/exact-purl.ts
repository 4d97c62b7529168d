import { purlParts, formatPurl } from './facts/purl.ts';
import { debianPackage, debianPurl } from './debian/debian-source.ts';
import { parseNpmSpec } from './npm-spec.ts';
import { parsePurl } from './package-url.ts';
import type { SourceRequest } from './source.ts';

/**
 * The package URL, with its version, that the work of a source will have; null where that is only known once it is fetched: no package, no
 * exact version, another name or version given to it, or only some of its files. Throws a SourceError for a package that makes no sense.
 */
export function exactPurl({ spec, name, workVersion, only, without }: SourceRequest): string | null {
  if ([name, workVersion, only, without].some((said) => said !== undefined)) return null;
  const purl = parsePurl(spec);
  const npmPackage = parseNpmSpec(spec, purl);
  if (npmPackage !== null) return EXACT.test(npmPackage.version) ? formatPurl(purlParts('npm', npmPackage.name), npmPackage.version) : null;
  const debian = debianPackage(spec, purl);
  return debian === null || debian.version === null ? null : debianPurl(debian, debian.version);
}

const EXACT = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

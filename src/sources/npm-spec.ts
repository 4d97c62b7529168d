import type { NpmPackage } from './npm-client.ts';
import type { ParsedPurl } from './package-url.ts';
import { SourceError } from './source.ts';

/** `npm:NAME@VERSION` and `pkg:npm/NAME@VERSION`; null for any other spec. Throws where it is one and makes no sense. */
export function parseNpmSpec(spec: string, purl: ParsedPurl | null): NpmPackage | null {
  if (purl !== null) return purl.type === 'npm' ? checked(spec, [purl.namespace, purl.name].filter(Boolean).join('/'), purl.version ?? '') : null;
  if (!spec.startsWith('npm:')) return null;
  const text = spec.slice(4);
  const at = text.lastIndexOf('@');
  return at > 0 ? checked(spec, text.slice(0, at), text.slice(at + 1)) : checked(spec, text, '');
}

const NAME = /^(@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9_~][a-z0-9._~-]*$/i;
/** No slashes and colons: nothing that npm would take for a folder, an address or an option. */
const VERSION = /^[\w^~*<>=.][\w.^~*<>=+-]*$/;

function checked(spec: string, name: string, version: string): NpmPackage {
  if (!NAME.test(name)) throw new SourceError(spec, `"${name}" is not the name of an npm package. Write npm:NAME@VERSION, such as npm:lodash@4.17.21.`);
  if (!VERSION.test(version)) throw new SourceError(spec, `say which version, such as npm:${name}@1.2.3 (\`npm view ${name} versions\` lists them).`);
  return { name, version };
}

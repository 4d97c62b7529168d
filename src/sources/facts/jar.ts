import { join } from 'node:path';
import { readPom } from './java.ts';
import { claimOfChoice, manifest, textOf, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { placeAt, readText } from './place.ts';
import type { Place } from './place.ts';

/** What an unpacked jar says of itself in META-INF: the pom.xml that Maven leaves there, then the jar's manifest. */
export async function readJar(place: Place): Promise<Manifest | null> {
  if (!place.names.includes('META-INF')) return null;
  const headers = parseHeaders(await readText(place, MANIFEST) ?? '');
  const pom = await ownPom(place, headers);
  const bundle = headers.get('bundle-symbolicname')?.split(';')[0].trim() ?? null;
  const name = pom?.name ?? textOf(headers.get('implementation-title')) ?? bundle ?? textOf(headers.get('automatic-module-name'));
  const license = pom?.license ?? bundleLicense(headers.get('bundle-license'));
  if (name === null && license === null) return null;
  return manifest(pom?.source ?? MANIFEST, {
    name,
    version: pom?.version ?? textOf(headers.get('implementation-version')) ?? textOf(headers.get('bundle-version')),
    purl: pom?.purl ?? null,
    license,
    url: pom?.url ?? webUrl(headers.get('bundle-docurl')) ?? webUrl(headers.get('implementation-url')),
  });
}

const MANIFEST = 'META-INF/MANIFEST.MF';

/** A jar that others were packed into holds their pom.xml, too: then it is the one that the manifest names. */
async function ownPom(place: Place, headers: ReadonlyMap<string, string>): Promise<Manifest | null> {
  const poms: Manifest[] = [];
  for (const group of (await placeAt(join(place.folder, 'META-INF/maven'))).names) {
    for (const artifact of (await placeAt(join(place.folder, 'META-INF/maven', group))).names) {
      const found = await readMavenFolder(await placeAt(join(place.folder, 'META-INF/maven', group, artifact)), `META-INF/maven/${group}/${artifact}`);
      if (found !== null) poms.push(found);
    }
  }
  if (poms.length <= 1) return poms[0] ?? null;
  const names = ['implementation-title', 'bundle-symbolicname', 'bundle-name', 'automatic-module-name'].map((key) => headers.get(key)?.split(';')[0].trim().toLowerCase());
  return poms.find(({ name, purl }) => names.includes(name?.toLowerCase()) || names.includes(`${purl?.namespace}.${name}`.toLowerCase())) ?? null;
}

/** pom.properties has the version that was built, where pom.xml may have a variable. */
async function readMavenFolder(place: Place, folder: string): Promise<Manifest | null> {
  const pom = await readPom(place);
  const properties = await readText(place, 'pom.properties') ?? '';
  const property = (key: string) => new RegExp(`^${key}=(\\S+)`, 'm').exec(properties)?.[1] ?? null;
  const name = pom?.name ?? property('artifactId');
  if (name === null) return null;
  const group = property('groupId');
  const source = `${folder}/${pom === null ? 'pom.properties' : pom.source}`;
  const purl = pom?.purl ?? (group === null ? null : { type: 'maven' as const, namespace: group, name });
  const license = pom?.license ?? null;
  return manifest(source, { ...pom, name, source, version: property('version') ?? pom?.version ?? null, purl, license: license === null ? null : { ...license, source: `${folder}/${license.source}` } });
}

/** `Apache-2.0;link="..."`, an address, or several with commas, of which the user may choose. */
function bundleLicense(header: string | undefined): LicenseClaim | null {
  const entries = (header ?? '').split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((entry) => entry.split(';')[0].trim()).filter((entry) => entry !== '');
  return claimOfChoice(entries, MANIFEST);
}

/** Lines of at most 72 bytes, gone on with after a blank. Only the first part is about the jar as a whole. */
function parseHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  const [main] = text.replace(/\r\n?/g, '\n').split('\n\n');
  for (const [, key, value] of main.replace(/\n /g, '').matchAll(/^([\w-]+): (.*)$/gm)) headers.set(key.toLowerCase(), value.trim());
  return headers;
}

import { correctLicense } from '../../core/license/correct.ts';
import { claimOfChoice, manifest, webUrl } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { readText } from './place.ts';
import type { Place } from './place.ts';
import { parseXml, xmlAt, xmlList, xmlText } from './xml.ts';
import type { XmlNode } from './xml.ts';

/** pom.xml. Several licences are a choice, as Maven's documentation says. What only a parent POM elsewhere says is not known. */
export async function readPom(place: Place): Promise<Manifest | null> {
  const text = await readText(place, POM);
  const project = text === null ? null : xmlAt(parseXml(text), 'project') as XmlNode | undefined;
  const artifact = xmlText(project, 'artifactId');
  if (project === null || project === undefined || artifact === null) return null;
  const field = (...path: string[]) => resolve(xmlText(project, ...path), project);
  const group = field('groupId') ?? field('parent', 'groupId');
  const licenses = xmlList(xmlAt(project, 'licenses', 'license') === undefined ? undefined : (xmlAt(project, 'licenses') as XmlNode).license);
  return manifest(POM, {
    name: artifact,
    version: field('version') ?? field('parent', 'version'),
    purl: group === null ? null : { type: 'maven', namespace: group, name: artifact },
    license: claimOfChoice(licenses.map(licenseField), POM),
    url: webUrl(field('scm', 'url')) ?? webUrl(field('url')),
  });
}

/** A Gradle build is a program; only the plain name and the properties are read. */
export async function readGradle(place: Place): Promise<Manifest | null> {
  for (const source of ['settings.gradle', 'settings.gradle.kts']) {
    const name = /^\s*rootProject\.name\s*=\s*["']([^"'$]+)["']/m.exec(await readText(place, source) ?? '')?.[1];
    if (name === undefined) continue;
    const properties = await readText(place, 'gradle.properties') ?? '';
    const property = (key: string) => new RegExp(String.raw`^\s*${key}\s*[=:]\s*(\S+)\s*$`, 'm').exec(properties)?.[1] ?? null;
    const group = property('group');
    return manifest(source, { name, version: property('version'), purl: group === null ? null : { type: 'maven', namespace: group, name } });
  }
  return null;
}

/** The name, or the address of the text where the name leaves open which licence it is. */
function licenseField(license: unknown): string | null {
  const [name, url] = [xmlText(license, 'name'), xmlText(license, 'url')];
  return url !== null && (name === null || correctLicense(name) === null) && correctLicense(url) !== null ? url : name;
}

const POM = 'pom.xml';

/** `${revision}` and other properties of the project itself; null where one is defined elsewhere. */
function resolve(text: string | null, project: XmlNode): string | null {
  if (text === null || !text.includes('${')) return text;
  const resolved = text.replace(/\$\{([^}]+)\}/g, (whole, key: string) =>
    xmlText(project, 'properties', key) ?? (/^(project|pom)\.(groupId|version|artifactId)$/.test(key) ? xmlText(project, key.split('.')[1]) : null) ?? whole);
  return resolved.includes('${') ? null : resolved;
}

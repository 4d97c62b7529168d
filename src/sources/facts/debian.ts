import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { copyrightLines } from '../../core/license/copyright.ts';
import { noticedLicense } from '../../core/license/file-license.ts';
import { recogniseLicense } from '../../core/license/recognise.ts';
import { mainStanza, paragraphs, parseDep5 } from './dep5.ts';
import type { Dep5License } from './dep5.ts';
import { manifest, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { namesLike, placeAt, readText } from './place.ts';
import type { Place } from './place.ts';

/** What Debian says of a work: `debian/` in a source package, `usr/share/doc/NAME` in a binary package, with the latter's control file. */
export async function readDebian(place: Place): Promise<Manifest | null> {
  if (place.names.includes('debian')) {
    const inner = await placeAt(join(place.folder, 'debian'));
    const [control] = paragraphs(await readText(inner, 'control') ?? '');
    return describe({ copyright: await readText(inner, 'copyright'), changelog: await readText(inner, 'changelog'), homepage: control?.get('homepage') ?? null, binary: null }, 'debian/copyright');
  }
  const [control] = place.about === null ? [] : paragraphs(await readText(await placeAt(place.about), 'control') ?? '');
  const doc = await docFolder(place, control?.get('package'));
  if (doc === null && control === undefined) return null;
  const inner = await placeAt(join(place.folder, doc ?? ''));
  return describe({
    copyright: doc === null ? null : await readText(inner, 'copyright'),
    changelog: doc === null ? null : await readZipped(inner, 'changelog.Debian.gz') ?? await readZipped(inner, 'changelog.gz'),
    homepage: control?.get('homepage') ?? null,
    binary: { name: control?.get('package') ?? doc?.split('/')[3] ?? null, version: control?.get('version') ?? null },
  }, doc === null ? 'control' : `${doc}/copyright`);
}

/** The places in an unpacked Debian package in which the metadata of its own kind lie. */
export async function placesInPackage(place: Place): Promise<Place[]> {
  if (!place.names.includes('usr')) return [];
  const places: Place[] = [];
  for (const folder of ['usr/lib/python3/dist-packages', 'usr/share/cargo/registry/*', 'usr/share/rubygems-integration/*', 'usr/share/nodejs/*', 'usr/share/php/*', 'usr/share/gocode/src/*/*/*']) {
    places.push(...await expand(place.folder, folder.split('/')));
  }
  return places;
}

const MOST_CHANGELOG = 16 * 1024 * 1024;

async function expand(folder: string, pattern: readonly string[]): Promise<Place[]> {
  const here = await placeAt(folder);
  if (pattern.length === 0) return here.names.length === 0 ? [] : [here];
  const [first, ...rest] = pattern;
  const names = first === '*' ? here.names : here.names.filter((name) => name === first);
  const found = await Promise.all(names.map((name) => expand(join(folder, name), rest)));
  return found.flat();
}

/** The folder of documentation of that package, or the only one with a copyright file: a whole system has many, and belongs to nobody. */
async function docFolder(place: Place, name: string | undefined): Promise<string | null> {
  if (!place.names.includes('usr')) return null;
  if (name !== undefined && /^[a-z0-9][a-z0-9+.-]+$/.test(name) && (await placeAt(join(place.folder, 'usr/share/doc', name))).names.length > 0) return `usr/share/doc/${name}`;
  const docs = await placeAt(join(place.folder, 'usr/share/doc'));
  const held: string[] = [];
  for (const name of docs.names.slice(0, 10)) if (await readText(docs, `${name}/copyright`) !== null) held.push(`usr/share/doc/${name}`);
  return held.length === 1 ? held[0] : null;
}

/** What a package has to say, as far as it does. */
interface PackageTexts {
  readonly copyright: string | null;
  readonly changelog: string | null;
  readonly homepage: string | null;
  /** The binary package, for which another version may hold than for its source; null for a source package. */
  readonly binary: { readonly name: string | null; readonly version: string | null } | null;
}

function describe({ copyright, changelog, homepage, binary }: PackageTexts, source: string): Manifest | null {
  const release = changelog === null ? null : parseChangelog(changelog);
  const name = binary?.name ?? release?.source ?? null;
  if (copyright === null && name === null) return null;
  const dep5 = parseDep5(copyright ?? '');
  const main = dep5 === null ? null : mainStanza(dep5);
  const version = binary?.version ?? release?.version ?? null;
  return manifest(source, {
    name: dep5?.header.get('upstream-name') ?? name,
    version: version === null ? null : upstreamOf(version),
    purl: name === null || version === null ? null : { type: 'deb', namespace: 'debian', name },
    purlVersion: version,
    license: dep5 === null ? textLicense(copyright ?? '', source) : dep5Claim(main?.license ?? null, source),
    url: webUrl(dep5?.header.get('source')?.split(/\s/)[0]) ?? webUrl(homepage),
    date: release?.date ?? null,
    copyright: dep5 === null ? copyrightLines(copyright ?? '') : main?.copyright ?? [],
  });
}

interface Release {
  readonly source: string;
  /** Debian's version, and without epoch and revision. */
  readonly version: string;
  readonly upstream: string;
  readonly date: string | null;
}

/** The newest entry; its date is that of the first entry of the same upstream version, which is closest to the release. */
function parseChangelog(text: string): Release | null {
  const entries = [...text.matchAll(/^([a-z0-9][a-z0-9+.-]+) \(([^)\s]+)\)[\s\S]*?^ -- .*?>  ?(.*)$/gm)].map(([, source, version, date]) => ({ source, version, upstream: upstreamOf(version), date: dayOf(date) }));
  const newest = entries[0];
  if (newest === undefined) return null;
  const first = entries.filter(({ source, upstream }) => source === newest.source && upstream === newest.upstream).pop();
  return { ...newest, date: first?.date ?? newest.date };
}

function upstreamOf(version: string): string {
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '').replace(/[+.~](dfsg|ds|repack|really)[\w.]*$/, '');
}

function dayOf(date: string): string | null {
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function dep5Claim(license: Dep5License | null, source: string): LicenseClaim | null {
  if (license === null) return null;
  const { expression, corrected, byText } = license;
  return { expression, source: byText ? `${source} (licence text)` : corrected === null ? source : `${source} (corrected from "${corrected}")` };
}

function textLicense(text: string, source: string): LicenseClaim | null {
  const expression = recogniseLicense(text.replace(/^[ \t]+\.?/gm, ''))?.expression ?? noticedLicense(text);
  return expression === null ? null : { expression, source: `${source} (licence text)`, byText: true };
}

async function readZipped(place: Place, name: string): Promise<string | null> {
  if (namesLike(place, /^changelog/).length === 0) return null;
  try {
    return gunzipSync(await readFile(join(place.folder, name)), { maxOutputLength: MOST_CHANGELOG }).toString('utf8');
  } catch {
    return null;
  }
}

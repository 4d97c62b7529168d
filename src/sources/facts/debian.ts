import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { copyrightLines } from '../../core/license/copyright.ts';
import { correctLicense } from '../../core/license/correct.ts';
import { recogniseLicense } from '../../core/license/recognise.ts';
import { manifest, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { namesLike, placeAt, readText } from './place.ts';
import type { Place } from './place.ts';

/** What Debian says of a work: `debian/` in a source package, `usr/share/doc/NAME` in an unpacked binary package. */
export async function readDebian(place: Place): Promise<Manifest | null> {
  if (place.names.includes('debian')) {
    const inner = await placeAt(join(place.folder, 'debian'));
    return describe(inner, 'debian/', await readText(inner, 'changelog'));
  }
  const doc = await docFolder(place);
  if (doc === null) return null;
  const inner = await placeAt(join(place.folder, doc));
  return describe(inner, `${doc}/`, await readZipped(inner, 'changelog.Debian.gz') ?? await readZipped(inner, 'changelog.gz'));
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

/** The only folder of documentation that has a copyright file: a whole system has many, and belongs to nobody. */
async function docFolder(place: Place): Promise<string | null> {
  if (!place.names.includes('usr')) return null;
  const docs = await placeAt(join(place.folder, 'usr/share/doc'));
  const held: string[] = [];
  for (const name of docs.names.slice(0, 10)) if (await readText(docs, `${name}/copyright`) !== null) held.push(`usr/share/doc/${name}`);
  return held.length === 1 ? held[0] : null;
}

async function describe(place: Place, prefix: string, changelog: string | null): Promise<Manifest | null> {
  const copyright = await readText(place, 'copyright');
  const release = changelog === null ? null : parseChangelog(changelog);
  if (copyright === null && release === null) return null;
  const header = paragraphs(copyright ?? '')[0] ?? new Map<string, string>();
  const isMachineReadable = /^https?:\/\/\S*(copyright-format|dep5?)/im.test(header.get('format') ?? header.get('format-specification') ?? '');
  const binary = prefix.startsWith('usr/') ? prefix.split('/')[3] : null;
  const name = (isMachineReadable ? header.get('upstream-name') : undefined) ?? binary ?? release?.source ?? null;
  const source = `${prefix}copyright`;
  return manifest(source, {
    name,
    version: release?.upstream ?? null,
    purl: release === null ? null : { type: 'deb', namespace: 'debian', name: binary ?? release.source },
    purlVersion: release?.version ?? null,
    license: isMachineReadable ? dep5License(copyright ?? '', source) : textLicense(copyright ?? '', source),
    url: isMachineReadable ? webUrl(header.get('source')?.split(/\s/)[0]) : null,
    date: release?.date ?? null,
    copyright: isMachineReadable ? dep5Copyright(copyright ?? '') : copyrightLines(copyright ?? ''),
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
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '').replace(/\+(dfsg|ds|repack|really)[\w.]*$/, '');
}

function dayOf(date: string): string | null {
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

/** The paragraphs of a control file, keys in lower case, continuation lines joined. */
function paragraphs(text: string): Map<string, string>[] {
  return text.replace(/\r/g, '').split(/\n[ \t]*\n/).map((block) => {
    const fields = new Map<string, string>();
    for (const [, key, value] of block.matchAll(/^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)) fields.set(key.toLowerCase(), value.trim());
    return fields;
  });
}

/** The paragraph for all files, or the only one there is. */
function mainParagraph(text: string): Map<string, string> | undefined {
  const about = paragraphs(text).filter((fields) => fields.has('files'));
  return about.find((fields) => /^\*(\s|$)/.test(fields.get('files') ?? '')) ?? (about.length === 1 ? about[0] : undefined);
}

function dep5License(text: string, source: string): LicenseClaim | null {
  const field = mainParagraph(text)?.get('license') ?? '';
  const [short] = field.split('\n', 1);
  const license = correctLicense(short.replace(/, (and|or) /gi, ' $1 '));
  return license === null ? textLicense(field, source) : { expression: license.expression, source: license.corrected ? `${source} (corrected from "${short}")` : source };
}

function textLicense(text: string, source: string): LicenseClaim | null {
  const license = recogniseLicense(text.replace(/^[ \t]+\.?/gm, ''));
  return license === null ? null : { expression: license.expression, source: `${source} (licence text)` };
}

function dep5Copyright(text: string): string[] {
  return (mainParagraph(text)?.get('copyright') ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '')
    .map((line) => /copyright/i.test(line) ? line : `Copyright ${line}`);
}

async function readZipped(place: Place, name: string): Promise<string | null> {
  if (namesLike(place, /^changelog/).length === 0) return null;
  try {
    return gunzipSync(await readFile(join(place.folder, name)), { maxOutputLength: MOST_CHANGELOG }).toString('utf8');
  } catch {
    return null;
  }
}

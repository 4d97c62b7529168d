import { basename, join } from 'node:path';
import { readLicenseTexts } from './license-files.ts';
import type { LicenseTexts } from './license-files.ts';
import { claimOf, manifest, textOf, webUrl } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { namesLike, placeAt, readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';
import { classifierClaim, readPythonProject } from './python-project.ts';

/** What Python packages say of themselves: built metadata (complete and final) before the files that they are built from. */
export async function readPython(place: Place): Promise<Manifest | null> {
  return await readInstalled(place) ?? await readCoreMetadata(place, 'PKG-INFO') ?? await readCoreMetadata(place, 'METADATA') ?? readPythonProject(place);
}

const INFO_FOLDER = /\.(dist-info|egg-info)$/;

/**
 * `NAME-VERSION.dist-info` beside the modules that it describes. Where several lie together (in a site-packages
 * folder), the one that names the module below which the source lies.
 */
async function readInstalled(place: Place): Promise<Manifest | null> {
  const infos = namesLike(place, INFO_FOLDER);
  if (infos.length === 0) return null;
  const module = place.below[0]?.replace(/\.py$/, '');
  for (const info of infos) {
    if (!await describes(place, info, infos.length === 1, module)) continue;
    const found = await readCoreMetadata(await placeAt(join(place.folder, info)), 'METADATA')
      ?? await readCoreMetadata(await placeAt(join(place.folder, info)), 'PKG-INFO')
      ?? await readCoreMetadata(place, info);
    if (found !== null) return found;
  }
  return null;
}

async function describes(place: Place, info: string, isOnly: boolean, module: string | undefined): Promise<boolean> {
  if (module === undefined || module === info) return isOnly || module === info;
  const top = await readText(place, `${info}/top_level.txt`);
  if (top !== null) return top.split(/\s+/).includes(module);
  const record = await readText(place, `${info}/RECORD`);
  if (record !== null) return new RegExp(`^${module.replace(/[^\w]/g, '\\$&')}[/.]`, 'm').test(record);
  return isOnly || plainName(info.replace(/-.*$/, '')) === plainName(module);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** PKG-INFO and METADATA: headers as in a mail message, then the description. */
async function readCoreMetadata(place: Place, path: string): Promise<Manifest | null> {
  const text = await readText(place, path);
  if (text === null || !/^Metadata-Version:/m.test(text)) return null;
  const headers = parseHeaders(text);
  const one = (key: string) => textOf(headers.get(key)?.[0]);
  const name = one('name');
  if (name === null) return null;
  const isInfo = INFO_FOLDER.test(basename(place.folder));
  const source = isInfo ? `${basename(place.folder)}/${path}` : path;
  const texts = isInfo ? await textsBeside(place) : null;
  return manifest(source, {
    name,
    version: one('version'),
    purl: purlParts('pypi', name),
    license: claimOf(one('license-expression'), source) ?? claimOf(one('license'), source) ?? classifierClaim(headers.get('classifier') ?? [], source) ?? texts?.claim ?? null,
    copyright: texts?.copyright ?? [],
    url: projectUrl(headers.get('project-url') ?? []) ?? webUrl(one('home-page')),
  });
}

/** Wheels keep the licence texts beside their metadata, newer ones in a folder there. */
async function textsBeside(place: Place): Promise<LicenseTexts | null> {
  const prefix = `${basename(place.folder)}/`;
  return await readLicenseTexts(place, prefix) ?? readLicenseTexts(await placeAt(join(place.folder, 'licenses')), `${prefix}licenses/`);
}

function parseHeaders(text: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line === '') break;
    const header = /^([\w-]+):\s*(.*)$/.exec(line);
    if (header !== null) {
      const key = header[1].toLowerCase();
      last = headers.get(key) ?? [];
      last.push(header[2]);
      headers.set(key, last);
    } else if (last !== undefined && /^\s/.test(line)) {
      last[last.length - 1] += `\n${line.trim()}`;
    }
  }
  return headers;
}

function projectUrl(lines: readonly string[]): string | null {
  for (const label of [/^(source|source ?code|repository|code|github)$/i, /^(homepage|home)$/i]) {
    const line = lines.find((candidate) => label.test(candidate.split(',')[0].trim()));
    if (line !== undefined) return webUrl(line.slice(line.indexOf(',') + 1));
  }
  return null;
}

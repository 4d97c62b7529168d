import { join } from 'node:path';
import { recogniseLicense } from '../../core/license/recognise.ts';
import { claimOf, manifest, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { namesLike, placeAt, placeName, readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';
import { parseXml, xmlAt, xmlList, xmlText } from './xml.ts';

/** A .nuspec here, the only one in the folder for building, or a C# project. */
export async function readDotnet(place: Place): Promise<Manifest | null> {
  return await readNuspec(place) ?? await readCsproj(place) ?? readBuildFolder(place);
}

const BUILD_FOLDER = /^(build|nuget|\.nuget|pack|package)$/i;

async function readBuildFolder(place: Place): Promise<Manifest | null> {
  if (!place.names.some((name) => /\.(sln|slnx)$/i.test(name) || /^src$/i.test(name))) return null;
  for (const folder of namesLike(place, BUILD_FOLDER)) {
    const inner = await placeAt(join(place.folder, folder));
    if (namesLike(inner, /\.nuspec$/i).length === 1) return readNuspec(inner, `${folder}/`);
  }
  return null;
}

async function readNuspec(place: Place, prefix = ''): Promise<Manifest | null> {
  const file = ownFile(place, /\.nuspec$/i);
  const text = file === undefined ? null : await readText(place, file);
  const metadata = text === null ? undefined : xmlAt(parseXml(text), 'package', 'metadata');
  const name = plain(xmlText(metadata, 'id'));
  if (name === null) return null;
  const source = `${prefix}${file}`;
  return manifest(source, {
    name,
    version: plain(xmlText(metadata, 'version')),
    purl: purlParts('nuget', name),
    license: await nuspecLicense(metadata, place, source),
    url: webUrl((xmlAt(metadata, 'repository') as Record<string, unknown> | undefined)?.['@url']) ?? webUrl(xmlText(metadata, 'projectUrl')),
    copyright: [xmlText(metadata, 'copyright')].filter((line) => line !== null),
  });
}

async function nuspecLicense(metadata: unknown, place: Place, source: string): Promise<LicenseClaim | null> {
  const license = xmlText(metadata, 'license');
  const type = (xmlAt(metadata, 'license') as Record<string, unknown> | undefined)?.['@type'];
  if (license === null) return claimOf(xmlText(metadata, 'licenseUrl'), source);
  return type === 'file' ? fileClaim(license, place, source) : claimOf(license, source);
}

async function readCsproj(place: Place): Promise<Manifest | null> {
  const file = ownFile(place, /\.(cs|fs|vb)proj$/i);
  const text = file === undefined ? null : await readText(place, file);
  const project = text === null ? null : xmlAt(parseXml(text), 'Project');
  if (file === undefined || project === null || project === undefined) return null;
  const groups = xmlList((project as Record<string, unknown>).PropertyGroup);
  const field = (key: string) => plain(groups.map((group) => xmlText(group, key)).find((value) => value !== null) ?? null);
  const name = field('PackageId') ?? field('AssemblyName') ?? file.replace(/\.\w+$/, '');
  const prefix = field('VersionPrefix');
  const licenseFile = field('PackageLicenseFile');
  return manifest(file, {
    name,
    version: field('PackageVersion') ?? field('Version') ?? prefix,
    purl: purlParts('nuget', name),
    license: claimOf(field('PackageLicenseExpression'), file) ?? (licenseFile === null ? null : await fileClaim(licenseFile, place, file)),
    url: webUrl(field('RepositoryUrl')) ?? webUrl(field('PackageProjectUrl')),
    copyright: [field('Copyright')].filter((line) => line !== null),
  });
}

/** The file named as its folder, else the one with the shortest name: variants for other targets have longer ones. */
function ownFile(place: Place, pattern: RegExp): string | undefined {
  const files = namesLike(place, pattern);
  return files.find((file) => file.replace(/\.\w+$/, '') === placeName(place)) ?? files.sort((a, b) => a.length - b.length)[0];
}

/** MSBuild and NuGet fill in `$(Name)` and `$name$` only when they build. */
function plain(value: string | null): string | null {
  return value === null || /\$\(|^\$\w+\$$/.test(value) ? null : value;
}

async function fileClaim(path: string, place: Place, source: string): Promise<LicenseClaim | null> {
  if (/^[/\\]|(^|[/\\])\.\.([/\\]|$)/.test(path)) return null;
  const recognised = recogniseLicense(await readText(place, path.replaceAll('\\', '/')) ?? '');
  return recognised === null ? null : { expression: recognised.expression, source: `${path} (named by ${source})` };
}

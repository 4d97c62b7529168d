import { recogniseLicense } from '../../core/license/recognise.ts';
import { claimOf, claimOfChoice, manifest, recordOf, textOf, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

/** package.json. One without a publishable name (as in `dist/esm`) only says how to load files, and counts as silent. */
export async function readPackageJson(place: Place): Promise<Manifest | null> {
  const text = await readText(place, SOURCE);
  const json = text === null ? {} : parse(text);
  const name = textOf(json.name);
  if (name === null || !PACKAGE_NAME.test(name)) return null;
  return manifest(SOURCE, {
    name,
    version: textOf(json.version),
    purl: purlParts('npm', name),
    license: await licenseOf(json, place),
    url: webUrl(recordOf(json.repository).url ?? json.repository) ?? webUrl(json.homepage),
  });
}

/** Whether a package.json only serves to build something else: its name is not the work's then. */
export async function isToolingPackage(place: Place): Promise<boolean> {
  const text = await readText(place, SOURCE);
  return text !== null && parse(text).private === true;
}

const SOURCE = 'package.json';
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

async function licenseOf(json: Readonly<Record<string, unknown>>, place: Place): Promise<LicenseClaim | null> {
  const listed = json.licenses ?? json.license;
  const fields = (Array.isArray(listed) ? listed : [json.license ?? listed]).map((entry) => textOf(entry) ?? textOf(recordOf(entry).type));
  const pointer = fields.length === 1 ? /^SEE LICEN[CS]E IN (.+)$/i.exec(fields[0] ?? '')?.[1].trim() : undefined;
  if (pointer === undefined) return fields.length === 1 ? claimOf(fields[0], SOURCE) : claimOfChoice(fields, SOURCE);
  if (/^(\/|[a-z]:)|(^|[/\\])\.\.([/\\]|$)|:\/\//i.test(pointer)) return null;
  const recognised = recogniseLicense(await readText(place, pointer) ?? '');
  return recognised === null ? null : { expression: recognised.expression, source: `${pointer} (named by ${SOURCE})` };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

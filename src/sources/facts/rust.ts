import { dirname } from 'node:path';
import { parse } from 'smol-toml';
import { recogniseLicense } from '../../core/license/recognise.ts';
import { claimOf, manifest, recordOf, textOf, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { placeAt, readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

type Table = Readonly<Record<string, unknown>>;

/** Cargo.toml, with what it inherits from its workspace. */
export async function readCargo(place: Place): Promise<Manifest | null> {
  const table = await readTable(place);
  const own = recordOf(table?.package);
  const name = textOf(own.name);
  if (table === null || name === null) return null;
  const shared = Object.values(own).some((value) => recordOf(value).workspace === true) ? await workspaceOf(place, table) : {};
  const field = (key: string) => textOf(recordOf(own[key]).workspace === true ? shared[key] : own[key]);
  return manifest(SOURCE, {
    name,
    version: field('version'),
    purl: purlParts('cargo', name),
    license: claimOf(field('license'), SOURCE) ?? await licenseFile(place, field('license-file')),
    url: webUrl(field('repository')) ?? webUrl(field('homepage')),
  });
}

const SOURCE = 'Cargo.toml';
const HIGHEST_WORKSPACE = 4;

async function readTable(place: Place): Promise<Table | null> {
  const text = await readText(place, SOURCE);
  try {
    return text === null ? null : recordOf(parse(text));
  } catch {
    return null;
  }
}

/** The `[workspace.package]` of the nearest Cargo.toml above that has one. */
async function workspaceOf(place: Place, own: Table): Promise<Table> {
  let table: Table | null = own;
  let folder = place.folder;
  for (let level = 0; level <= HIGHEST_WORKSPACE; level++) {
    const shared = recordOf(recordOf(table?.workspace).package);
    if (Object.keys(shared).length > 0) return shared;
    folder = dirname(folder);
    table = await readTable(await placeAt(folder));
  }
  return {};
}

async function licenseFile(place: Place, path: string | null): Promise<LicenseClaim | null> {
  if (path === null || /^\/|(^|\/)\.\.(\/|$)/.test(path)) return null;
  const recognised = recogniseLicense(await readText(place, path) ?? '');
  return recognised === null ? null : { expression: recognised.expression, source: `${path} (named by ${SOURCE})` };
}

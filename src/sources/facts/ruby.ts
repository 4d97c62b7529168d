import { join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { claimOfChoice, manifest, recordOf, textOf, webUrl } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { namesLike, placeAt, readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

/** What a gem says of itself: its metadata where it comes as a package, else its gemspec. */
export async function readGem(place: Place): Promise<Manifest | null> {
  return await readMetadata(place) ?? readGemspec(place);
}

/** The specification that was written when the gem was packed: objects of Ruby in YAML, read as plain data. */
async function readMetadata(place: Place): Promise<Manifest | null> {
  const text = place.about === null ? null : await readText(await placeAt(place.about), 'metadata');
  if (text === null) return null;
  const data = parseYaml(text);
  const name = textOf(data.name);
  if (name === null) return null;
  const source = 'metadata.gz';
  return manifest(source, {
    name,
    version: textOf(recordOf(data.version).version) ?? textOf(data.version),
    purl: purlParts('gem', name),
    license: claimOfChoice(Array.isArray(data.licenses) ? data.licenses : [], source),
    url: webUrl(recordOf(data.metadata).source_code_uri) ?? webUrl(data.homepage),
    date: dateOf(data.date),
  });
}

/** Every value as a string (a version may look like a number). The tags, which name classes of Ruby, don't count. */
function parseYaml(text: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(load(text.replace(/!ruby\/\S+/g, ''), { schema: FAILSAFE_SCHEMA }));
  } catch {
    return {};
  }
}

/** RubyGems writes a day that says nothing where it packs reproducibly. */
function dateOf(value: unknown): string | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(textOf(value) ?? '')?.[0] ?? null;
  return day === null || day < '1990' ? null : day;
}

/**
 * A gemspec is a program; only its plain assignments are read, and it is never run. Installed gems keep theirs apart:
 * `specifications/NAME.gemspec` for `gems/NAME`.
 */
async function readGemspec(place: Place): Promise<Manifest | null> {
  const own = namesLike(place, GEMSPEC);
  if (own.length > 0) return read(place, chosen(own, place.folder.split(/[/\\]/).pop() ?? ''));
  if (!place.names.includes('specifications')) return null;
  const specifications = await placeAt(join(place.folder, 'specifications'));
  const installed = namesLike(specifications, GEMSPEC);
  const gem = place.below[0] === 'gems' ? place.below[1] : undefined;
  const name = gem === undefined ? (installed.length === 1 ? installed[0] : undefined) : installed.find((spec) => spec === `${gem}.gemspec`);
  return name === undefined ? null : read(specifications, name);
}

const GEMSPEC = /\.gemspec$/;

function chosen(names: readonly string[], folder: string): string {
  return names.find((name) => folder.startsWith(name.replace(GEMSPEC, ''))) ?? names[0];
}

async function read(place: Place, source: string): Promise<Manifest | null> {
  const text = await readText(place, source);
  if (text === null) return null;
  const name = assigned(text, 'name') ?? source.replace(GEMSPEC, '').replace(/-\d[\w.]*$/, '');
  return manifest(source, {
    name,
    version: assigned(text, 'version') ?? /-(\d[\w.]*)\.gemspec$/.exec(source)?.[1] ?? null,
    purl: purlParts('gem', name),
    license: claimOfChoice(licenses(text), source),
    url: webUrl(/source_code_uri["']?(?:\s*=>|\]\s*=)\s*["']([^"'#]+)/.exec(text)?.[1]) ?? webUrl(assigned(text, 'homepage')),
  });
}

function assigned(text: string, field: string): string | null {
  return new RegExp(String.raw`^\s*\w+\.${field}\s*=\s*(?:%q\{([^}#]*)\}|["']([^"'#\n]*)["'])`, 'm').exec(text)?.slice(1).find((value) => value !== undefined)?.replace(/\.freeze$/, '') ?? null;
}

function licenses(text: string): string[] {
  const one = assigned(text, 'license');
  if (one !== null) return [one];
  const list = /^\s*\w+\.licenses\s*=\s*(?:\[([^\]]*)\]|%w[[({]([^\])}]*)[\])}])/m.exec(text);
  if (list?.[2] !== undefined) return list[2].trim().split(/\s+/);
  return [...(list?.[1] ?? '').matchAll(/["']([^"']+)["']/g)].map((match) => match[1]);
}

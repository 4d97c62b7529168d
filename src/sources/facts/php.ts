import { claimOf, claimOfChoice, manifest, recordOf, textOf, webUrl } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

/** composer.json; several licences are a choice, as its documentation says. */
export async function readComposer(place: Place): Promise<Manifest | null> {
  const text = await readText(place, SOURCE);
  if (text === null) return null;
  let json;
  try {
    json = recordOf(JSON.parse(text));
  } catch {
    return null;
  }
  const name = textOf(json.name);
  if (name === null || !/^[\w.-]+\/[\w.-]+$/.test(name)) return null;
  return manifest(SOURCE, {
    name,
    version: textOf(json.version),
    purl: purlParts('composer', name),
    license: Array.isArray(json.license) ? claimOfChoice(json.license, SOURCE) : claimOf(json.license, SOURCE),
    url: webUrl(recordOf(json.support).source) ?? webUrl(json.homepage),
    date: /^\d{4}-\d\d-\d\d/.exec(textOf(json.time) ?? '')?.[0] ?? null,
  });
}

const SOURCE = 'composer.json';

import { manifest, webUrl } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

/** go.mod names the module; version and licence stand elsewhere. */
export async function readGoMod(place: Place): Promise<Manifest | null> {
  const path = /^module\s+"?([^\s"]+)/m.exec(await readText(place, 'go.mod') ?? '')?.[1];
  if (path === undefined) return null;
  const host = path.slice(0, path.indexOf('/'));
  return manifest('go.mod', {
    name: path,
    version: versionOfFolder(place, path),
    purl: purlParts('golang', path),
    url: host.includes('.') ? webUrl(`https://${path.replace(/\/v\d+$/, '')}`) : null,
  });
}

/** The module cache names its folders `module@version`. */
function versionOfFolder(place: Place, path: string): string | null {
  const last = path.replace(/\/v\d+$/, '').split('/').pop() ?? '';
  const folder = place.folder.split(/[/\\]/).pop() ?? '';
  const [name, version] = folder.split('@');
  return version !== undefined && (name === last || /^v\d+$/.test(name)) && /^v\d/.test(version) ? version : null;
}

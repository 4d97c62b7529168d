import { basename } from 'node:path';
import { NOASSERTION } from '../../core/license/expression.ts';
import type { WorkFacts } from '../source.ts';
import { readCBuild } from './c-build.ts';
import { climb } from './climb.ts';
import { placesInPackage, readDebian } from './debian.ts';
import { readDotnet } from './dotnet.ts';
import { readGoMod } from './go.ts';
import { readJar } from './jar.ts';
import { readGradle, readPom } from './java.ts';
import { isToolingPackage, readPackageJson } from './javascript.ts';
import { readLicenseInReadme, readLicenseTexts } from './license-files.ts';
import type { LicenseClaim, Manifest, ManifestReader } from './manifest.ts';
import { readComposer } from './php.ts';
import type { Place } from './place.ts';
import { namesLike } from './place.ts';
import { formatPurl } from './purl.ts';
import { readPython } from './python.ts';
import { readGem } from './ruby.ts';
import { readCargo } from './rust.ts';

export interface FactsRequest {
  /** Absolute path of the source's folder, or of the folder that its file lies in. */
  readonly folder: string;
  /** Nothing above this folder is looked at: the root of an unpacked archive. */
  readonly ceiling?: string;
  /** The folder with what a package says of itself apart from its files, such as a gem's specification. */
  readonly about?: string;
  /** The name and version where no metadata give one. Default: the base name of the project's folder. */
  readonly fallback?: { readonly name: string; readonly version: string | null };
}

/** What the metadata in a source's folder and above say of the work; what lies nearest wins. */
export async function findFacts({ folder, ceiling, about, fallback }: FactsRequest): Promise<WorkFacts> {
  const gathered = new Gathered();
  for await (const place of climb(folder, ceiling ?? null, about ?? null)) {
    gathered.add(await readPlace(place));
    if (gathered.isComplete()) break;
  }
  return gathered.facts(fallback ?? { name: basename(gathered.root ?? folder), version: null });
}

/** Package managers first: what they publish is what a copy would be attributed to. */
const READERS: readonly ManifestReader[] = [readPackageJson, readCargo, readPython, readPom, readJar, readComposer, readGem, readDotnet, readGoMod, readGradle];
/** These name the work only where nothing else does. */
const LATE_READERS: readonly ManifestReader[] = [readDebian, readCBuild];

interface PlaceFacts {
  readonly place: Place;
  /** In the order in which they are believed. */
  readonly manifests: readonly Manifest[];
  readonly late: readonly Manifest[];
  readonly claim: LicenseClaim | null;
  readonly copyright: readonly string[];
  /** Whether this is the root of a project: it has a licence text and an introduction. */
  readonly isRoot: boolean;
}

async function readPlace(place: Place): Promise<PlaceFacts> {
  const manifests = await readAll(READERS, place);
  for (const inner of manifests.length === 0 ? await placesInPackage(place) : []) manifests.push(...await readAll(READERS, inner));
  if (manifests.length > 1 && manifests[0].source === 'package.json' && await isToolingPackage(place)) manifests.push(...manifests.splice(0, 1));
  const hasReadme = namesLike(place, /^(readme|configure(\.ac)?|cmakelists)(\.\w+)?$/i).length > 0;
  const texts = await readLicenseTexts(place) ?? (hasReadme ? await readLicenseInReadme(place) : null);
  return {
    place,
    manifests,
    late: await readAll(LATE_READERS, place),
    claim: texts?.claim ?? null,
    copyright: texts?.copyright ?? [],
    isRoot: place.names.includes('.git') || (texts !== null && hasReadme),
  };
}

async function readAll(readers: readonly ManifestReader[], place: Place): Promise<Manifest[]> {
  const found: Manifest[] = [];
  for (const read of readers) {
    const manifest = await read(place);
    if (manifest !== null) found.push(manifest);
  }
  return found;
}

/** Facts as they come in on the way up: what is known stays, what is missing is filled. */
class Gathered {
  /** Folder of the project's root, once it was reached. */
  root: string | null = null;
  #name: Manifest | null = null;
  #version: string | null = null;
  #purl: Manifest | null = null;
  #license: LicenseClaim | null = null;
  #copyright: readonly string[] = [];
  #url: string | null = null;
  #date: string | null = null;

  add({ place, manifests, late, claim, copyright, isRoot }: PlaceFacts): void {
    const all = [...manifests, ...late];
    this.#name ??= all.find(({ name }) => name !== null) ?? null;
    // Another project's version further up is not this one's.
    const same = all.filter(({ name }) => name !== null && name.toLowerCase() === this.#name?.name?.toLowerCase());
    this.#version ??= first(same, ({ version }) => version);
    this.#purl ??= same.find(({ purl }) => purl !== null) ?? null;
    this.#url ??= first(same, ({ url }) => url) ?? first(late, ({ url }) => url);
    this.#date ??= first(same, ({ date }) => date) ?? first(late, ({ date }) => date);
    // Who names the licence is believed before texts, of which there may be several, or samples.
    this.#license ??= first(manifests, ({ license }) => license) ?? first(late, ({ license }) => license?.byText ? null : license) ?? claim ?? first(late, ({ license }) => license);
    if (this.#copyright.length === 0) this.#copyright = [copyright, ...all.map((manifest) => manifest.copyright)].find((lines) => lines.length > 0) ?? [];
    if (isRoot) this.root ??= place.folder;
  }

  isComplete(): boolean {
    return this.root !== null || (this.#name !== null && this.#license !== null);
  }

  facts(fallback: { readonly name: string; readonly version: string | null }): WorkFacts {
    const name = this.#name?.name ?? fallback.name;
    const version = this.#version ?? (this.#name === null ? fallback.version : null);
    const purl = this.#purl?.purl ?? null;
    return {
      name,
      version,
      purl: purl === null ? null : formatPurl(purl, this.#purl?.purlVersion ?? version),
      license: this.#license?.expression ?? NOASSERTION,
      licenseSource: this.#license?.source ?? null,
      copyright: this.#copyright,
      url: this.#url,
      date: this.#date,
    };
  }
}

function first<T>(manifests: readonly Manifest[], pick: (manifest: Manifest) => T | null): T | null {
  for (const manifest of manifests) {
    const value = pick(manifest);
    if (value !== null) return value;
  }
  return null;
}

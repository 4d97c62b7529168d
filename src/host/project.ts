import { correctLicense } from '../core/license/correct.ts';
import { recogniseLicense } from '../core/license/recognise.ts';
import { attributionOf } from '../policy/attribution.ts';
import type { JudgeContext } from '../policy/judge.ts';
import type { Notice, ProjectFacts } from '../policy/project/facts.ts';
import { isLicenseFile, isManifest, isNoticesFile, readManifest } from '../policy/project/manifests.ts';
import type { ProjectManifest } from '../policy/project/manifest.ts';
import { gitConfig } from '../policy/project/others.ts';
import type { LicensedFolder, Surroundings } from '../policy/surroundings.ts';
import { isVendored } from './vendored.ts';

/** How a host reads folders: the disk, or the file system of an editor. Paths are absolute, with `/`. */
export interface FolderReader {
  /** The names in a folder; none where it can't be read. */
  list(folder: string): Promise<readonly string[]>;
  /** The text of a file, or null where there is none of sensible size. */
  read(file: string): Promise<string | null>;
}

/** What is known around a file, apart from the policy. */
export type AroundFile = Omit<JudgeContext, 'policy'>;

/** Tells what the projects say that files belong to. Reads each folder once: for one scan, or until `forget`. */
export interface Projects {
  /** `text` is the file's own, for the attribution in it; null where it is not at hand. */
  around(file: string, text: string | null): Promise<AroundFile>;
  forget(): void;
}

/** `stop` is the folder that is worked in: no folder above it is looked at, unless the repository begins there. */
export function createProjects(reader: FolderReader, stop: string | null): Projects {
  const folders = new Map<string, Promise<Folder>>();
  const projects = new Map<string, Promise<Project>>();
  const at = (path: string): Promise<Folder> => {
    const known = folders.get(path) ?? readFolder(reader, path);
    folders.set(path, known);
    return known;
  };
  return {
    async around(file, text) {
      const folder = parentOf(file) ?? '/';
      const known = projects.get(folder) ?? chainOf(at, folder, stop).then(projectOf);
      projects.set(folder, known);
      const { root, facts, licensed } = await known;
      return { project: facts, file: { attribution: text === null ? '' : attributionOf(text), licensed, dependencyFolder: dependencyFolderOf(below(root, file)) } };
    },
    forget() {
      folders.clear();
      projects.clear();
    },
  };
}

interface Folder {
  readonly path: string;
  readonly isRepository: boolean;
  readonly manifests: readonly ProjectManifest[];
  /** The licence texts, joined; '' for none. */
  readonly licenseText: string;
  readonly notices: readonly Notice[];
  readonly remote: ProjectManifest | null;
}

interface Project {
  readonly root: string;
  readonly facts: ProjectFacts;
  readonly licensed: readonly LicensedFolder[];
}

const HIGHEST = 40;

async function readFolder(reader: FolderReader, path: string): Promise<Folder> {
  const names = [...await reader.list(path)].sort();
  const texts = async (wanted: (name: string) => boolean): Promise<[string, string][]> => {
    const read = await Promise.all(names.filter(wanted).map(async (name) => [name, await reader.read(join(path, name))] as const));
    return read.filter((entry): entry is [string, string] => entry[1] !== null);
  };
  const remote = names.includes('.git') ? await reader.read(join(path, '.git/config')) : null;
  return {
    path,
    isRepository: names.includes('.git'),
    manifests: (await texts(isManifest)).flatMap(([name, text]) => readManifest(name, text) ?? []),
    licenseText: (await texts(isLicenseFile)).map(([, text]) => text).join('\n\n'),
    notices: (await texts(isNoticesFile)).map(([source, text]) => ({ source, text })),
    remote: remote === null ? null : gitConfig(remote, '.git/config'),
  };
}

/** The folders from a file's own to the root of its project, nearest first: its repository, or the folder that is worked in, or where manifests end. */
async function chainOf(at: (path: string) => Promise<Folder>, start: string, stop: string | null): Promise<Folder[]> {
  const chain: Folder[] = [];
  const isBelowStop = stop !== null && (start === stop || below(stop, start) !== start);
  let reachedStop = !isBelowStop;
  let end = 0;
  for (let path: string | null = start; path !== null && chain.length < HIGHEST; path = parentOf(path)) {
    const folder = await at(path);
    chain.push(folder);
    reachedStop ||= path === stop;
    // A repository inside of the folder that is worked in is somebody else's, vendored as a whole.
    if (reachedStop && folder.isRepository) return chain;
    if (path === stop) end = chain.length;
    else if (!isBelowStop && folder.manifests.length > 0 && chain.length <= MOST_UNKNOWN) end = chain.length;
  }
  return chain.slice(0, Math.max(end, 1));
}

/** Outside of repositories and of the folder that is worked in, manifests further up are hardly the file's. */
const MOST_UNKNOWN = 6;

function projectOf(chain: readonly Folder[]): Project {
  const root = chain[chain.length - 1].path;
  const own = chain.filter(({ path }) => !isVendored(path === root ? '' : below(root, path)));
  const facts = {
    identities: own.flatMap((folder) => [...folder.manifests.flatMap(({ identity }) => identity ?? []), ...folder.remote?.identity ? [folder.remote.identity] : []]),
    license: first(own, licenseOf),
    dependencies: own.flatMap(({ manifests }) => manifests.flatMap(({ dependencies }) => dependencies)),
    notices: own.flatMap(({ notices }) => notices),
  };
  const licensed = chain.slice(0, -1).filter((folder) => folder.licenseText !== '' || folder.manifests.some(({ license }) => license !== null));
  return { root, facts, licensed: licensed.map((folder) => licensedFolder(folder, root)) };
}

function licensedFolder(folder: Folder, root: string): LicensedFolder {
  const path = below(root, folder.path);
  const segments = path.split('/');
  const names = segments.map((_, from) => segments.slice(from).join('/')).reverse();
  return { path, names: [...names, ...folder.manifests.flatMap(({ identity }) => identity?.name ?? [])], license: licenseOf(folder), text: folder.licenseText };
}

function licenseOf({ manifests, licenseText }: Folder): string | null {
  return manifests.find(({ license }) => license !== null)?.license ?? (licenseText === '' ? null : recogniseLicense(licenseText)?.expression ?? correctLicense(licenseText)?.expression ?? null);
}

/** What may be the name of a package in the folder of a package manager: `lodash`, `@types/node`, `github.com/pkg/errors`. */
function dependencyFolderOf(path: string): Surroundings['dependencyFolder'] {
  const match = /^(?:.*\/)?(?:node_modules|bower_components|jspm_packages|vendor(?:\/bundle\/ruby\/[^/]+\/gems)?|site-packages|Pods|Carthage\/Checkouts)\/(.+)\/[^/]+$/.exec(`/${path}`);
  if (!match) return null;
  const segments = match[1].split('/').slice(0, LONGEST_NAME);
  return { names: segments.map((_, at) => segments.slice(0, at + 1).join('/')) };
}

const LONGEST_NAME = 5;

function first<Item, Value>(items: readonly Item[], pick: (item: Item) => Value | null): Value | null {
  for (const item of items) {
    const value = pick(item);
    if (value !== null) return value;
  }
  return null;
}

const join = (folder: string, name: string): string => (folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`);

/** Null for the root, also of a drive (`C:/`). */
function parentOf(path: string): string | null {
  const slash = path.lastIndexOf('/');
  if (slash < 0 || slash === path.length - 1) return null;
  const parent = path.slice(0, slash);
  return parent === '' || parent.endsWith(':') ? `${parent}/` : parent;
}

/** The way from a folder to what lies below it; the path itself where it doesn't. */
function below(folder: string, path: string): string {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : path;
}

import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../reason.ts';
import { ProgramError, runProgram } from '../run-program.ts';
import type { ProgramResult } from '../run-program.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { sourceEntries } from './apt-sources.ts';
import type { AptType } from './apt-sources.ts';

/**
 * The user's apt with a state of its own in a temporary folder: it knows the packages of the user's own package sources, needs no rights,
 * and changes nothing of the system. The sums of what it fetches go back to the signatures that apt checks.
 */
export class Apt {
  readonly #temporary: TemporaryFolder;
  readonly #config: string;
  /** What `apt-get update` complained about, or null. */
  readonly #complaint: string | null;
  readonly #packages: AptPackages;

  private constructor(packages: AptPackages, temporary: TemporaryFolder, config: string, complaint: string | null) {
    this.#packages = packages;
    this.#temporary = temporary;
    this.#config = config;
    this.#complaint = complaint;
  }

  /** Fetches the lists of packages: once for a run. Rejects with a ProgramError. */
  static async open(packages: AptPackages, signal?: AbortSignal): Promise<Apt> {
    const temporary = await TemporaryFolder.create();
    try {
      const folder = temporary.path;
      // apt fetches as a user of its own where it is started as root; nothing in here is secret.
      await chmod(folder, 0o755);
      for (const name of ['parts', 'lists/partial', 'cache/archives/partial']) await mkdir(join(folder, name), { recursive: true });
      if (await copySources(folder, packages === 'source' ? 'deb-src' : 'deb', signal) === 0) throw new ProgramError('apt has no package sources on this machine (/etc/apt/sources.list, /etc/apt/sources.list.d). Name a folder or an archive instead.');
      const config = join(folder, 'apt.conf');
      await writeFile(config, configuration(folder, packages));
      const { code, stderr } = await runProgram({ ...call(), args: ['-c', config, '-qq', 'update'], cwd: folder, timeout: UPDATE_TIMEOUT, signal });
      return new Apt(packages, temporary, config, code === 0 ? null : complaintIn(stderr));
    } catch (error) {
      await temporary.remove();
      throw error;
    }
  }

  /** Who offers packages, in lower case: `debian`, `ubuntu`. */
  async origins(signal?: AbortSignal): Promise<readonly string[]> {
    const { stdout } = await this.#run(['indextargets', '--format', '$(ORIGIN)', `Created-By: ${this.#packages === 'source' ? 'Sources' : 'Packages'}`], this.#temporary.path, signal);
    return [...new Set(stdout.split('\n').map((line) => line.trim().toLowerCase()).filter((line) => line !== ''))];
  }

  /** The versions of a package that can be had; none where there is no such package. */
  async versions(name: string, signal?: AbortSignal): Promise<readonly string[]> {
    const query = this.#packages === 'source' ? ['showsrc', '--only-source', name] : ['show', `${name}:${this.#packages}`];
    const { stdout } = await runProgram({ ...call(), program: 'apt-cache', args: ['-c', this.#config, ...query], cwd: this.#temporary.path, timeout: LOOKUP_TIMEOUT, signal });
    return [...stdout.matchAll(/^Version: *(\S+)/gm)].map(([, version]) => version);
  }

  /**
   * Fetches the files of a package (of the highest version, where none is said) into a folder. False where the server doesn't have
   * what its list names, as happens when a newer version came. Rejects with a ProgramError for any other failure.
   */
  async download(name: string, version: string | null, folder: string, signal?: AbortSignal): Promise<boolean> {
    const [kind, place] = this.#packages === 'source' ? [['source', '--download-only', '--only-source'], ''] : [['download'], `:${this.#packages}`];
    const { code, stderr } = await this.#run(['-qq', ...kind, `${name}${place}${version === null ? '' : `=${version}`}`], folder, signal);
    if (code === 0) return true;
    if (/^E: Failed to fetch .* 404 /m.test(stderr)) return false;
    throw new ProgramError(`apt-get can't fetch it: ${complaintIn(stderr)}`);
  }

  /** The complaint of the update, as the end of a message that something isn't there. */
  get excuse(): string {
    return this.#complaint === null ? '' : ` (apt-get update complained: ${this.#complaint})`;
  }

  remove(): Promise<void> {
    return this.#temporary.remove();
  }

  #run(args: readonly string[], cwd: string, signal?: AbortSignal): Promise<ProgramResult> {
    return runProgram({ ...call(), args: ['-c', this.#config, ...args], cwd, timeout: DOWNLOAD_TIMEOUT, signal });
  }
}

/** Source packages, or binary packages of an architecture; `all` for those that fit every one. */
export type AptPackages = 'source' | string;

const MISSING = 'apt-get was not found: Debian packages can only be fetched on a Debian system or one derived from it. Download the package, unpack it and name the folder.';
/** Messages are read, so they must be in one language. */
const call = () => ({ program: 'apt-get', env: { ...process.env, LC_ALL: 'C' }, missing: MISSING });
const UPDATE_TIMEOUT = 10 * 60_000;
const DOWNLOAD_TIMEOUT = 20 * 60_000;
const LOOKUP_TIMEOUT = 60_000;

/** The user's configuration is read before this one, so that proxies and the like hold. */
function configuration(folder: string, packages: AptPackages): string {
  const settings = {
    'Dir::Etc::SourceList': '/dev/null',
    'Dir::Etc::SourceParts': join(folder, 'parts'),
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'Acquire::Languages': 'none',
    'APT::Get::List-Cleanup': 'false',
    ...(packages === 'source' || packages === 'all' ? {} : { 'APT::Architecture': packages, 'APT::Architectures': packages }),
  };
  const hooks = ['APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success'];
  return [...Object.entries(settings).map(([name, value]) => `${name} "${value}";`), ...hooks.map((hook) => `#clear ${hook};`), ''].join('\n');
}

/** Writes the user's package sources, turned into those of one type, to `parts`. Returns how many files have some. */
async function copySources(folder: string, type: AptType, signal?: AbortSignal): Promise<number> {
  const { stdout } = await runProgram({ ...call(), program: 'apt-config', args: ['shell', 'LIST', 'Dir::Etc::SourceList/f', 'PARTS', 'Dir::Etc::SourceParts/d'], cwd: folder, timeout: LOOKUP_TIMEOUT, signal });
  const place = (name: string): string => new RegExp(`^${name}='(.*)'$`, 'm').exec(stdout)?.[1] ?? '';
  const parts = (await readdir(place('PARTS')).catch(() => [])).filter((name) => /\.(list|sources)$/.test(name)).sort();
  let copied = 0;
  for (const [name, file] of [['main.list', place('LIST')], ...parts.map((name) => [name, join(place('PARTS'), name)])]) {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
      throw new ProgramError(`${file}: ${reasonOf(error)}. Check that you may read it.`, { cause: error });
    });
    const entries = sourceEntries(text, name.endsWith('.sources') ? 'deb822' : 'list', type);
    if (entries === '') continue;
    await writeFile(join(folder, 'parts', name), entries);
    copied++;
  }
  return copied;
}

/** The first error that apt tells of; those after it follow from it. */
function complaintIn(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return (lines.find((line) => line.startsWith('E:')) ?? lines[0]).replace(/^[EW]: */, '') || 'no reason given';
}

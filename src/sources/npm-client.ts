import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Batcher } from './batcher.ts';
import { recordOf, textOf } from './facts/manifest.ts';
import { runNpm } from './run-npm.ts';
import { ProgramError } from './run-program.ts';
import type { ProgramResult } from './run-program.ts';
import { TemporaryFolder } from './temporary-folder.ts';

export interface NpmPackage {
  readonly name: string;
  /** A version, or a tag or range that the registry resolves. */
  readonly version: string;
}

/** A package as npm fetched it. */
export interface NpmTarball {
  readonly file: string;
  /** `sha512-...`; npm has verified what the registry states. */
  readonly integrity: string;
  readonly name: string;
  readonly version: string;
}

/**
 * The user's npm, with its registry, proxy, certificates and credentials. It takes longer to start than to fetch, so packages that are
 * wanted at the same time are fetched with one call. Rejects with a ProgramError, or with the reason of the signal.
 */
export class NpmClient {
  readonly #signal: AbortSignal | undefined;
  readonly #tarballs = new Batcher(MOST, (wanted: readonly Wanted[]) => this.#packAll(wanted));
  readonly #times = new Batcher(MOST, (names: readonly string[]) => this.#timesOf(names));

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Fetches a package into a folder. None of its scripts run. */
  fetch(wanted: NpmPackage, folder: string): Promise<NpmTarball> {
    return this.#tarballs.ask({ ...wanted, folder });
  }

  /** The day of a package's release, `YYYY-MM-DD`; null where the registry doesn't tell, which is no reason to fail. */
  async releaseDate({ name, version }: NpmPackage): Promise<string | null> {
    const times = await this.#times.ask(name).catch(() => {
      this.#signal?.throwIfAborted();
      return null;
    });
    return /^\d{4}-\d\d-\d\d/.exec(textOf(recordOf(times)[version]) ?? '')?.[0] ?? null;
  }

  async #packAll(wanted: readonly Wanted[]): Promise<readonly PromiseSettledResult<NpmTarball>[]> {
    const temporary = await TemporaryFolder.create();
    try {
      const { code, stdout, stderr } = await this.#npm(['pack', ...wanted.map(({ name, version }) => `${name}@${version}`), '--ignore-scripts', '--json'], temporary.path, FETCH_TIMEOUT);
      const answer = parseJson(stdout);
      const packed = Array.isArray(answer) ? answer : Object.values(recordOf(answer));
      if (code === 0 && packed.length === wanted.length) return await Promise.allSettled(wanted.map((one, at) => take(one, recordOf(packed[at]), temporary.path)));
      // npm gives up on all where one can't be had.
      if (wanted.length > 1) return await oneByOne(wanted, (one) => this.#packAll([one]));
      throw new ProgramError(failure(recordOf(recordOf(answer).error), stderr));
    } finally {
      await temporary.remove();
    }
  }

  /** When the versions of packages were released, by version. npm tells it of one package, or of the packages of a workspace. */
  async #timesOf(names: readonly string[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    const temporary = await TemporaryFolder.create();
    try {
      const distinct = [...new Set(names)];
      await writeFile(join(temporary.path, 'package.json'), JSON.stringify({ private: true, workspaces: distinct.map((_, at) => `p${at}`) }));
      for (const [at, name] of distinct.entries()) {
        await mkdir(join(temporary.path, `p${at}`));
        await writeFile(join(temporary.path, `p${at}`, 'package.json'), JSON.stringify({ name, version: '0.0.0' }));
      }
      const { stdout } = await this.#npm(['view', '.', 'time', '--json', '--workspaces'], temporary.path, DATE_TIMEOUT);
      const times = recordOf(parseJson(stdout));
      if (names.length > 1 && !names.every((name) => name in times)) return await oneByOne(names, (name) => this.#timesOf([name]));
      return await Promise.allSettled(names.map((name) => times[name]));
    } finally {
      await temporary.remove();
    }
  }

  #npm(args: readonly string[], cwd: string, timeout: number): Promise<ProgramResult> {
    return runNpm(args, cwd, timeout, this.#signal);
  }
}

interface Wanted extends NpmPackage {
  readonly folder: string;
}

/** Packages that one call of npm fetches. */
const MOST = 8;
const FETCH_TIMEOUT = 20 * 60_000;
const DATE_TIMEOUT = 60_000;

async function take({ name, folder }: Wanted, packed: Readonly<Record<string, unknown>>, from: string): Promise<NpmTarball> {
  const [file, integrity, version] = [textOf(packed.filename), textOf(packed.integrity), textOf(packed.version)];
  if (packed.name !== name || file === null || !/^[\w.+-]+\.tgz$/.test(file) || integrity === null || version === null) throw new ProgramError('npm pack left no package. Try `npm pack` by hand to see why.');
  await copyFile(join(from, file), join(folder, file));
  return { file: join(folder, file), integrity, name, version };
}

async function oneByOne<Item, Answer>(items: readonly Item[], answer: (item: Item) => Promise<readonly PromiseSettledResult<Answer>[]>): Promise<readonly PromiseSettledResult<Answer>[]> {
  const results: PromiseSettledResult<Answer>[] = [];
  for (const item of items) results.push(...await answer(item).catch((error: unknown) => Promise.allSettled([Promise.reject<Answer>(error)])));
  return results;
}

function failure(error: Readonly<Record<string, unknown>>, stderr: string): string {
  const code = textOf(error.code) ?? /npm (?:ERR!|error) code (\w+)/.exec(stderr)?.[1] ?? '';
  const summary = (textOf(error.summary) ?? stderr.trim().split('\n').pop() ?? '').split('\n')[0];
  if (code === 'E404') return 'there is no such package in the registry (or it is private). Check the name, and `npm config get registry`.';
  if (code === 'ETARGET') return 'the package has no such version. Check it with `npm view NAME versions`.';
  if (/^(E401|E403|ENEEDAUTH)$/.test(code)) return `the registry refuses access (${code}). Log in with \`npm login\`.`;
  if (/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED|EHOSTUNREACH|ENETUNREACH|UNABLE_TO_\w+|SELF_SIGNED_\w+)$/.test(code)) {
    return `the registry can't be reached (${code}). Check the network, the proxy and certificates in your npm configuration, and \`npm config get registry\`.`;
  }
  return `npm can't fetch it: ${[code, summary].filter((part) => part !== '').join(' ') || 'no reason given'}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

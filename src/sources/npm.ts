import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordOf, textOf } from './facts/manifest.ts';
import { runNpm } from './run-npm.ts';
import { SourceError } from './source.ts';

export interface NpmPackage {
  readonly name: string;
  /** As the user wrote it: a version, or a tag or range that the registry resolves. */
  readonly version: string;
}

export interface NpmTarball {
  readonly file: string;
  readonly integrity: string;
  readonly name: string;
  readonly version: string;
}

/** `npm:NAME@VERSION` and `pkg:npm/NAME@VERSION`; null for any other spec. Throws where it is one and makes no sense. */
export function parseNpmSpec(spec: string): NpmPackage | null {
  const text = spec.startsWith('npm:') ? spec.slice(4) : spec.startsWith('pkg:npm/') ? decodePurl(spec.slice(8)) : null;
  if (text === null) return null;
  const at = text.lastIndexOf('@');
  const name = at > 0 ? text.slice(0, at) : text;
  if (!NAME.test(name)) throw new SourceError(spec, `"${name}" is not the name of an npm package. Write npm:NAME@VERSION, such as npm:lodash@4.17.21.`);
  const version = at > 0 ? text.slice(at + 1) : '';
  if (!VERSION.test(version)) throw new SourceError(spec, `say which version, such as npm:${name}@1.2.3 (\`npm view ${name} versions\` lists them).`);
  return { name, version };
}

/** Fetches a package into a folder through the user's own npm, with its registry, proxy, certificates and credentials. None of its scripts run. */
export async function fetchNpmPackage(spec: string, { name, version }: NpmPackage, folder: string): Promise<NpmTarball> {
  const { code, stdout, stderr } = await runNpm(['pack', `${name}@${version}`, '--ignore-scripts', '--json'], folder, FETCH_TIMEOUT, spec);
  const answer = parseJson(stdout);
  if (code !== 0) throw new SourceError(spec, failure(recordOf(recordOf(answer).error), stderr));
  const [packed] = Array.isArray(answer) ? answer : Object.values(recordOf(answer));
  const file = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  const integrity = textOf(recordOf(packed).integrity);
  if (file === undefined || integrity === null) throw new SourceError(spec, 'npm pack left no package. Try `npm pack` by hand to see why.');
  const path = join(folder, file);
  await checkIntegrity(spec, path, integrity);
  return { file: path, integrity, name: textOf(recordOf(packed).name) ?? name, version: textOf(recordOf(packed).version) ?? version };
}

/** The day of a package's release, `YYYY-MM-DD`; null where the registry doesn't tell, which is no reason to fail. */
export async function npmReleaseDate({ name, version }: NpmPackage, folder: string): Promise<string | null> {
  try {
    const { stdout } = await runNpm(['view', name, 'time', '--json'], folder, DATE_TIMEOUT, name);
    return /^\d{4}-\d\d-\d\d/.exec(textOf(recordOf(parseJson(stdout))[version]) ?? '')?.[0] ?? null;
  } catch {
    return null;
  }
}

const NAME = /^(@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9_~][a-z0-9._~-]*$/i;
/** No slashes and colons: nothing that npm would take for a folder, an address or an option. */
const VERSION = /^[\w^~*<>=.][\w.^~*<>=+-]*$/;
const FETCH_TIMEOUT = 10 * 60_000;
const DATE_TIMEOUT = 30_000;

function decodePurl(text: string): string {
  try {
    return decodeURIComponent(text.replace(/[?#].*$/, ''));
  } catch {
    return text;
  }
}

async function checkIntegrity(spec: string, file: string, integrity: string): Promise<void> {
  const [algorithm, digest] = [integrity.slice(0, integrity.indexOf('-')), integrity.slice(integrity.indexOf('-') + 1)];
  const actual = createHash(algorithm).update(await readFile(file)).digest('base64');
  if (actual !== digest) throw new SourceError(spec, 'the package is not the one that npm fetched (integrity differs). Try again.');
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

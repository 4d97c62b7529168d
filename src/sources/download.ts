import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Readable } from 'node:stream';
import { integrityOf, verifyIntegrity } from './integrity.ts';
import { reasonOf } from './reason.ts';
import { SourceError } from './source.ts';

export interface DownloadRequest {
  readonly spec: string;
  readonly url: URL;
  /** Where the file goes. */
  readonly folder: string;
  readonly integrity: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly limits?: DownloadLimits;
}

export interface DownloadLimits {
  readonly maxSize: number;
  /** Milliseconds. */
  readonly timeout: number;
}

const MiB = 1024 * 1024;
export const DOWNLOAD_LIMITS: DownloadLimits = { maxSize: 1024 * MiB, timeout: 20 * 60_000 };

/** The web address that a spec is, without a fragment; null for any other. */
export function webAddress(spec: string): URL | null {
  if (!/^https?:\/\//i.test(spec)) return null;
  const url = URL.canParse(spec) ? new URL(spec) : null;
  if (url === null) throw new SourceError(spec, 'it is not a web address.');
  if (url.username !== '' || url.password !== '') throw new SourceError(`${url.protocol}//${url.host}${url.pathname}`, 'an address with a password in it is not taken. Download the archive and name the file.');
  url.hash = '';
  return url;
}

/** Fetches a file, and verifies its integrity where one is stated. Returns its path and integrity. */
export async function download({ spec, url, folder, integrity, signal, limits = DOWNLOAD_LIMITS }: DownloadRequest): Promise<{ file: string; integrity: string }> {
  refuseOpenWire(spec, url, integrity);
  const file = join(folder, fileName(url));
  try {
    const patience = AbortSignal.timeout(limits.timeout);
    const response = await fetch(url, { redirect: 'follow', signal: signal === undefined ? patience : AbortSignal.any([signal, patience]) });
    if (!response.ok) throw new SourceError(spec, `the server answers ${response.status} ${response.statusText}`.trim() + '. Check the address.');
    if (response.url !== '') refuseOpenWire(spec, new URL(response.url), integrity);
    if (response.body === null) throw new SourceError(spec, 'the server sends nothing.');
    await pipeline(Readable.fromWeb(response.body as ReadableStream), limited(spec, limits.maxSize), createWriteStream(file, { flags: 'wx' }));
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof SourceError ? error : new SourceError(spec, unreachable(error), { cause: error });
  }
  if (integrity !== undefined) await verifyIntegrity(spec, file, integrity);
  return { file, integrity: await integrityOf(file) };
}

/** What comes over plain http can be changed by anybody on the way. */
function refuseOpenWire(spec: string, { protocol, hostname }: URL, integrity: string | undefined): void {
  if (protocol === 'https:' || integrity !== undefined || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new SourceError(spec, 'over plain http anybody on the way can change it. Use https, or state its integrity.');
}

/** The last part of the address, such as `curl-8.1.0.tar.gz`: a name and version where the archive has no other. */
function fileName({ pathname, hostname }: URL): string {
  const name = basename(decodeOr(pathname)).replace(/[^\w.+@-]/g, '_').slice(-120);
  return /^\.*$/.test(name) ? hostname.replace(/[^\w.-]/g, '_') : name;
}

function decodeOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function limited(spec: string, maxSize: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxSize) done(new SourceError(spec, `it is larger than ${Math.round(maxSize / MiB)} MiB. Download it yourself and name the file.`));
      else done(null, chunk);
    },
  });
}

function unreachable(error: unknown): string {
  const reason = error instanceof Error && error.name === 'TimeoutError' ? 'it took too long' : reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
  return `it can't be fetched (${reason}). Check the address and the network.`;
}

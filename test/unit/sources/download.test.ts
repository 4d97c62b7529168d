import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download, webAddress } from '../../../src/sources/download.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { tar } from './tar-builder.ts';
import { tree } from './tree.ts';

const archive = gzipSync(tar([{ path: 'kit-1.2.0/kit.c', content: 'int f(void);' }, { path: 'kit-1.2.0/LICENSE', content: 'nothing known' }]));
const sha = (algorithm: string, encoding: 'base64' | 'hex' = 'base64') => createHash(algorithm).update(archive).digest(encoding);

let server: Server;
let answer: RequestListener;
let base: string;

beforeEach(async () => {
  answer = (_, response) => void response.end(archive);
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => { server.close(closed); });
});

describe('openSource of an address', () => {
  it('fetches and unpacks the archive', async () => {
    const spec = `${base}/files/kit-1.2.0.tar.gz?token=1`;
    const source = await openSource(spec, { license: 'MIT' });
    const paths = [];
    for await (const { path } of source.files()) paths.push(path);
    await source.dispose();
    expect(paths).toEqual(['LICENSE', 'kit.c']);
    expect(source).toMatchObject({ spec, integrity: `sha512-${sha('sha512')}`, facts: { name: 'kit', version: '1.2.0', license: 'MIT', url: spec } });
  });

  it('verifies the integrity that is stated', async () => {
    await (await openSource(`${base}/kit.tgz`, { integrity: `sha256-${sha('sha256')}` })).dispose();
    await expect(openSource(`${base}/kit.tgz`, { integrity: `sha256-${createHash('sha256').update('').digest('base64')}` })).rejects.toThrow('it is not the same package');
  });

  it('may be the address in a package URL, with its checksum', async () => {
    const purl = (checksum: string) => `pkg:generic/kit@1.2.0?download_url=${encodeURIComponent(`${base}/kit.tgz`)}&checksum=sha256:${checksum}`;
    await (await openSource(purl(sha('sha256', 'hex')))).dispose();
    await expect(openSource(purl('0'.repeat(64)))).rejects.toThrow('it is not the same package');
  });

  it('says what else came', async () => {
    answer = (_, response) => void response.setHeader('content-type', 'text/html').end('<html>Sign in</html>');
    await expect(openSource(`${base}/kit`)).rejects.toThrow('what the server sends is no archive');
    answer = (_, response) => void response.writeHead(404).end();
    await expect(openSource(`${base}/kit.tgz`)).rejects.toThrow('the server answers 404 Not Found. Check the address.');
    answer = (request) => void request.socket.destroy();
    await expect(openSource(`${base}/kit.tgz`)).rejects.toThrow(/it can't be fetched \(.+\)\. Check the address and the network\./);
    answer = (_, response) => { response.setHeader('content-length', '1000000').write('half'); setTimeout(() => response.destroy(), 20); };
    await expect(openSource(`${base}/kit.tgz`)).rejects.toThrow("it can't be fetched");
  });

  it('stops where it is told to', async () => {
    const stopping = new AbortController();
    answer = () => stopping.abort();
    await expect(openSource(`${base}/kit.tgz`, { signal: stopping.signal })).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('download', () => {
  const get = (limits: { maxSize: number; timeout: number }, path = '/x.tgz', folder = tree({}, { git: false })) =>
    download({ spec: 'it', url: new URL(base + path), folder, integrity: undefined, signal: undefined, limits }).then(() => readdirSync(folder));

  it('minds its limits', async () => {
    await expect(get({ maxSize: 100, timeout: 10_000 })).rejects.toThrow('it: it is larger than 0 MiB');
    answer = () => undefined;
    await expect(get({ maxSize: 1e6, timeout: 50 })).rejects.toThrow("it: it can't be fetched (it took too long)");
  });

  it.each([['/a/..%2f..%2fetc%2fpasswd', 'passwd'], ['/', '127.0.0.1'], ['/%00x.tgz', '_x.tgz'], ['/%', '_'], ['/a b.tgz', 'a_b.tgz']])('of %s writes %s into its folder', async (path, name) => {
    expect(await get({ maxSize: 1e6, timeout: 10_000 }, path)).toEqual([name]);
  });

  it('does not trust what anybody on the way can change', async () => {
    await expect(openSource('http://example.org/kit.tgz')).rejects.toThrow('over plain http anybody on the way can change it. Use https, or state its integrity.');
    answer = (_, response) => void response.writeHead(302, { location: 'ftp://example.org/kit.tgz' }).end();
    await expect(openSource(`${base}/kit.tgz`)).rejects.toThrow("it can't be fetched");
  });
});

describe('webAddress', () => {
  it('is for web addresses only, and keeps passwords out of messages', () => {
    expect(webAddress('https://example.org/a.tgz#x')?.href).toBe('https://example.org/a.tgz');
    expect(webAddress('ftp://example.org/a')).toBeNull();
    expect(webAddress('a.tgz')).toBeNull();
    expect(() => webAddress('https://')).toThrow('it is not a web address');
    let message = '';
    try { webAddress('https://me:secret@example.org/a.tgz'); } catch (error) { message = (error as Error).message; }
    expect(message).toContain('https://example.org/a.tgz: an address with a password in it is not taken');
    expect(message).not.toContain('secret');
  });
});

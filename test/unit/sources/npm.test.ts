import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseNpmSpec } from '../../../src/sources/npm-spec.ts';
import { SourceSession } from '../../../src/sources/source-session.ts';
import { parsePurl } from '../../../src/sources/package-url.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { tar } from './tar-builder.ts';
import { removeAfterTest } from './tree.ts';

const parse = (spec: string) => parseNpmSpec(spec, parsePurl(spec));

describe('parseNpmSpec', () => {
  it.each([
    ['npm:lodash@4.17.21', 'lodash', '4.17.21'], ['npm:@types/node@20.1.0', '@types/node', '20.1.0'], ['pkg:npm/lodash@4.17.21', 'lodash', '4.17.21'],
    ['pkg:npm/%40types/node@20.1.0', '@types/node', '20.1.0'], ['pkg:npm/lodash@4.17.21?x=y#z', 'lodash', '4.17.21'], ['npm:a@1.0.0-rc.1+b', 'a', '1.0.0-rc.1+b'], ['npm:a@latest', 'a', 'latest'],
  ])('reads %s', (spec, name, version) => expect(parse(spec)).toEqual({ name, version }));

  it.each(['lodash', './npm', 'pkg:pypi/flask@1', '/npm:x'])('leaves %s to others', (spec) => expect(parse(spec)).toBeNull());

  it.each(['npm:lodash', 'npm:lodash@', 'npm:@types/node', 'npm:', 'npm:../x@1', 'npm:--registry@1', 'npm:a@file:../x', 'npm:a@https://x/y.tgz', 'npm:a@--flag', 'npm:a b@1', 'pkg:npm/lodash', 'pkg:npm/..%2Fx@1', 'pkg:npm/'])('refuses %s', (spec) => {
    expect(() => parse(spec)).toThrow(/^(npm|pkg):/);
  });
});

/** A registry of one package, which the real npm talks to. */
describe('openSource of an npm package', () => {
  const tarball = gzipSync(tar([
    { path: 'package/package.json', content: JSON.stringify({ name: '@scope/thing', version: '1.2.3', license: 'ISC', scripts: { prepack: 'exit 1', install: 'exit 1' } }) },
    { path: 'package/index.js', content: 'f();' },
  ]));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  let server: Server;
  let withTime = true;

  beforeEach(async () => {
    withTime = true;
    server = createServer((request, response) => {
      const { port } = server.address() as AddressInfo;
      if (request.url?.endsWith('.tgz')) return response.end(tarball);
      if (decodeURIComponent(request.url ?? '') !== '/@scope/thing') return response.writeHead(404).end('{"error":"not found"}');
      const version = { name: '@scope/thing', version: '1.2.3', dist: { tarball: `http://localhost:${port}/thing-1.2.3.tgz`, integrity } };
      response.end(JSON.stringify({ name: '@scope/thing', 'dist-tags': { latest: '1.2.3' }, versions: { '1.2.3': version }, ...(withTime ? { time: { '1.2.3': '2021-02-20T15:42:16.891Z' } } : {}) }));
    });
    await new Promise<void>((resolve) => { server.listen(0, 'localhost', resolve); });
    const cache = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
    removeAfterTest(cache);
    vi.stubEnv('npm_config_registry', `http://localhost:${(server.address() as AddressInfo).port}/`);
    vi.stubEnv('npm_config_cache', cache);
    vi.stubEnv('npm_config_fetch_retries', '0');
    vi.stubEnv('npm_config_update_notifier', 'false');
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await new Promise((resolve) => { server.close(resolve); });
  });

  it('fetches it through npm, runs nothing, and knows its integrity and date', async () => {
    const source = await openSource('npm:@scope/thing@1.2.3');
    const paths = [];
    for await (const file of source.files()) paths.push(file.path);
    expect(paths).toEqual(['index.js', 'package.json']);
    expect(source.facts).toMatchObject({ name: '@scope/thing', version: '1.2.3', purl: 'pkg:npm/%40scope/thing@1.2.3', license: 'ISC', licenseSource: 'package.json', date: '2021-02-20' });
    expect(source.integrity).toBe(integrity);
    await source.dispose();
  });

  it('verifies the integrity that the user states', async () => {
    await (await openSource('npm:@scope/thing@1.2.3', { integrity })).dispose();
    const other = `sha512-${createHash('sha512').update('other').digest('base64')}`;
    await expect(openSource('npm:@scope/thing@1.2.3', { integrity: other })).rejects.toThrow(`its integrity is ${integrity}, and not ${other} as stated`);
    await expect(openSource('npm:@scope/thing@1.2.3', { integrity: 'md5-abc' })).rejects.toThrow('"md5-abc" is no integrity hash');
  });

  it('takes the date that the user states, without asking', async () => {
    const source = await openSource('npm:@scope/thing@1.2.3', { date: '2001-02-03' });
    expect(source.facts.date).toBe('2001-02-03');
    await source.dispose();
    await expect(openSource('npm:@scope/thing@1.2.3', { date: '2001-13-03' })).rejects.toThrow('"2001-13-03" is no date');
  });

  it('stops where it is told to', async () => {
    const stopping = new AbortController();
    const opened = openSource('npm:@scope/thing@1.2.3', { signal: stopping.signal });
    stopping.abort();
    await expect(opened).rejects.toBe(stopping.signal.reason);
  });

  it('fetches several at once, and each for itself where one of them is not there', async () => {
    const session = new SourceSession();
    const opened = await Promise.allSettled(['npm:@scope/thing@1.2.3', 'npm:@scope/nothing@1.0.0', 'npm:@scope/thing@latest', 'npm:@scope/thing@9.9.9'].map((spec) => openSource(spec, { session })));
    await session.close();
    expect(opened.map((one) => (one.status === 'fulfilled' ? [one.value.facts.version, one.value.facts.date, one.value.integrity] : (one.reason as Error).message))).toEqual([
      ['1.2.3', '2021-02-20', integrity], expect.stringMatching(/^npm:@scope\/nothing@1\.0\.0: there is no such package/), ['1.2.3', '2021-02-20', integrity], expect.stringMatching(/^npm:@scope\/thing@9\.9\.9: the package has no such version/),
    ]);
    for (const one of opened) if (one.status === 'fulfilled') await one.value.dispose();
  });

  it('does without a date', async () => {
    withTime = false;
    const source = await openSource('pkg:npm/%40scope/thing@1.2.3');
    expect(source.facts.date).toBeNull();
    await source.dispose();
  });

  it('says what is not there', async () => {
    await expect(openSource('npm:@scope/thing@9.9.9')).rejects.toThrow('npm:@scope/thing@9.9.9: the package has no such version');
    await expect(openSource('npm:@scope/nothing@1.0.0')).rejects.toThrow('there is no such package in the registry');
  });

  it('says what to check where the registry is out of reach', async () => {
    vi.stubEnv('npm_config_registry', 'http://localhost:9/');
    await expect(openSource('npm:thing@1.0.0')).rejects.toThrow(/the registry can't be reached \(ECONNREFUSED\)/);
  });

  it('says so where there is no npm', async () => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(openSource('npm:thing@1.0.0')).rejects.toThrow('npm was not found');
  });
});

import { describe, expect, it } from 'vitest';
import { debianPackage } from '../../../src/sources/debian/debian-source.ts';
import { exactPurl } from '../../../src/sources/exact-purl.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { parsePurl } from '../../../src/sources/package-url.ts';

describe('parsePurl', () => {
  it('takes a package URL apart', () => {
    expect(parsePurl('pkg:deb/debian/g%2B%2B-12@1:12.2.0-14%2Bb1?arch=source#x')).toEqual({ type: 'deb', namespace: 'debian', name: 'g++-12', version: '1:12.2.0-14+b1', qualifiers: { arch: 'source' } });
    expect(parsePurl('pkg:npm/%40types/node')).toEqual({ type: 'npm', namespace: '@types', name: 'node', version: null, qualifiers: {} });
    expect(parsePurl('npm:a@1')).toBeNull();
    expect(parsePurl('./pkg')).toBeNull();
  });

  it.each(['pkg:', 'pkg:npm', 'pkg:npm/', 'pkg:1a/b', 'pkg:npm/a%'])('refuses %s', (spec) => {
    expect(() => parsePurl(spec)).toThrow(`${spec}: it is not a package URL`);
  });
});

describe('debianPackage', () => {
  const read = (spec: string) => debianPackage(spec, parsePurl(spec));

  it('reads packages of Debian and of who derives from it', () => {
    expect(read('pkg:deb/debian/curl@7.88.1-10%2Bdeb12u5')).toEqual({ distribution: 'debian', name: 'curl', version: '7.88.1-10+deb12u5', architecture: 'source' });
    expect(read('pkg:deb/ubuntu/g%2B%2B')).toEqual({ distribution: 'ubuntu', name: 'g++', version: null, architecture: 'source' });
    expect(read('pkg:deb/debian/ruby-rack?arch=all')).toMatchObject({ name: 'ruby-rack', architecture: 'all' });
    expect(read('pkg:npm/a@1')).toBeNull();
    expect(read('curl')).toBeNull();
  });

  it.each(['pkg:deb/curl@1', 'pkg:deb/debian/-o', 'pkg:deb/debian/a%20b', 'pkg:deb/debian/a%2Fb', 'pkg:deb/debian/curl@--x', 'pkg:deb/debian/curl@1%20x', 'pkg:deb/debian/curl@1%2F..'])('refuses %s, which apt must not see', (spec) => {
    expect(() => read(spec)).toThrow(spec);
  });
});

describe('exactPurl', () => {
  it.each([
    ['npm:lodash@4.17.21', 'pkg:npm/lodash@4.17.21'], ['pkg:npm/@types/node@20.1.0', 'pkg:npm/%40types/node@20.1.0'], ['npm:a@1.0.0-rc.1', 'pkg:npm/a@1.0.0-rc.1'],
    ['pkg:deb/debian/curl@7.88.1-10', 'pkg:deb/debian/curl@7.88.1-10'], ['pkg:deb/debian/curl@7.88.1-10?arch=amd64', 'pkg:deb/debian/curl@7.88.1-10?arch=amd64'], ['npm:a@latest', null], ['npm:a@^1.0.0', null], ['npm:a@1', null], ['pkg:deb/debian/curl', null], ['kit', null], ['https://example.org/a.tgz', null],
  ])('of %s is %s', (spec, purl) => expect(exactPurl({ spec })).toBe(purl));

  it('is not known for a work that is called otherwise', () => {
    expect(exactPurl({ spec: 'npm:a@1.0.0', name: 'b' })).toBeNull();
    expect(exactPurl({ spec: 'npm:a@1.0.0', workVersion: '2' })).toBeNull();
    expect(exactPurl({ spec: 'npm:a@1.0.0', license: 'MIT' })).toBe('pkg:npm/a@1.0.0');
  });
});

describe('a package of another kind', () => {
  it('is told how to be had', async () => {
    await expect(openSource('pkg:pypi/flask@1.0')).rejects.toThrow('packages of the kind pypi are not fetched by name. Name the address of the archive');
  });
});

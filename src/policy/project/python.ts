import { parse } from 'smol-toml';
import { correctLicense } from '../../core/license/correct.ts';
import type { Dependency } from './facts.ts';
import { dependency, fields, identity, items, manifestOf, textOr, type ManifestParser } from './manifest.ts';
import { lockedPackages } from './rust.ts';

export const requirements: ManifestParser = (text, source) => manifestOf(text.split(/\r?\n/).flatMap((line) => requirement(line, source)));

export const pyproject: ManifestParser = (text, source) => {
  const table = fields(parse(text));
  const project = fields(table['project']);
  const poetry = fields(fields(table['tool'])['poetry']);
  const groups = Object.values(fields(poetry['group'])).map((group) => fields(group)['dependencies']);
  const asked = [
    ...[project['dependencies'], ...Object.values(fields(project['optional-dependencies'])), ...Object.values(fields(table['dependency-groups']))].flatMap(items),
    ...items(fields(table['build-system'])['requires']),
  ].flatMap((line) => requirement(line, source));
  const byName = [poetry['dependencies'], poetry['dev-dependencies'], ...groups].flatMap((group) => Object.entries(fields(group)))
    .filter(([name]) => name !== 'python').map(([name, version]) => dependency('pypi', name, textOr(version) ?? fields(version)['version'], source));
  const urls = { ...fields(project['urls']), ...fields(poetry['urls']) };
  const url = Object.entries(urls).find(([label]) => /repo|source|github/i.test(label))?.[1] ?? poetry['repository'] ?? Object.values(urls)[0];
  const license = textOr(project['license']) ?? textOr(fields(project['license'])['text']) ?? textOr(poetry['license']) ?? '';
  return manifestOf([...asked, ...byName], identity('pypi', project['name'] ?? poetry['name'], url), correctLicense(license)?.expression ?? null);
};

export const setupCfg: ManifestParser = (text, source) => {
  const requires = /^install_requires\s*=([^\n]*(?:\n[ \t]+[^\n]*)*)/m.exec(text)?.[1] ?? '';
  const field = (name: string): string => new RegExp(`^${name}\\s*=\\s*(.+)$`, 'm').exec(text)?.[1].trim() ?? '';
  return manifestOf(requires.split('\n').flatMap((line) => requirement(line, source)), identity('pypi', field('name'), field('url') || null), correctLicense(field('license'))?.expression ?? null);
};

export const pipfile: ManifestParser = (text, source) => {
  const table = fields(parse(text));
  return manifestOf(['packages', 'dev-packages'].flatMap((group) => Object.entries(fields(table[group])).map(([name, version]) => dependency('pypi', name, textOr(version) ?? fields(version)['version'], source))));
};

export const pipfileLock: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  return manifestOf(['default', 'develop'].flatMap((group) => Object.entries(fields(json[group])).map(([name, entry]) => dependency('pypi', name, fields(entry)['version'], source))));
};

export const pythonLock: ManifestParser = (text, source) => manifestOf(lockedPackages(text).map(({ name, version }) => dependency('pypi', name, version, source)));

/** `requests[socks]>=2.8 ; python_version < "3"`, `name @ https://...`; options, addresses and comments give none. */
function requirement(line: unknown, source: string): Dependency[] {
  const match = typeof line === 'string' ? /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?=$|[<>=!~;@#( ])([^;#@]*)/.exec(line) : null;
  return match ? [dependency('pypi', match[1], match[2].replace(/^==\s*/, ''), source)] : [];
}

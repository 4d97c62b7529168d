import { parse as parseJsonc } from 'jsonc-parser';
import { correctLicense } from '../../core/license/correct.ts';
import { joinExpressions } from '../../core/license/expression.ts';
import type { Dependency } from './facts.ts';
import { dependency, fields, identity, items, manifestOf, textOr, type ManifestParser } from './manifest.ts';

const GROUPS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

export const packageJson: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  const found = GROUPS.flatMap((group) => Object.entries(fields(json[group])).map(([name, version]) => dependency('npm', aliased(name, version), version, source)));
  const bundled = items(json['bundledDependencies'] ?? json['bundleDependencies']).filter((name) => typeof name === 'string').map((name) => dependency('npm', name, null, source));
  const repository = textOr(json['repository']) ?? textOr(fields(json['repository'])['url']);
  const url = repository !== null && /^(github:)?[\w.-]+\/[\w.-]+$/.test(repository) ? `https://github.com/${repository.replace('github:', '')}` : repository;
  return manifestOf([...found, ...bundled], identity('npm', json['name'], url, json['private'] !== true), licenseOf(json));
};

/** Lock files of npm: `packages` by place since version 2, a tree of `dependencies` before. */
export const packageLock: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  const places = Object.entries(fields(json['packages'])).flatMap(([place, entry]) => {
    const name = textOr(fields(entry)['name']) ?? /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1];
    return place === '' || !name ? [] : [dependency('npm', name, fields(entry)['version'], source)];
  });
  return manifestOf(places.length > 0 ? places : tree(json['dependencies'], source));
};

export const yarnLock: ManifestParser = (text, source) => {
  const found: Dependency[] = [];
  // A block begins with what was asked for, `"@a/b@^1", "@a/b@npm:^1.2":`, and says further down which version that gave.
  for (const block of text.split(/\n(?=\S)/)) {
    const head = /^"?((?:@[^/\s"]+\/)?[^@\s"]+)@[^\n]*:$/m.exec(block.split('\n', 1)[0]);
    if (head && head[1] !== '__metadata') found.push(dependency('npm', head[1], /^ {2}version:? "?([^"\s]+)/m.exec(block)?.[1], source));
  }
  return manifestOf(found);
};

/** Keys are `/name/1.0.0:`, `/name@1.0.0:` or `name@1.0.0(peer@2):`, by version of the format. */
export const pnpmLock: ManifestParser = (text, source) => {
  const found = [...text.matchAll(/^ {2}['"]?\/?((?:@[^/\s'"]+\/)?[^@/\s'"(:]+)[@/](\d[^\s'"(:_]*)[^\n]*:/gm)];
  return manifestOf(found.map(([, name, version]) => dependency('npm', name, version, source)));
};

export const bunLock: ManifestParser = (text, source) => {
  const packages = fields(fields(parseJsonc(text))['packages']);
  return manifestOf(Object.values(packages).flatMap((entry) => {
    const match = /^((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(textOr(items(entry)[0]) ?? '');
    return match ? [dependency('npm', match[1], match[2], source)] : [];
  }));
};

/** `"underscore": "npm:lodash@4"` installs lodash. */
function aliased(name: string, version: unknown): string {
  return (typeof version === 'string' ? /^npm:((?:@[^/]+\/)?[^@]+)/.exec(version)?.[1] : undefined) ?? name;
}

function tree(value: unknown, source: string): Dependency[] {
  return Object.entries(fields(value)).flatMap(([name, entry]) => [dependency('npm', name, fields(entry)['version'], source), ...tree(fields(entry)['dependencies'], source)]);
}

function licenseOf(json: Readonly<Record<string, unknown>>): string | null {
  const listed = items(json['license'] ?? json['licenses']).map((entry) => textOr(entry) ?? textOr(fields(entry)['type']));
  const known = listed.map((field) => (field === null ? null : correctLicense(field)?.expression ?? null));
  return known.length > 0 && known.every((one) => one !== null) ? joinExpressions(known, 'or') : null;
}

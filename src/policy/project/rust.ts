import { parse } from 'smol-toml';
import { correctLicense } from '../../core/license/correct.ts';
import { dependency, fields, identity, items, manifestOf, textOr, type ManifestParser } from './manifest.ts';

const GROUPS = ['dependencies', 'dev-dependencies', 'build-dependencies'];

export const cargoToml: ManifestParser = (text, source) => {
  const table = fields(parse(text));
  const own = fields(table['package']);
  const shared = fields(fields(table['workspace'])['package']);
  const tables = [table, fields(table['workspace']), ...Object.values(fields(table['target'])).map(fields)];
  const found = tables.flatMap((one) => GROUPS.flatMap((group) => Object.entries(fields(one[group])).map(([name, asked]) =>
    dependency('cargo', textOr(fields(asked)['package']) ?? name, textOr(asked) ?? fields(asked)['version'], source))));
  const field = (name: string): string | null => textOr(own[name]) ?? textOr(shared[name]);
  return manifestOf(found, identity('cargo', own['name'], field('repository') ?? field('homepage'), own['publish'] !== false), correctLicense(field('license') ?? '')?.expression ?? null);
};

/** Also the locks of Poetry and uv, which look the same. */
export const cargoLock: ManifestParser = (text, source) => manifestOf(lockedPackages(text).map(({ name, version }) => dependency('cargo', name, version, source)));

export function lockedPackages(text: string): { name: string; version: unknown }[] {
  return items(fields(parse(text))['package']).map(fields).flatMap(({ name, version }) => (typeof name === 'string' ? [{ name, version }] : []));
}

import { correctLicense } from '../../core/license/correct.ts';
import { joinExpressions } from '../../core/license/expression.ts';
import { xml } from './jvm.ts';
import { dependency, fields, identity, items, manifestOf, textOr, type ManifestParser } from './manifest.ts';

export const goMod: ManifestParser = (text, source) => {
  const plain = text.replace(/\/\/[^\n]*/g, '');
  const module = /^module\s+"?([^\s"]+)/m.exec(plain)?.[1];
  const found = [...plain.matchAll(/^(?:require\s+|replace\s+\S+(?:\s+\S+)?\s+=>\s+|[ \t]+)([\w.-]+\.[\w.-]+\/\S+)\s+(v\S+)/gm)];
  return manifestOf(found.map(([, name, version]) => dependency('golang', name, version, source)), identity('golang', module, module === undefined ? null : `https://${module}`));
};

export const composerJson: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  const found = ['require', 'require-dev'].flatMap((group) => Object.entries(fields(json[group]))).filter(([name]) => name.includes('/'));
  const licenses = items(json['license']).map((field) => correctLicense(textOr(field) ?? '')?.expression ?? null);
  const license = licenses.length > 0 && licenses.every((one) => one !== null) ? joinExpressions(licenses, 'or') : null;
  return manifestOf(found.map(([name, version]) => dependency('composer', name, version, source)), identity('composer', json['name'], fields(json['support'])['source'] ?? json['homepage']), license);
};

export const composerLock: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  return manifestOf(['packages', 'packages-dev'].flatMap((group) => items(json[group])).map(fields).flatMap(({ name, version }) => (typeof name === 'string' ? [dependency('composer', name, version, source)] : [])));
};

export const gemfile: ManifestParser = (text, source) =>
  manifestOf([...text.matchAll(/^[ \t]*gem[ (]+["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/gm)].map(([, name, version]) => dependency('gem', name, version, source)));

export const gemfileLock: ManifestParser = (text, source) =>
  manifestOf([...text.matchAll(/^ {4}([\w.-]+) \(([^)]+)\)$/gm)].map(([, name, version]) => dependency('gem', name, version, source)));

export const gemspec: ManifestParser = (text, source) => {
  const field = (name: string): string | null => new RegExp(`\\.${name}\\s*=\\s*["']([^"']+)["']`).exec(text)?.[1] ?? null;
  const found = [...text.matchAll(/\.add_(?:runtime_|development_)?dependency[ (]+["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/g)];
  return manifestOf(found.map(([, name, version]) => dependency('gem', name, version, source)), identity('gem', field('name'), field('homepage')), correctLicense(field('license') ?? '')?.expression ?? null);
};

/** Projects of .NET, central package versions, and packages.config. */
export const dotnetProject: ManifestParser = (text, source) => {
  const root = xml(text);
  const project = fields(root['Project']);
  const references = items(project['ItemGroup']).map(fields).flatMap((group) => [...items(group['PackageReference']), ...items(group['PackageVersion'])]).map(fields);
  const config = items(fields(root['packages'])['package']).map(fields);
  const found = [...references.map((one) => [one['Include'] ?? one['Update'], one['Version']]), ...config.map((one) => [one['id'], one['version']])];
  const properties = items(project['PropertyGroup']).map(fields).reduce<Readonly<Record<string, unknown>>>((all, group) => ({ ...all, ...group }), {});
  return manifestOf(
    found.flatMap(([name, version]) => (typeof name === 'string' ? [dependency('nuget', name, version, source)] : [])),
    identity('nuget', properties['PackageId'], properties['RepositoryUrl'] ?? properties['PackageProjectUrl']),
    correctLicense(textOr(properties['PackageLicenseExpression']) ?? '')?.expression ?? null,
  );
};

export const nugetLock: ManifestParser = (text, source) => {
  const frameworks = Object.values(fields(fields(JSON.parse(text))['dependencies']));
  return manifestOf(frameworks.flatMap((packages) => Object.entries(fields(packages))).map(([name, entry]) => dependency('nuget', name, fields(entry)['resolved'], source)));
};

/** Package.resolved of the Swift package manager, old and new. */
export const swiftResolved: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  const pins = items(json['pins'] ?? fields(json['object'])['pins']).map(fields);
  return manifestOf(pins.flatMap((pin) => {
    const place = textOr(pin['location']) ?? textOr(pin['repositoryURL']);
    const name = place?.replace(/^https?:\/\//, '').replace(/\.git$/, '') ?? textOr(pin['identity']);
    return name === null ? [] : [dependency('swift', name, fields(pin['state'])['version'], source)];
  }));
};

export const vcpkg: ManifestParser = (text, source) => {
  const json = fields(JSON.parse(text));
  const names = items(json['dependencies']).map((entry) => textOr(entry) ?? textOr(fields(entry)['name']));
  return manifestOf(names.flatMap((name) => (name === null ? [] : [dependency('conan', name, null, source)])), null, correctLicense(textOr(json['license']) ?? '')?.expression ?? null);
};

/** conanfile.txt and the `requires` of conanfile.py. */
export const conan: ManifestParser = (text, source) =>
  manifestOf([...text.matchAll(/(?:^|["'])([a-z0-9_+.-]{2,})\/(\d[\w.+-]*)/gm)].map(([, name, version]) => dependency('conan', name, version, source)));

export const rockspec: ManifestParser = (text, source) => {
  const list = /\bdependencies\s*=\s*\{([^}]*)\}/.exec(text)?.[1] ?? '';
  const found = [...list.matchAll(/["']([\w.-]+)\s*([^"']*)["']/g)].filter(([, name]) => name !== 'lua');
  return manifestOf(found.map(([, name, version]) => dependency('luarocks', name, version, source)), identity('luarocks', /\bpackage\s*=\s*["']([^"']+)/.exec(text)?.[1], null), correctLicense(/\blicense\s*=\s*["']([^"']+)/.exec(text)?.[1] ?? '')?.expression ?? null);
};

/** Where the repository comes from: the remote that git calls origin. */
export const gitConfig: ManifestParser = (text) => {
  const url = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(text)?.[1];
  const name = url === undefined ? undefined : /([^/:]+?)(?:\.git)?\/?$/.exec(url)?.[1];
  return manifestOf([], url === undefined || name === undefined ? null : { name, package: null, url });
};

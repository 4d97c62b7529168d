import { bunLock, packageJson, packageLock, pnpmLock, yarnLock } from './javascript.ts';
import { gradle, pom, sbt } from './jvm.ts';
import type { ManifestParser, ProjectManifest } from './manifest.ts';
import * as others from './others.ts';
import { pipfile, pipfileLock, pyproject, pythonLock, requirements, setupCfg } from './python.ts';
import { cargoLock, cargoToml } from './rust.ts';

/** What a manifest or lock file says, or null where a file of that name is none or can't be read. `name` is without folders. */
export function readManifest(name: string, text: string): ProjectManifest | null {
  const parser = parserOf(name);
  try {
    return parser === null ? null : parser(text.replace(/^\uFEFF/, ''), name);
  } catch {
    return null;
  }
}

/** Whether a file of this name tells of the project or its dependencies. */
export const isManifest = (name: string): boolean => parserOf(name) !== null;

function parserOf(name: string): ManifestParser | null {
  return PARSERS.find(([pattern]) => (typeof pattern === 'string' ? pattern === name : pattern.test(name)))?.[1] ?? null;
}

const PARSERS: readonly (readonly [string | RegExp, ManifestParser])[] = [
  ['package.json', packageJson],
  ['package-lock.json', packageLock],
  ['npm-shrinkwrap.json', packageLock],
  ['yarn.lock', yarnLock],
  ['pnpm-lock.yaml', pnpmLock],
  ['bun.lock', bunLock],
  ['Cargo.toml', cargoToml],
  ['Cargo.lock', cargoLock],
  [/^(requirements|constraints)[\w.-]*\.(txt|in)$/, requirements],
  ['pyproject.toml', pyproject],
  ['setup.cfg', setupCfg],
  ['Pipfile', pipfile],
  ['Pipfile.lock', pipfileLock],
  ['poetry.lock', pythonLock],
  ['uv.lock', pythonLock],
  ['go.mod', others.goMod],
  ['pom.xml', pom],
  [/^build\.gradle(\.kts)?$/, gradle],
  ['gradle.lockfile', gradle],
  ['build.sbt', sbt],
  ['composer.json', others.composerJson],
  ['composer.lock', others.composerLock],
  ['Gemfile', others.gemfile],
  ['gems.rb', others.gemfile],
  [/^(Gemfile|gems)\.(lock|locked)$/, others.gemfileLock],
  [/\.gemspec$/, others.gemspec],
  [/\.(cs|fs|vb)proj$|^Directory\.(Packages|Build)\.props$|^packages\.config$/, others.dotnetProject],
  ['packages.lock.json', others.nugetLock],
  ['Package.resolved', others.swiftResolved],
  ['vcpkg.json', others.vcpkg],
  [/^conanfile\.(txt|py)$/, others.conan],
  [/\.rockspec$/, others.rockspec],
];

/** What a license file in a project's folder is called. */
export const isLicenseFile = (name: string): boolean => /^(licen[cs]e|copying|unlicense)([-._]?(mit|apache|bsd|gpl|lesser|\d[\d.]*))*(\.(md|txt|rst|html))?$/i.test(name);

/** What files are called that list the works of others in a project. */
export const isNoticesFile = (name: string): boolean => /^(third[-_ ]?party[-_ ]?(notices?|licen[cs]es?|attributions?|code)?|notices?|attributions?|credits|(open[-_ ]?source[-_ ]?)?acknowledg(e)?ments?|(3rd|oss)[-_ ]?(party)?[-_ ]?(notices?|licen[cs]es?))(\.(md|txt|rst))?$/i.test(name);

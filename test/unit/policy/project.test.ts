import { describe, expect, it } from 'vitest';
import { isLicenseFile, isManifest, isNoticesFile, readManifest } from '../../../src/policy/project/manifests.ts';
import { packageKey, packageOfPurl, versionOfPurl } from '../../../src/policy/project/package-key.ts';
import { repositoryOf } from '../../../src/policy/project/own-origin.ts';
import { gitConfig } from '../../../src/policy/project/others.ts';

const dependencies = (name: string, text: string): string[] => readManifest(name, text)!.dependencies.map(({ package: key, version }) => `${key} ${version}`);

describe('the dependencies in', () => {
  it.each<[string, string, string[]]>([
    ['package.json', '{"dependencies":{"a":"^1","@s/b":"2.0.0","c":"npm:real@3"},"devDependencies":{"d":"*"},"peerDependencies":{"e":"1"},"bundleDependencies":["f"]}', ['npm/a ^1', 'npm/@s/b 2.0.0', 'npm/real npm:real@3', 'npm/d *', 'npm/e 1', 'npm/f null']],
    ['package-lock.json', '{"packages":{"":{"name":"x"},"node_modules/a":{"version":"1.0.0"},"node_modules/a/node_modules/@s/b":{"version":"2.0.0"},"packages/own":{"name":"own","version":"0.1.0"}}}', ['npm/a 1.0.0', 'npm/@s/b 2.0.0', 'npm/own 0.1.0']],
    ['npm-shrinkwrap.json', '{"dependencies":{"a":{"version":"1.0.0","dependencies":{"b":{"version":"2.0.0"}}}}}', ['npm/a 1.0.0', 'npm/b 2.0.0']],
    ['yarn.lock', '# yarn lockfile v1\n\n\n"@s/b@^2", "@s/b@^2.1":\n  version "2.1.0"\n\na@^1.0.0:\n  version "1.0.5"\n', ['npm/@s/b 2.1.0', 'npm/a 1.0.5']],
    ['yarn.lock', '__metadata:\n  version: 8\n\n"a@npm:^1.0.0, a@npm:^1.1.0":\n  version: 1.1.0\n', ['npm/a 1.1.0']],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n\npackages:\n\n  a@1.0.0:\n    resolution: {}\n\n  '@s/b@2.0.0(a@1.0.0)':\n    resolution: {}\n\n  /c/3.0.0:\n    dev: true\n", ['npm/a 1.0.0', 'npm/@s/b 2.0.0', 'npm/c 3.0.0']],
    ['bun.lock', '{\n  "packages": {\n    "a": ["a@1.0.0", "", {}, "sha512-x"],\n    "b": ["@s/b@2.0.0"],\n  },\n}', ['npm/a 1.0.0', 'npm/@s/b 2.0.0']],
    ['Cargo.toml', '[dependencies]\nserde = "1"\ntok = { package = "tokio", version = "1.2" }\n[dev-dependencies]\nrand_core = "0.6"\n[target.\'cfg(unix)\'.dependencies]\nlibc = "0.2"\n[workspace.dependencies]\nanyhow = "1"\n', ['cargo/serde 1', 'cargo/tokio 1.2', 'cargo/rand-core 0.6', 'cargo/anyhow 1', 'cargo/libc 0.2']],
    ['Cargo.lock', 'version = 3\n\n[[package]]\nname = "serde"\nversion = "1.0.5"\n', ['cargo/serde 1.0.5']],
    ['requirements-dev.txt', '# tools\nrequests[socks]>=2.8 ; python_version < "4"\n-r other.txt\nFlask_Login==1.0  # login\n--hash=x\nPillow\nhttps://example.org/x.whl\nlocal @ file:///x\n', ['pypi/requests >=2.8', 'pypi/flask-login 1.0', 'pypi/pillow null', 'pypi/local null']],
    ['pyproject.toml', '[project]\nname = "x"\ndependencies = ["requests>=2"]\n[project.optional-dependencies]\ncli = ["click"]\n[dependency-groups]\ndev = ["pytest>8", {include-group = "x"}]\n[build-system]\nrequires = ["hatchling"]\n', ['pypi/requests >=2', 'pypi/click null', 'pypi/pytest >8', 'pypi/hatchling null']],
    ['pyproject.toml', '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3"\nDjango = "^5"\n[tool.poetry.group.dev.dependencies]\nblack = {version = "24"}\n', ['pypi/django ^5', 'pypi/black 24']],
    ['poetry.lock', '[[package]]\nname = "Django"\nversion = "5.0"\n', ['pypi/django 5.0']],
    ['setup.cfg', '[metadata]\nname = x\n[options]\ninstall_requires =\n    requests>=2\n    click\npython_requires = >=3\n', ['pypi/requests >=2', 'pypi/click null']],
    ['Pipfile', '[packages]\nrequests = "*"\n', ['pypi/requests *']],
    ['Pipfile.lock', '{"default":{"requests":{"version":"==2.0"}},"develop":{}}', ['pypi/requests ==2.0']],
    ['go.mod', 'module example.com/app // main\n\ngo 1.22\n\nrequire github.com/pkg/errors v0.9.1\nrequire (\n\tgolang.org/x/text v0.14.0 // indirect\n\tgithub.com/Burnt/Sushi/v2 v2.1.0\n)\nreplace a.com/x => github.com/me/x v1.0.0\n', ['golang/github.com/pkg/errors v0.9.1', 'golang/golang.org/x/text v0.14.0', 'golang/github.com/burnt/sushi/v2 v2.1.0', 'golang/github.com/me/x v1.0.0']],
    ['pom.xml', '<project><groupId>g</groupId><artifactId>a</artifactId><dependencies><dependency><groupId>org.x</groupId><artifactId>y</artifactId><version>1.0</version></dependency></dependencies><dependencyManagement><dependencies><dependency><groupId>org.z</groupId><artifactId>w</artifactId></dependency></dependencies></dependencyManagement></project>', ['maven/org.x/y 1.0', 'maven/org.z/w null']],
    ['build.gradle.kts', 'dependencies {\n  implementation("com.google.guava:guava:33.0.0-jre")\n  testImplementation(\'org.junit:junit:4.13\')\n  url = "https://x.org:8080/a"\n}', ['maven/com.google.guava/guava 33.0.0-jre', 'maven/org.junit/junit 4.13']],
    ['build.sbt', 'libraryDependencies += "org.typelevel" %% "cats-core" % "2.10.0"', ['maven/org.typelevel/cats-core 2.10.0']],
    ['composer.json', '{"name":"v/x","require":{"php":">=8","monolog/Monolog":"^3"},"require-dev":{"phpunit/phpunit":"^11"}}', ['composer/monolog/monolog ^3', 'composer/phpunit/phpunit ^11']],
    ['composer.lock', '{"packages":[{"name":"monolog/monolog","version":"3.1"}],"packages-dev":[]}', ['composer/monolog/monolog 3.1']],
    ['Gemfile', 'source "https://rubygems.org"\ngem "rails", "~> 7.1"\n  gem \'puma\'\n# gem "old"\n', ['gem/rails ~> 7.1', 'gem/puma null']],
    ['Gemfile.lock', 'GEM\n  remote: x\n  specs:\n    rails (7.1.2)\n      actionpack (= 7.1.2)\n', ['gem/rails 7.1.2']],
    ['x.gemspec', 'Gem::Specification.new do |s|\n  s.name = "x"\n  s.add_dependency "rack", ">= 2"\n  s.add_development_dependency("rspec")\nend', ['gem/rack >= 2', 'gem/rspec null']],
    ['App.csproj', '<Project><ItemGroup><PackageReference Include="Newtonsoft.Json" Version="13.0.3" /><PackageReference Include="Serilog" /></ItemGroup></Project>', ['nuget/newtonsoft.json 13.0.3', 'nuget/serilog null']],
    ['packages.config', '<packages><package id="NLog" version="5.0" /></packages>', ['nuget/nlog 5.0']],
    ['packages.lock.json', '{"version":1,"dependencies":{"net8.0":{"NLog":{"type":"Direct","resolved":"5.0.1"}}}}', ['nuget/nlog 5.0.1']],
    ['Package.resolved', '{"pins":[{"identity":"swift-log","location":"https://github.com/apple/swift-log.git","state":{"version":"1.5.3"}}],"version":2}', ['swift/github.com/apple/swift-log 1.5.3']],
    ['vcpkg.json', '{"dependencies":["zlib",{"name":"fmt"}]}', ['conan/zlib null', 'conan/fmt null']],
    ['conanfile.txt', '[requires]\nzlib/1.3\nfmt/10.0.0@\n', ['conan/zlib 1.3', 'conan/fmt 10.0.0']],
    ['x-1.0-1.rockspec', 'package = "x"\ndependencies = {\n  "lua >= 5.1",\n  "lpeg ~> 1.0"\n}', ['luarocks/lpeg ~> 1.0']],
  ])('%s', (name, text, expected) => expect(dependencies(name, text)).toEqual(expected));

  it('damaged files and other files are none', () => {
    for (const name of ['package.json', 'Cargo.toml', 'composer.lock', 'Package.resolved', 'pyproject.toml']) expect(readManifest(name, '{"dependencies": [[[')).toBeNull();
    expect(readManifest('package.json', 'null')).toEqual({ identity: null, license: null, dependencies: [] });
    expect([readManifest('README.md', 'x'), isManifest('package.json5')]).toEqual([null, false]);
  });

  it('no file of a stranger unfolds in memory', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><project><artifactId>&y;</artifactId></project>';
    expect(JSON.stringify(readManifest('pom.xml', bomb) ?? '').length).toBeLessThan(300);
  });
});

describe('who the project is', () => {
  it.each<[string, string, unknown, string | null]>([
    ['package.json', '{"name":"@ada/sums","license":"Apache 2","repository":"ada/sums"}', { name: '@ada/sums', package: 'npm/@ada/sums', url: 'https://github.com/ada/sums' }, 'Apache-2.0'],
    ['package.json', '{"name":"app","private":true,"licenses":[{"type":"MIT"},{"type":"ISC"}]}', { name: 'app', package: null, url: null }, 'MIT OR ISC'],
    ['Cargo.toml', '[package]\nname = "my_crate"\nlicense = "MIT/Apache-2.0"\n', { name: 'my_crate', package: 'cargo/my-crate', url: null }, 'MIT OR Apache-2.0'],
    ['pyproject.toml', '[project]\nname = "Sums_Of"\nlicense = {text = "BSD-3-Clause"}\n[project.urls]\nHome = "https://x.org"\nSource = "https://github.com/ada/sums"\n', { name: 'Sums_Of', package: 'pypi/sums-of', url: 'https://github.com/ada/sums' }, 'BSD-3-Clause'],
    ['pom.xml', '<project><parent><groupId>org.x</groupId></parent><artifactId>y</artifactId><licenses><license><name>Apache License, Version 2.0</name></license></licenses></project>', { name: 'y', package: 'maven/org.x/y', url: null }, 'Apache-2.0'],
    ['go.mod', 'module github.com/ada/sums\n', { name: 'github.com/ada/sums', package: 'golang/github.com/ada/sums', url: 'https://github.com/ada/sums' }, null],
    ['composer.json', '{"name":"ada/sums","license":["MIT","GPL-3.0-only"]}', { name: 'ada/sums', package: 'composer/ada/sums', url: null }, 'MIT OR GPL-3.0-only'],
    ['App.csproj', '<Project><PropertyGroup><PackageId>Ada.Sums</PackageId><PackageLicenseExpression>MIT</PackageLicenseExpression></PropertyGroup></Project>', { name: 'Ada.Sums', package: 'nuget/ada.sums', url: null }, 'MIT'],
  ])('says %s', (name, text, identity, license) => expect(readManifest(name, text)).toMatchObject({ identity, license }));

  it('git says by its remote', () => {
    const config = '[core]\n\tbare = false\n[remote "upstream"]\n\turl = https://github.com/other/sums\n[remote "origin"]\n\tfetch = x\n\turl = git@github.com:ada/sums.git\n';
    expect(gitConfig(config, '.git/config').identity).toEqual({ name: 'sums', package: null, url: 'git@github.com:ada/sums.git' });
    expect(gitConfig('[remote "upstream"]\n\turl = x\n', '.git/config').identity).toBeNull();
  });
});

describe('names', () => {
  it('of packages compare over manifests and package URLs', () => {
    expect([packageOfPurl('pkg:npm/%40Ada/sums@1.0.0'), packageOfPurl('pkg:npm/@ada/sums'), packageOfPurl('pkg:npm/@ada/sums@1')]).toEqual(Array(3).fill(packageKey('npm', '@ada/sums')));
    expect(packageOfPurl('pkg:pypi/Flask_Login@1?x=y#z')).toBe('pypi/flask-login');
    expect([packageOfPurl(null), packageOfPurl('lodash')]).toEqual([null, null]);
    expect([versionOfPurl('pkg:npm/%40a/b@1.2.3?x'), versionOfPurl('pkg:npm/b'), versionOfPurl('pkg:npm/@a/b')]).toEqual(['1.2.3', null, null]);
  });

  it('of repositories', () => {
    const same = ['https://github.com/Ada/Sums', 'git+https://github.com/ada/sums.git', 'git://github.com/ada/sums', 'git@github.com:ada/sums.git', 'ssh://git@github.com/ada/sums', 'https://user:x@www.github.com/ada/sums/tree/main/x', 'https://github.com/ada/sums#readme'];
    expect(same.map(repositoryOf)).toEqual(same.map(() => 'github.com/ada/sums'));
    expect(['https://lodash.com', 'https://x.org/a', '', 'x'].map(repositoryOf)).toEqual([null, null, null, null]);
  });

  it('of licence texts and notices', () => {
    expect(['LICENSE', 'LICENSE.md', 'licence.txt', 'COPYING', 'COPYING.LESSER', 'LICENSE-MIT', 'LICENSE-APACHE-2.0', 'UNLICENSE'].filter(isLicenseFile)).toHaveLength(8);
    expect(['license.js', 'licensing.md', 'license-checker.ts', 'copy.ts'].filter(isLicenseFile)).toEqual([]);
    expect(['THIRD-PARTY-NOTICES.md', 'ThirdPartyNotices.txt', 'NOTICE', 'third_party_licenses.txt', 'ACKNOWLEDGEMENTS.md', 'NOTICES'].filter(isNoticesFile)).toHaveLength(6);
    expect(['notice.ts', 'README.md', 'credits.html'].filter(isNoticesFile)).toEqual([]);
  });
});

import { parse } from 'smol-toml';
import { recogniseLicense } from '../../core/license/recognise.ts';
import { claimOf, manifest, recordOf, textOf, webUrl } from './manifest.ts';
import type { LicenseClaim, Manifest } from './manifest.ts';
import { readText } from './place.ts';
import type { Place } from './place.ts';
import { purlParts } from './purl.ts';

/** The files that a Python package is built from: pyproject.toml, setup.cfg, setup.py (literals only; it is never run). */
export async function readPythonProject(place: Place): Promise<Manifest | null> {
  return await readPyproject(place) ?? await readSetupCfg(place) ?? readSetupPy(place);
}

type Table = Readonly<Record<string, unknown>>;

async function readPyproject(place: Place): Promise<Manifest | null> {
  const source = 'pyproject.toml';
  const text = await readText(place, source);
  let table: Table;
  try {
    table = text === null ? {} : recordOf(parse(text));
  } catch {
    return null;
  }
  const project = recordOf(table.project);
  const poetry = recordOf(recordOf(table.tool).poetry);
  const name = textOf(project.name) ?? textOf(poetry.name);
  if (name === null) return null;
  const urls = recordOf(project.urls);
  const url = ['Source', 'source', 'Repository', 'repository', 'Source Code', 'GitHub', 'Homepage', 'homepage'].map((key) => webUrl(urls[key])).find((found) => found !== null);
  return manifest(source, {
    name,
    version: textOf(project.version) ?? textOf(poetry.version) ?? await moduleVersion(place, name),
    purl: purlParts('pypi', name),
    license: await licenseOf(project.license ?? poetry.license, place, source) ?? classifier(project.classifiers ?? poetry.classifiers, source),
    url: url ?? webUrl(poetry.repository) ?? webUrl(poetry.homepage),
  });
}

async function licenseOf(value: unknown, place: Place, source: string): Promise<LicenseClaim | null> {
  const file = textOf(recordOf(value).file);
  if (file === null) return claimOf(textOf(value) ?? textOf(recordOf(value).text), source);
  if (/^\/|(^|\/)\.\.(\/|$)/.test(file)) return null;
  const recognised = recogniseLicense(await readText(place, file) ?? '');
  return recognised === null ? null : { expression: recognised.expression, source: `${file} (named by ${source})` };
}

async function readSetupCfg(place: Place): Promise<Manifest | null> {
  const source = 'setup.cfg';
  const section = /^\[metadata\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(await readText(place, source) ?? '')?.[1];
  if (section === undefined) return null;
  const fields = new Map<string, string>();
  for (const [, key, value] of section.matchAll(/^([\w.-]+)[ \t]*[=:][ \t]*(.*(?:\n[ \t]+.*)*)/gm)) fields.set(key.toLowerCase().replaceAll('-', '_'), value.trim());
  const name = textOf(fields.get('name'));
  if (name === null) return null;
  const version = textOf(fields.get('version'));
  return manifest(source, {
    name,
    version: version !== null && /^\d/.test(version) ? version : await moduleVersion(place, name),
    purl: purlParts('pypi', name),
    license: claimOf(fields.get('license'), source) ?? classifier(fields.get('classifiers')?.split('\n').map((line) => line.trim()), source),
    url: webUrl(fields.get('url')),
  });
}

async function readSetupPy(place: Place): Promise<Manifest | null> {
  const source = 'setup.py';
  const text = await readText(place, source);
  if (text === null) return null;
  const call = text.slice(Math.max(text.search(/^\s*(?:\w+\.)?setup\s*\(/m), 0));
  const field = (key: string) => new RegExp(String.raw`(?:^|[\s(,])${key}\s*=\s*u?(["'])([^"'\n]+)\1`).exec(call)?.[2] ?? null;
  const name = field('name');
  if (name === null) return null;
  return manifest(source, {
    name,
    version: field('version') ?? await moduleVersion(place, name),
    purl: purlParts('pypi', name),
    license: claimOf(field('license'), source) ?? classifier([...call.matchAll(/["'](License :: [^"']+)["']/g)].map((match) => match[1]), source),
    url: webUrl(field('url')),
  });
}

/** `__version__ = "1.2"` in one of the places where packages keep it. */
async function moduleVersion(place: Place, name: string): Promise<string | null> {
  const module = name.toLowerCase().replace(/[-.]/g, '_');
  for (const folder of [module, `src/${module}`]) {
    for (const file of ['__init__.py', '_version.py', 'version.py', '__about__.py', '__version__.py', 'release.py']) {
      const found = /^\s*(?:__version__|version|VERSION)\s*(?::\s*\w+\s*)?=\s*u?["'](\d[\w.+!-]*)["']/m.exec(await readText(place, `${folder}/${file}`) ?? '');
      if (found !== null) return found[1];
    }
  }
  return null;
}

function classifier(lines: unknown, source: string): LicenseClaim | null {
  return Array.isArray(lines) ? classifierClaim(lines, source) : null;
}

/** Trove classifiers. Those that name a family only ("BSD License") tell nothing, and several leave open how they combine. */
export function classifierClaim(classifiers: readonly unknown[], source: string): LicenseClaim | null {
  const named = classifiers.map((line) => /^License :: (?:OSI Approved :: )?(.+)$/.exec(textOf(line) ?? '')?.[1]).filter((name) => name !== undefined);
  if (named.length !== 1) return null;
  const claim = claimOf(named[0], source);
  return claim === null ? null : { expression: claim.expression, source: `${source} (classifier "${named[0]}")` };
}

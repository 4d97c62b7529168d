import { join } from 'node:path';
import { copyrightLines } from '../../core/license/copyright.ts';
import { canonicalExpression, joinExpressions } from '../../core/license/expression.ts';
import { fileLicense, noticedLicense, taggedLicense } from '../../core/license/file-license.ts';
import { recogniseLicense } from '../../core/license/recognise.ts';
import type { LicenseClaim } from './manifest.ts';
import { namesLike, placeAt, readText } from './place.ts';
import type { Place } from './place.ts';

export interface LicenseTexts {
  /** Null where there is a text that isn't recognised. */
  readonly claim: LicenseClaim | null;
  readonly copyright: readonly string[];
}

/** The licence texts that lie in a place; null where there are none. `prefix` says where that is, in what is told of their source. */
export async function readLicenseTexts(place: Place, prefix = ''): Promise<LicenseTexts | null> {
  const files = await recognised(place, namesLike(place, LICENSE_FILE).sort(byImportance));
  const notices = await copyrightIn(place, namesLike(place, NOTICE_FILE));
  const inFolder = files.length === 0 ? await readLicenseFolder(place) : null;
  if (inFolder !== null) return inFolder;
  if (files.length === 0) return null;
  const claim = await combine(place, files);
  // LICENSE-picocli and the like are about something that the work bundles.
  if (claim === null && !files.some(({ name }) => MAIN_FILE.test(name))) return null;
  const own = files.filter(({ name }) => claim === null || claim.source.includes(name));
  return { claim: claim === null ? null : { ...claim, source: `${prefix}${claim.source}` }, copyright: [...new Set([...own.flatMap(({ copyright }) => copyright), ...notices])] };
}

/** A licence whose whole text stands in the documents that introduce the work: the last place to look. */
export async function readLicenseInReadme(place: Place): Promise<LicenseTexts | null> {
  for (const name of [...namesLike(place, /^readme(\.\w+)?$/i), 'doc/readme.html', 'docs/license.html']) {
    const text = await readText(place, name);
    const license = text === null ? null : recogniseLicense(text);
    if (text === null || license === null) continue;
    return { claim: { expression: license.expression, source: name }, copyright: copyrightLines(text) };
  }
  return null;
}

const LICENSE_FILE = /^(un)?licen[cs]e([-_.].+)?$|^copying([-_.].+)?$|^copyright(\.(txt|md))?$|[-_.]licen[cs]e(\.(txt|md|rst))?$|^(mit|bsd|[al]?gpl|mpl|apache)([-_.]?[\d.]+)?\.(txt|md)$/i;
/** The file that speaks for the whole work, rather than for a part or one alternative. */
const MAIN_FILE = /^(un)?(licen[cs]e|copying|copyright)(\.(txt|md|rst|html?|markdown))?$/i;
const NOTICE_FILE = /^notice(\.(txt|md))?$/i;
/** Licences of things beside the code. */
const ASIDE = /docs?\b|documentation|font|image|artwork|logo|third.?party|3rd|header|notice|template|\.(kt|java|py|js|ts|go|rb|php|c|h|cpp|cs|rs|json|xml|sh)$/i;

interface Recognised {
  readonly name: string;
  readonly expression: string | null;
  readonly versionUnsaid: boolean;
  readonly copyright: readonly string[];
}

async function recognised(place: Place, names: readonly string[]): Promise<Recognised[]> {
  const found: Recognised[] = [];
  for (const name of names) {
    if (ASIDE.test(name)) continue;
    const text = await readText(place, name);
    if (text === null) continue;
    const license = recogniseLicense(text);
    // Some have a tag or a notice where others have the licence.
    const noticed = license === null && text.length < LONGEST_NOTICE ? taggedLicense(text) ?? noticedLicense(text) : null;
    found.push({ name, expression: license?.expression ?? noticed, versionUnsaid: license?.versionUnsaid ?? false, copyright: copyrightLines(text) });
  }
  return found;
}

const LONGEST_NOTICE = 3_000;
const ORDER = ['license', 'licence', 'unlicense', 'copying', 'copyright'];

function byImportance(a: string, b: string): number {
  const rank = (name: string) => (MAIN_FILE.test(name) ? 0 : 10) + (ORDER.findIndex((stem) => name.toLowerCase().startsWith(stem)) + 6) % 6;
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

async function combine(place: Place, files: readonly Recognised[]): Promise<LicenseClaim | null> {
  const main = files.find(({ name, expression }) => MAIN_FILE.test(name) && expression !== null);
  const others = files.filter(({ name, expression }) => !MAIN_FILE.test(name) && expression !== null);
  // COPYING holds the GPL and COPYING.LESSER what is taken back from it.
  const lesser = others.find(({ expression }) => expression !== null && /^LGPL-[\d.]+-\S+$/.test(expression));
  const only = main === undefined ? (others.length === 1 && nameSaysLicense(others[0]) ? others[0] : undefined) : /^GPL-/.test(main.expression ?? '') ? lesser ?? main : main;
  if (only?.expression !== null && only?.expression !== undefined) return only.versionUnsaid ? refineGnu(place, only.name, only.expression) : { expression: only.expression, source: only.name };
  if (others.length < 2 || !others.every(nameSaysLicense)) return null;
  return { expression: joinExpressions(others.map(({ expression }) => expression ?? ''), 'or'), source: others.map(({ name }) => name).join(', ') };
}

/** LICENSE-MIT beside LICENSE-APACHE is how a choice is laid out; other names tell of other things than the work. */
function nameSaysLicense({ name, expression }: Recognised): boolean {
  const stem = (expression ?? '').split('-')[0].toLowerCase();
  const alias = ALIASES.get(stem);
  return name.toLowerCase().includes(stem) || (alias !== undefined && alias.test(name)) || /^licen[cs]e[-_. ]?v?\d[\d.]*(\.(txt|md))?$/i.test(name);
}

/** A map: a field may be called `constructor`. */
const ALIASES: ReadonlyMap<string, RegExp> = new Map(Object.entries({ bsl: /boost/i, lgpl: /lesser|\blib\b/i, cc0: /public.?domain/i }));

/** The folder of the REUSE convention, whose files are named by SPDX identifier, or one named `license`; in a jar, META-INF. */
async function readLicenseFolder(place: Place): Promise<LicenseTexts | null> {
  const folder = namesLike(place, /^licen[cs]es?$/i)[0];
  if (folder === undefined) return place.names.includes('META-INF') ? readLicenseTexts(await placeAt(join(place.folder, 'META-INF')), 'META-INF/') : null;
  const inner = await placeAt(join(place.folder, folder));
  if (/s$/i.test(folder)) {
    const ids = inner.names.map((name) => canonicalExpression(name.replace(/\.(txt|md)$/, '')));
    return ids.length === 1 && ids[0] !== null ? { claim: { expression: ids[0], source: `${folder}/${inner.names[0]}` }, copyright: [] } : null;
  }
  const main = (await recognised(inner, namesLike(inner, MAIN_FILE).sort(byImportance))).find(({ expression }) => expression !== null);
  if (main?.expression === null || main === undefined) return null;
  return { claim: { expression: main.expression, source: `${folder}/${main.name}` }, copyright: [...main.copyright, ...await copyrightIn(inner, namesLike(inner, NOTICE_FILE))] };
}

async function copyrightIn(place: Place, names: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(names.map((name) => readText(place, name)));
  return texts.flatMap((text) => text === null ? [] : copyrightLines(text));
}

const SOURCE_FILE = /\.(c|h|cc|cpp|hpp|py|js|ts|java|go|rs|rb|php|cs|scala|kt|lua|sh|pl|m)$/i;
const MOST_SAMPLED = 40;

/**
 * The text of a GNU licence alone doesn't say whether later versions may be chosen: the headers of the files do. All that
 * name this licence must say so.
 */
async function refineGnu(place: Place, source: string, expression: string): Promise<LicenseClaim> {
  const later = expression.replace(/-only\b/, '-or-later');
  const said: string[] = [];
  for (const folder of ['', 'src', 'lib', 'source']) {
    const inner = await placeAt(join(place.folder, folder));
    for (const name of namesLike(inner, SOURCE_FILE).slice(0, MOST_SAMPLED)) {
      const license = fileLicense(await readText(inner, name) ?? '');
      if (license === expression || license === later) said.push(license);
    }
  }
  return said.length > 0 && said.every((license) => license === later)
    ? { expression: later, source: `${source} ("or later" by the headers of its files)` }
    : { expression, source };
}

import { joinExpressions } from './expression.ts';
import { LICENSE_TEXTS } from './license-texts.ts';
import type { LicenseText } from './license-texts.ts';
import { normaliseLicenseText } from './normalise.ts';

export interface RecognisedLicense {
  readonly expression: string;
  /** A GNU licence of which the file doesn't say whether later versions may be chosen; the expression is `-only` then. */
  readonly versionUnsaid: boolean;
}

/**
 * The SPDX expression of the licence texts in a LICENSE or COPYING file, or null where none is recognised. A licence
 * counts when its own distinctive phrases stand there, never because it is mentioned. Several texts in one file all hold, each
 * for its part of the work, unless the file offers a choice. GNU licences are `-only` unless the file says "or later" of the work itself.
 */
export function recogniseLicense(text: string): RecognisedLicense | null {
  const normal = normaliseLicenseText(text.slice(0, LONGEST));
  if (RESTRICTED.test(normal)) return null;
  const placed = LICENSE_TEXTS.flatMap((license) => placeIn(normal, license));
  const found = placed.filter(({ license }) => !placed.some((other) => other.license.holds?.includes(license.id)));
  if (found.length === 0) return null;
  found.sort((a, b) => a.at - b.at);
  const offersChoice = found.length === 2 && CHOICE.test(normal.slice(0, found[1].at));
  const said = gnuSuffix(normal.slice(0, found[0].at));
  const ids = found.map(({ license: { id } }) => withException(GNU.test(id) ? `${id}-${said ?? 'only'}` : id, normal));
  const expression = joinExpressions(ids, offersChoice ? 'or' : 'and');
  return { expression, versionUnsaid: said === null && GNU.test(expression) };
}

const LONGEST = 400_000;

/** What takes back a part of the texts that stand with it. SPDX has no identifier for the sum, or its licence is none for a free use. */
const RESTRICTED = /\bcommons clause license condition\b|\bfunctional source license\b|\bunless a redistribution agreement or other license is obtained from\b/;

/** Where the text of a licence stands; of several the first. Empty where it doesn't. */
function placeIn(normal: string, license: LicenseText): { license: LicenseText; at: number }[] {
  const { all, none, within } = license;
  for (let at = normal.indexOf(all[0]); at !== -1; at = normal.indexOf(all[0], at + 1)) {
    const text = within === undefined ? normal : normal.slice(Math.max(0, at - 300), at + within);
    if (all.every((phrase) => text.includes(phrase)) && none?.some((phrase) => text.includes(phrase)) !== true) return [{ license, at }];
    if (within === undefined) return [];
  }
  return [];
}

const GNU = /^([AL]?GPL|GFDL)-/;

const CHOICE = /\b(dual[- ]licensed?|at your (option|choice|discretion)|(either|any) of the following licen[cs]es|under (the terms of )?either|you may (pick|choose) (the|which) license)\b/;

/** The GNU licences end in sample notices that say "or any later version" of nobody's work: only what authors put before the text counts. */
function gnuSuffix(preamble: string): 'only' | 'or-later' | null {
  if (/\bonly version\b|\bversion [23] only\b|\bno other version\b/.test(preamble)) return 'only';
  return /\bor (at your option )?(any )?later( version)?\b/.test(preamble) ? 'or-later' : null;
}

const EXCEPTIONS: readonly { readonly on: RegExp; readonly phrase: string; readonly id: string }[] = [
  { on: /^Apache-2\.0$/, phrase: 'llvm exceptions to the apache 2.0 license', id: 'LLVM-exception' },
  { on: /^GPL-2\.0/, phrase: 'link this library with independent modules to produce an executable', id: 'Classpath-exception-2.0' },
  { on: /^GPL-3\.0/, phrase: 'gcc runtime library exception', id: 'GCC-exception-3.1' },
  { on: /^MIT$/, phrase: 'portions of this software are embedded into a machine-executable object form of such source code', id: 'fmt-exception' },
];

function withException(id: string, normal: string): string {
  const exception = EXCEPTIONS.find(({ on, phrase }) => on.test(id) && normal.includes(phrase));
  return exception === undefined ? id : `${id} WITH ${exception.id}`;
}

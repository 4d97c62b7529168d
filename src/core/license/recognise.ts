import { joinExpressions } from './expression.ts';
import { LICENSE_TEXTS } from './license-texts.ts';
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
  const found: { id: string; at: number }[] = [];
  for (const { id, all, none } of LICENSE_TEXTS) {
    const at = normal.indexOf(all[0]);
    if (at === -1 || !all.every((phrase) => normal.includes(phrase))) continue;
    if (none?.some((phrase) => normal.includes(phrase))) continue;
    found.push({ id, at });
  }
  if (found.length === 0) return null;
  found.sort((a, b) => a.at - b.at);
  const offersChoice = found.length === 2 && CHOICE.test(normal.slice(0, found[1].at));
  const said = gnuSuffix(normal.slice(0, found[0].at));
  const ids = found.map(({ id }) => withException(GNU.test(id) ? `${id}-${said ?? 'only'}` : id, normal));
  const expression = joinExpressions(lesserOnly(ids), offersChoice ? 'or' : 'and');
  return { expression, versionUnsaid: said === null && GNU.test(expression) };
}

const LONGEST = 400_000;

const GNU = /^[AL]?GPL-/;

const CHOICE = /\b(dual[- ]licensed?|at your (option|choice|discretion)|(either|any) of the following licen[cs]es|under either)\b/;

/** The GNU licences end in sample notices that say "or any later version" of nobody's work: only what authors put before the text counts. */
function gnuSuffix(preamble: string): 'only' | 'or-later' | null {
  if (/\bonly version\b|\bversion [23] only\b|\bno other version\b/.test(preamble)) return 'only';
  return /\bor (at your option )?(any )?later( version)?\b/.test(preamble) ? 'or-later' : null;
}

/** LGPL 3 comes with the GPL 3 that it amends; together they are the LGPL. */
function lesserOnly(ids: readonly string[]): readonly string[] {
  return ids.some((id) => id.startsWith('LGPL-3.0')) ? ids.filter((id) => !id.startsWith('GPL-3.0')) : ids;
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

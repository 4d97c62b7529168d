import { GPL_INCOMPATIBLE, GNU, MAY_GO_INTO, type LicenseId } from './compatibility-table.ts';
import { NOASSERTION, parseExpression } from './expression.ts';
import type { ExpressionNode, LicenseNode } from './expression.ts';
import { licenseFamily, type LicenseFamily } from './family.ts';

/**
 * Whether code under one licence may be copied into a project under another and stay there under that project's terms. `unknown`
 * also where it depends on how the code is kept, such as in a file of its own. A rule of thumb from published tables, never advice.
 */
export type Compatibility = 'yes' | 'yes-with-notice' | 'no' | 'unknown';

/**
 * Both are SPDX expressions; null for a project that declares no licence. Of alternatives that the code offers the best counts; a
 * project that offers alternatives must be able to keep all of them.
 */
export function compatibility(code: string, project: string | null): Compatibility {
  const from = code === NOASSERTION ? null : parseExpression(code);
  if (from === null) return 'unknown';
  return fromNode(from, project === null ? null : parseExpression(project));
}

/** Best first. */
const ORDER: readonly Compatibility[] = ['yes', 'yes-with-notice', 'unknown', 'no'];

const best = (a: Compatibility, b: Compatibility): Compatibility => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b);
const worst = (a: Compatibility, b: Compatibility): Compatibility => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

function fromNode(from: ExpressionNode, into: ExpressionNode | null): Compatibility {
  if (!('conjunction' in from)) return intoNode(from, into);
  return (from.conjunction === 'or' ? best : worst)(fromNode(from.left, into), fromNode(from.right, into));
}

/** Where several licences of the project all hold, each for its part, the code may go to the part that takes it. */
function intoNode(from: LicenseNode, into: ExpressionNode | null): Compatibility {
  if (into === null || !('conjunction' in into)) return single(from, into);
  return (into.conjunction === 'or' ? worst : best)(intoNode(from, into.left), intoNode(from, into.right));
}

function single(from: LicenseNode, into: LicenseNode | null): Compatibility {
  const family = familyOf(from);
  if (family === 'unknown') return 'unknown';
  if (family === 'public-domain') return 'yes';
  if (into === null || familyOf(into) === 'unknown') return family === 'permissive' ? 'yes-with-notice' : 'unknown';
  if (family === 'proprietary') return 'no';
  return versionsOf(from).flatMap((code) => versionsOf(into).map((project) => pair(code, project, family, from, into))).reduce(best);
}

function pair(code: LicenseId, project: LicenseId, family: LicenseFamily, from: LicenseNode, into: LicenseNode): Compatibility {
  if (code === project || MAY_GO_INTO.get(code)?.has(project)) return 'yes-with-notice';
  if (GNU.has(project) && GPL_INCOMPATIBLE.get(code)?.has(project) && from.exception !== 'LLVM-exception') return 'no';
  if (family === 'permissive') return 'yes-with-notice';
  if (GNU.has(code) && GNU.has(project)) return MODULES_ONLY.has(`${code} ${project}`) ? 'unknown' : 'no';
  if (family === 'weak-copyleft') return 'unknown';
  return ['strong-copyleft', 'network-copyleft'].includes(familyOf(into)) ? 'unknown' : 'no';
}

/** AGPL 3 and GPL 3 may be joined as modules, each under its own terms (GPL 3, section 13; AGPL 3, section 13). */
const MODULES_ONLY = new Set(['AGPL-3.0 GPL-3.0']);

const familyOf = ({ license, exception }: LicenseNode): LicenseFamily => licenseFamily(exception === undefined ? license : `${license} WITH ${exception}`);

/** The versions that the words "or later" offer: with those the code, or the project, is under each of them. */
function versionsOf({ license, plus }: LicenseNode): LicenseId[] {
  const id = license.replace(/-(only|or-later)$/, '');
  const hasLater = plus === true || license.endsWith('-or-later');
  const later = hasLater ? SUCCESSORS.find((line) => line.includes(id)) : undefined;
  return later === undefined ? [id] : later.slice(later.indexOf(id));
}

const SUCCESSORS: readonly (readonly LicenseId[])[] = [
  ['GPL-1.0', 'GPL-2.0', 'GPL-3.0'],
  ['LGPL-2.0', 'LGPL-2.1', 'LGPL-3.0'],
  ['AGPL-1.0', 'AGPL-3.0'],
];

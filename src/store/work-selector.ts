import { IndexError } from '../core/index/errors.ts';
import type { WorkLabels } from '../core/index/work-identity.ts';

/** A work as far as a choice among works needs it. */
export interface SelectableWork {
  readonly id: string;
  readonly labels: WorkLabels;
}

/** Digits of an identity that are shown, and that select a work where they are unique. */
export const ID_DIGITS = 12;
const FEWEST_ID_DIGITS = 6;

/**
 * The one work that a selector means: NAME, NAME@VERSION (`NAME@` for the one without a version), a purl, or the beginning of an identity.
 * Throws `IndexError`: `not-found`, or `ambiguous` with the choices in its message.
 */
export function selectWork<Work extends SelectableWork>(works: readonly Work[], selector: string): Work {
  const found = findWorks(works, selector);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new IndexError('not-found', `The index has no work "${selector}". "nearcopy index list" shows what it has.`);
  const choices = found.map(describeWork).join('\n  ');
  throw new IndexError('ambiguous', `"${selector}" can mean ${found.length} works. Say which, by NAME@VERSION or by the digits in front:\n  ${choices}`);
}

/** All works that a selector can mean. */
export function findWorks<Work extends SelectableWork>(works: readonly Work[], selector: string): Work[] {
  return works.filter((work) => matches(work, selector));
}

/** Whether two works are releases of one package: they have one name and, where both have a purl, the same one but for the version. */
export function isSamePackage(a: WorkLabels, b: WorkLabels): boolean {
  return a.name === b.name && (a.purl === null || b.purl === null || packageOf(a.purl) === packageOf(b.purl));
}

/** A line that tells a work apart from others: identity, name and version, purl. */
export function describeWork({ id, labels }: SelectableWork): string {
  return [id.slice(0, ID_DIGITS), `${labels.name}@${labels.version ?? ''}`, labels.purl].filter((part) => part !== null).join(' ');
}

function matches({ id, labels }: SelectableWork, selector: string): boolean {
  const isId = selector.length >= FEWEST_ID_DIGITS && /^[0-9a-f]+$/.test(selector) && id.startsWith(selector);
  return isId || selector === labels.name || selector === labels.purl || selector === `${labels.name}@${labels.version ?? ''}`;
}

/** A purl without version, qualifiers and subpath; the @ of an npm scope stands as %40. */
const packageOf = (purl: string): string => purl.replace(/[@?#].*$/s, '');

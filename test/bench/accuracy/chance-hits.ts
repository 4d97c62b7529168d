import { readFileSync } from 'node:fs';
import { classOf, type ClassifiedAlarm } from './alarm-classes.ts';
import type { ChanceHit, ChanceRun } from './chance-run.ts';

/** What is known of projects that are not as unrelated as they should be. */
export interface Relations {
  readonly classes: readonly ClassifiedAlarm[];
  /** Pairs of projects of which one holds code of the other. */
  readonly related: ReadonlySet<string>;
  /** Files with a table or boilerplate that stands in others, too. */
  readonly boilerplate: ReadonlySet<string>;
}

/** From the classes of alarms, and a file of further pairs (`related.json`). */
export function relationsOf(classes: readonly ClassifiedAlarm[], file: string): Relations {
  const more = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly projects: readonly [string, string] }[];
  const copies = classes.filter((alarm) => alarm.class === 'real copy').map((alarm) => pairOf(projectOf(alarm.file), projectOf(alarm.match)));
  const tables = classes.filter((alarm) => alarm.class === 'table or boilerplate');
  return { classes, related: new Set([...copies, ...more.map(({ projects: [a, b] }) => pairOf(a, b))]), boilerplate: new Set(tables.flatMap(({ file: own, match }) => [pathOf(own), pathOf(match)])) };
}

/**
 * The hits that chance may explain, the strongest first: none between projects of which one holds code of the other, no boilerplate, nothing between two files that
 * a compiler of JavaScript wrote. What honest code has in common by what it does (an idiom) is chance here: at the weak end nobody could tell the two apart.
 * A checked project meets an indexed function once: what it says often in the same way is one coincidence.
 */
export function independentHits({ hits }: Pick<ChanceRun, 'hits'>, { classes, related, boilerplate }: Relations): ChanceHit[] {
  const seen = new Set<string>();
  return [...hits].sort((a, b) => b.bits - a.bits).filter((hit) => {
    const [own, theirs] = [pathOf(hit.file), pathOf(hit.match)];
    if (related.has(pairOf(hit.project, projectOf(hit.match))) || (boilerplate.has(own) && boilerplate.has(theirs)) || (COMPILED.test(hit.file) && COMPILED.test(hit.match))) return false;
    const known = hit.bits < LEAST_CLASSIFIED ? null : classOf(hit, classes);
    const key = `${hit.layer} ${hit.project} ${hit.match}`;
    if (known === 'real copy' || known === 'table or boilerplate' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The share of some projects' tokens that are of projects which a checked one has nothing to do with: so many of its functions count as looked up. */
export function unrelatedShare(project: string, tokens: Readonly<Record<string, number>>, { related }: Relations): number {
  const sum = (own: readonly (readonly [string, number])[]): number => own.reduce((all, [, n]) => all + n, 0);
  const entries = Object.entries(tokens);
  return sum(entries.filter(([other]) => !related.has(pairOf(project, other)))) / sum(entries);
}

const projectOf = (place: string): string => place.split('/').slice(0, 2).join('/');
const pathOf = (place: string): string => place.slice(0, place.lastIndexOf(':'));
const pairOf = (a: string, b: string): string => [a, b].sort().join(' ');
/** Folders of compiled JavaScript, and files that are one line. */
const COMPILED = /\/(?:lib\/(?:commonjs|module|cjs)|dist|client-dist)\/[^:]*\.[cm]?js:|\.js:1-1$/;
/** Nobody looked at weaker ones. */
const LEAST_CLASSIFIED = 8;

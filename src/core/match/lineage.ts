import type { Holder } from '../index/contract.ts';

/** A work that holds the code of a region, with the names that it uses there. */
export interface Place<A> {
  readonly alignment: A;
  readonly holder: Holder;
  readonly isAsGood: boolean;
  /** The names of the matched code in order, as one text to compare. */
  readonly names: string;
}

/**
 * Groups places by lineage: versions and forks of one work (equal names of works), and code that was taken over word for word (equal
 * names in the code) are one lineage.
 */
export function lineagesOf<A>(places: readonly Place<A>[]): Place<A>[][] {
  const lineages: Place<A>[][] = [];
  for (const place of places) {
    const related = lineages.filter((list) => list.some((other) => other.names === place.names || workOf(other) === workOf(place)));
    const merged = related.flat();
    merged.push(place);
    for (const list of related) lineages.splice(lineages.indexOf(list), 1);
    lineages.push(merged);
  }
  return lineages;
}

/** The earliest member: by date, unknown last; then the stronger evidence's order as given; then id and path. */
export function earliest<A>(places: readonly Place<A>[]): Place<A> {
  return [...places].sort((x, y) => compare(x.holder.date ?? '9999', y.holder.date ?? '9999') || places.indexOf(x) - places.indexOf(y))[0];
}

const workOf = ({ holder }: { holder: Holder }): string => holder.work.name.toLowerCase();
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

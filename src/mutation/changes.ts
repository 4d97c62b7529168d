/** A replacement of the characters [from, to) of a text. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Edits that only make sense together. */
export interface Change {
  readonly edits: readonly Edit[];
  /** What was done, for people. */
  readonly note: string;
  /** Changes of one group: not all of them may be made. The most that may, of each. */
  readonly group?: { readonly id: number; readonly most: number };
}

/** Applies edits that don't overlap. */
export function applied(text: string, changes: readonly Change[]): string {
  const edits = changes.flatMap((change) => change.edits).sort((a, b) => a.from - b.from || a.to - b.to);
  let [result, at] = ['', 0];
  for (const { from, to, text: inserted } of edits) {
    result += text.slice(at, from) + inserted;
    at = to;
  }
  return result + text.slice(at);
}

/** Up to `most` of the changes that don't touch one another, in the order in which they are given. */
export function disjoint(changes: readonly Change[], most: number): Change[] {
  const taken: Change[] = [];
  const groups = new Map<number, number>();
  for (const change of changes) {
    if (taken.length >= most) break;
    const { group } = change;
    if (group && (groups.get(group.id) ?? 0) >= group.most) continue;
    if (taken.some((other) => touches(other, change))) continue;
    if (group) groups.set(group.id, (groups.get(group.id) ?? 0) + 1);
    taken.push(change);
  }
  return taken;
}

function touches(a: Change, b: Change): boolean {
  const [x, y] = [hull(a), hull(b)];
  return x.from < y.to && y.from < x.to || (x.from === y.from && x.to === y.to) || x.from === x.to && x.from === y.from || y.from === y.to && x.from === y.from;
}

const hull = ({ edits }: Change): { from: number; to: number } => ({ from: Math.min(...edits.map(({ from }) => from)), to: Math.max(...edits.map(({ to }) => to)) });

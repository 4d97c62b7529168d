import type { ComparedRun } from './comparison.ts';

/** A row of a comparison: a line of A, a line of B (1-based, null where that side has none), or a stretch left out. */
export type Row =
  | { readonly type: 'pair'; readonly a: number | null; readonly b: number | null; readonly matched: boolean }
  | { readonly type: 'gap'; readonly aLines: number; readonly bLines: number };

export interface LinePairsInput {
  readonly runs: readonly ComparedRun[];
  readonly aLines: number;
  readonly bLines: number;
  /** Whether line `a` says what line `b` says, names aside. Keeps runs in step where one side breaks its lines elsewhere. */
  readonly alike: (a: number, b: number) => boolean;
}

/** Lines of both sides set against each other: runs line by line, what lies between them beside it, far-off lines left out. */
export function linePairs({ runs, aLines, bLines, alike }: LinePairsInput): Row[] {
  const rows: Row[] = [];
  let a = 1;
  let b = 1;
  const ordered = [...runs].sort((x, y) => x.aStart - y.aStart || x.bStart - y.bStart);
  ordered.forEach((run, i) => {
    // A run may begin on the line where the last one ended; that line is on the page already.
    const aRun = lines(Math.min(Math.max(a, run.aStart), aLines + 1), Math.min(run.aEnd, aLines));
    const bRun = lines(Math.min(Math.max(b, run.bStart), bLines + 1), Math.min(run.bEnd, bLines));
    rows.push(...between(lines(a, aRun.start - 1), lines(b, bRun.start - 1), i === 0 ? 'start' : 'middle'));
    rows.push(...inStep(aRun, bRun, alike));
    a = aRun.start + aRun.count;
    b = bRun.start + bRun.count;
  });
  if (ordered.length > 0) rows.push(...between(lines(a, aLines), lines(b, bLines), 'end'));
  return rows;
}

interface Lines {
  readonly start: number;
  readonly count: number;
}

function lines(start: number, end: number): Lines {
  return { start, count: Math.max(0, end - start + 1) };
}

/** Lines shown beside a run that aren't part of any. */
const context = 2;

function between(a: Lines, b: Lines, where: 'start' | 'middle' | 'end'): Row[] {
  const head = where === 'start' ? 0 : context;
  const tail = where === 'end' ? 0 : context;
  // A marker for as few lines as it takes itself helps nobody.
  if (Math.max(a.count, b.count) <= head + tail + 2) return pair(a, b, false, where === 'start');
  const ends = (side: Lines) => {
    const first = Math.min(head, side.count);
    const last = Math.min(tail, side.count - first);
    const { start, count } = side;
    return { first: { start, count: first }, hidden: count - first - last, last: { start: start + count - last, count: last } };
  };
  const aEnds = ends(a);
  const bEnds = ends(b);
  return [
    ...pair(aEnds.first, bEnds.first, false),
    { type: 'gap', aLines: aEnds.hidden, bLines: bEnds.hidden },
    ...pair(aEnds.last, bEnds.last, false, true),
  ];
}

/** The lines of a run: the longest common subsequence of alike lines face to face, the others in between. */
function inStep(a: Lines, b: Lines, alike: LinePairsInput['alike']): Row[] {
  const same = (i: number, j: number) => alike(a.start + i, b.start + j);
  const rows: Row[] = [];
  let doneA = 0;
  let doneB = 0;
  for (const [i, j] of [...commonLines(a.count, b.count, same), [a.count, b.count]]) {
    rows.push(...pair({ start: a.start + doneA, count: i - doneA }, { start: b.start + doneB, count: j - doneB }, true));
    if (i < a.count) rows.push({ type: 'pair', a: a.start + i, b: b.start + j, matched: true });
    doneA = i + 1;
    doneB = j + 1;
  }
  return rows;
}

/** Pairs of a longest common subsequence. Runs of more lines than any screen holds are paired by position instead. */
function commonLines(n: number, m: number, same: (i: number, j: number) => boolean): [number, number][] {
  if (n * m > 1_000_000) return [];
  const best = new Uint32Array((n + 1) * (m + 1));
  const at = (i: number, j: number) => i * (m + 1) + j;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      best[at(i, j)] = same(i, j) ? best[at(i + 1, j + 1)] + 1 : Math.max(best[at(i + 1, j)], best[at(i, j + 1)]);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (same(i, j)) pairs.push([i++, j++]);
    else if (best[at(i + 1, j)] >= best[at(i, j + 1)]) i++;
    else j++;
  }
  return pairs;
}

/** Lines one against one; the shorter side is filled up at its end, or at its start with `alignEnds`. */
function pair(a: Lines, b: Lines, matched: boolean, alignEnds = false): Row[] {
  const height = Math.max(a.count, b.count);
  const line = (y: number, { start, count }: Lines) => {
    const i = alignEnds ? y - (height - count) : y;
    return i >= 0 && i < count ? start + i : null;
  };
  return Array.from({ length: height }, (_, y) => ({ type: 'pair', a: line(y, a), b: line(y, b), matched }));
}

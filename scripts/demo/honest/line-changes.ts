// Which lines were added and removed between two texts: the longest common subsequence, by dynamic programming.
export interface Change {
  readonly sign: '+' | '-' | ' ';
  readonly line: string;
}

export function lineChanges(before: string, after: string): Change[] {
  const left = before.split('\n');
  const right = after.split('\n');
  const common = commonLengths(left, right);
  const changes: Change[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const same = l < left.length && r < right.length && left[l] === right[r];
    if (same) {
      changes.push({ sign: ' ', line: left[l] });
      l++;
      r++;
    } else if (r === right.length || (l < left.length && common[l + 1][r] >= common[l][r + 1])) {
      changes.push({ sign: '-', line: left[l++] });
    } else {
      changes.push({ sign: '+', line: right[r++] });
    }
  }
  return changes;
}

/** For each pair of suffixes, how many lines they share in order. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let l = left.length - 1; l >= 0; l--) {
    for (let r = right.length - 1; r >= 0; r--) {
      table[l][r] = left[l] === right[r] ? table[l + 1][r + 1] + 1 : Math.max(table[l + 1][r], table[l][r + 1]);
    }
  }
  return table;
}

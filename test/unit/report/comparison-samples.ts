import type { Comparison } from '../../../src/report/comparison.ts';

export const comparison: Comparison = {
  a: {
    name: 'lodash/chunk.js',
    text: `/** Creates an array of elements split into groups the length of \`size\`. */
function chunk(array, size, guard) {
  size = guard ? 1 : nativeMax(toInteger(size), 0);
  var length = array == null ? 0 : array.length;
  if (!length || size < 1) {
    return [];
  }
  var index = 0,
      resIndex = 0,
      result = Array(nativeCeil(length / size));

  while (index < length) {
    result[resIndex++] = baseSlice(array, index, (index += size));
  }
  return result;
}

module.exports = chunk;
`,
  },
  b: {
    name: 'src/batches.ts',
    text: `import { baseSlice, nativeCeil } from './native';
import { log } from './log';

export function toBatches(items, n, strict) {
  n = strict ? 1 : nativeMax(toInteger(n), 0);
  const total = items == null ? 0 : items.length;
  if (!total || n < 1) {
    return [];
  }
  log.debug('splitting', total, 'items into batches of', n);
  let at = 0, slot = 0;
  const batches = Array(nativeCeil(total / n));
  while (at < total) {
    batches[slot++] = baseSlice(items, at, (at += n));
  }
  return batches;
}
`,
  },
  kind: 'edited',
  similarity: 0.91,
  evidenceBits: 121.4,
  runs: [
    { aStart: 2, aEnd: 7, bStart: 4, bEnd: 9, tokens: 61 },
    { aStart: 8, aEnd: 16, bStart: 11, bEnd: 17, tokens: 58 },
  ],
  renames: [
    { from: 'chunk', to: 'toBatches' },
    { from: 'array', to: 'items' },
    { from: 'size', to: 'n' },
    { from: 'guard', to: 'strict' },
    { from: 'length', to: 'total' },
    { from: 'index', to: 'at' },
    { from: 'resIndex', to: 'slot' },
    { from: 'result', to: 'batches' },
  ],
  kept: ['length', 'nativeMax', 'toInteger', 'Array', 'nativeCeil', 'baseSlice', '0', '1'],
};

export const noMatch: Comparison = {
  a: { name: 'a.py', text: 'print(1)\n' },
  b: { name: 'b.py', text: 'def f(): pass\n' },
  kind: null,
  similarity: 0,
  evidenceBits: 0,
  runs: [],
  renames: [],
  kept: [],
};

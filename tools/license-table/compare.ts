import { licensesIn, parseExpression, type ExpressionNode } from '../../src/core/license/expression.ts';

/** `range`: the same licences, but one says "or later" and the other doesn't. `silent`: we say nothing. */
export type Comparison = 'equal' | 'range' | 'differs' | 'silent' | 'no metadata';

/** Compares SPDX expressions; the order of alternatives doesn't count. */
export function comparedLicense(metadata: string | null, ours: string | null): Comparison {
  if (metadata === null) return 'no metadata';
  if (ours === null) return 'silent';
  if (spelled(metadata) === spelled(ours)) return 'equal';
  return withoutRange(metadata) === withoutRange(ours) ? 'range' : 'differs';
}

const withoutRange = (expression: string): string => spelled(expression.replace(/-(only|or-later)\b/g, '-only'));

/** One spelling for expressions that mean the same. */
function spelled(expression: string): string {
  const node = parseExpression(expression);
  return node === null ? expression : spelledNode(node);
}

function spelledNode(node: ExpressionNode): string {
  if (!('conjunction' in node)) return JSON.stringify(licensesIn(node)[0]);
  const sides = flat(node, node.conjunction).map(spelledNode);
  return `(${[...new Set(sides)].sort().join(` ${node.conjunction} `)})`;
}

function flat(node: ExpressionNode, conjunction: 'and' | 'or'): ExpressionNode[] {
  return 'conjunction' in node && node.conjunction === conjunction ? [...flat(node.left, conjunction), ...flat(node.right, conjunction)] : [node];
}

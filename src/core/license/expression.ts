import parseSpdx from 'spdx-expression-parse';
import type { ExpressionNode, LicenseNode } from 'spdx-expression-parse';

export type { ExpressionNode, LicenseNode };

/** What SPDX writes where nothing is claimed about the licence. */
export const NOASSERTION = 'NOASSERTION';

/** The tree of a valid SPDX licence expression, or null. */
export function parseExpression(expression: string): ExpressionNode | null {
  try {
    return parseSpdx(expression);
  } catch {
    return null;
  }
}

/** One spelling for an expression: GNU identifiers that SPDX has deprecated become `-only` and `-or-later`. */
export function formatExpression(node: ExpressionNode): string {
  if ('conjunction' in node) {
    const sides = [node.left, node.right].map((side) => inner(side, node.conjunction));
    return sides.join(node.conjunction === 'and' ? ' AND ' : ' OR ');
  }
  return formatLicense(node);
}

/** The expression in that spelling, or null where it isn't valid. */
export function canonicalExpression(expression: string): string | null {
  const node = parseExpression(expression.trim());
  return node === null ? null : formatExpression(node);
}

/** Several licences in one expression, each once. AND is said where all hold, OR where the user may choose. */
export function joinExpressions(expressions: readonly string[], conjunction: 'and' | 'or'): string {
  const distinct = [...new Set(expressions)];
  const nodes = distinct.map((expression) => parseExpression(expression));
  const parts = distinct.map((expression, index) => {
    const node = nodes[index];
    return distinct.length > 1 && node !== null ? inner(node, conjunction) : expression;
  });
  return parts.join(conjunction === 'and' ? ' AND ' : ' OR ');
}

/** Every licence that an expression names. */
export function licensesIn(node: ExpressionNode): LicenseNode[] {
  return 'conjunction' in node ? [...licensesIn(node.left), ...licensesIn(node.right)] : [node];
}

const GNU_DEPRECATED = /^(AGPL-[13]\.0|L?GPL-\d\.\d|GFDL-1\.[123])$/;

function formatLicense({ license, plus, exception }: LicenseNode): string {
  let id = license;
  if (GNU_DEPRECATED.test(id)) id += plus ? '-or-later' : '-only';
  else if (plus) id += '+';
  return exception === undefined ? id : `${id} WITH ${exception}`;
}

/** AND binds more tightly than OR, so that only an OR below an AND needs its brackets. */
function inner(node: ExpressionNode, outer: 'and' | 'or'): string {
  const text = formatExpression(node);
  return 'conjunction' in node && node.conjunction === 'or' && outer === 'and' ? `(${text})` : text;
}

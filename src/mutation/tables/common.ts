import type { Rewrite } from '../mutation-table.ts';

/** Comparisons the other way round, for a language whose comparisons are nodes of this type. */
export const flips = (node: string): Rewrite[] => ([['<', '>'], ['>', '<'], ['<=', '>='], ['>=', '<=']] as const).map(([sign, flipped]) => ({ name: `turned ${sign}`, from: `${node}(#a ${sign} #b)`, to: `#b ${flipped} #a` }));

/** Other operators, for operations of these types. */
export const otherOperators = (...nodes: readonly string[]): Rewrite[] => nodes.flatMap((node) => SIGNS.map(([sign, other]) => ({ name: `${sign} to ${other}`, from: `${node}(#a ${sign} #b)`, to: `#a ${other} #b` })));

const SIGNS = [['+', '-'], ['-', '+'], ['*', '+'], ['/', '*'], ['%', '/'], ['<', '<='], ['>', '>='], ['<=', '<'], ['>=', '>'], ['==', '!='], ['!=', '=='], ['===', '!=='], ['!==', '==='], ['&&', '||'], ['||', '&&'], ['and', 'or'], ['or', 'and'], ['&', '|'], ['|', '&']] as const;

/** What all languages with braces share. */
export interface BraceShapes {
  readonly binary: string;
  readonly block: string;
  /** Shape of a condition that binds `#c`. */
  readonly condition: string;
  /** Statements that can stand without braces. */
  readonly single: string;
  readonly arguments: string;
  readonly argument?: (hole: string) => string;
  readonly ternary: string;
  /** Shape of the part after an if that binds `#b`, to be completed with a type. */
  readonly otherwise: (block: string) => string;
  readonly assignment: string;
  readonly end: string;
}

/** Rewrites of expressions that all languages with braces share. */
export const braceExpressions = ({ binary, arguments: list, argument = (hole) => hole }: BraceShapes, number: string): Rewrite[] => [
  ...otherOperators(binary),
  { name: 'one argument more', from: `${list}(${argument('#a')})`, to: '(#a, 7)' },
  { name: 'one argument less', from: `${list}(${argument('#a')} ${argument('#b')})`, to: '(#a)' },
  { name: 'added to a number', from: `#e:${number}`, to: '#e + 3' },
];

/** If and else, for languages with braces. */
export const braceBranches = ({ block, condition, otherwise, ternary, assignment, end }: BraceShapes): Rewrite[] => [
  { name: 'inverted if and else', from: `if_statement(if ${condition} #a:${block} ${otherwise(`#b:${block}`)})`, to: 'if (!(#c)) #b else #a' },
  { name: 'parted a condition', from: `if_statement(if ${condition.replace('#c', `${'binary_expression'}(#c && #d)`)} #a:${block})`, to: 'if (#c) {\n\tif (#d) #a\n}' },
  { name: 'inverted a conditional expression', from: `${ternary}(#c ? #a : #b)`, to: '!(#c) ? #b : #a' },
  { name: 'if for a conditional return', from: `return_statement(return ${ternary}(#c ? #a : #b))`, to: `if (#c) {\n\treturn #a${end}\n}\nreturn #b${end}` },
  { name: 'if for a conditional value', from: `expression_statement(${assignment}(#x = ${ternary}(#c ? #a : #b)))`, to: `if (#c) {\n\t#x = #a${end}\n} else {\n\t#x = #b${end}\n}` },
];

/** Braces round single statements, spelled assignments. */
export const braceEqual = ({ binary, block, condition, single, assignment }: BraceShapes): Rewrite[] => [
  ...flips(binary),
  { name: 'braces', from: `if_statement(if ${condition} #a:${single})`, to: 'if (#c) {\n\t#a\n}' },
  { name: 'no braces', from: `if_statement(if ${condition} ${block}(#a:${single}))`, to: 'if (#c)\n\t#a' },
  ...['+', '-', '*'].map((sign) => ({ name: `${sign}= in full`, from: `${assignment}(#a ${sign}= #e:${SIMPLE})`, to: `#a = #a ${sign} #e` })),
];

const SIMPLE = 'identifier|number|number_literal|decimal_integer_literal|integer_literal|integer|int_literal|variable_name';

import type { FlatTree } from './flat-tree.ts';
import type { Rule } from './fold-table.ts';

/** Rules that may apply to nodes of one symbol under parents of one symbol, in their order. */
export interface PossibleRules {
  readonly rules: readonly Rule[];
  /** The bits of rules that ask nothing of children; see `bitOf`. */
  readonly anyway: number;
  /** Per symbol of a child: the bits of rules whose first condition on children it fulfils, but for its text; null where no rule asks for children. */
  readonly byChild: Uint32Array | null;
}

/** The bit of a rule by its place in `rules`: those from the 32nd on share the last one. */
export const bitOf = (rule: number): number => 1 << Math.min(rule, 31);

/** The rules for a symbol that the parent's symbol does not rule out: mostly none. Found once for each pair of symbols. */
export class RulesByParent {
  readonly #rules: readonly (readonly Rule[] | undefined)[];
  readonly #narrowed: (PossibleRules | undefined)[][];
  /** Stands for all parents that are no symbol of the grammar, such as errors, and for none. */
  readonly #strange: number;

  constructor(rules: readonly (readonly Rule[] | undefined)[]) {
    this.#rules = rules;
    this.#narrowed = rules.map(() => []);
    this.#strange = rules.length;
  }

  /** @param parent the symbol of the innermost open node; -1 where there is none */
  of(symbol: number, parent: number): PossibleRules {
    const rules = this.#rules[symbol];
    if (!rules) return NONE;
    const under = this.#narrowed[symbol];
    const known = parent < 0 || parent > this.#strange ? this.#strange : parent;
    return (under[known] ??= possible(rules.filter(({ ancestors }) => ancestors.length === 0 || ancestors[0].symbols.includes(parent)), this.#rules.length));
  }
}

/** What `byChild` says of all children of a row together. */
export function childBits({ symbols, nexts }: FlatTree, row: number, byChild: Uint32Array): number {
  const end = nexts[row];
  let bits = 0;
  for (let child = row + 1; child < end; child = nexts[child]) {
    const symbol = symbols[child];
    if (symbol < byChild.length) bits |= byChild[symbol];
  }
  return bits;
}

function possible(rules: readonly Rule[], symbols: number): PossibleRules {
  if (rules.length === 0) return NONE;
  let anyway = 0;
  let byChild: Uint32Array | null = null;
  rules.forEach(({ children }, i) => {
    if (children.length === 0) anyway |= bitOf(i);
    else for (const symbol of children[0].symbols) (byChild ??= new Uint32Array(symbols))[symbol] |= bitOf(i);
  });
  return { rules, anyway, byChild };
}

const NONE: PossibleRules = { rules: [], anyway: 0, byChild: null };

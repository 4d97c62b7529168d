import type { Rule } from './fold-table.ts';

/** The rules for a symbol that the parent's symbol does not rule out, in their order: mostly none. Found once for each pair of symbols. */
export class RulesByParent {
  readonly #rules: readonly (readonly Rule[] | undefined)[];
  readonly #narrowed: (readonly Rule[])[][];
  /** Stands for all parents that are no symbol of the grammar, such as errors, and for none. */
  readonly #strange: number;

  constructor(rules: readonly (readonly Rule[] | undefined)[]) {
    this.#rules = rules;
    this.#narrowed = rules.map(() => []);
    this.#strange = rules.length;
  }

  /** @param parent the symbol of the innermost open node; -1 where there is none */
  of(symbol: number, parent: number): readonly Rule[] {
    const rules = this.#rules[symbol];
    if (!rules) return NONE;
    const under = this.#narrowed[symbol];
    const known = parent < 0 || parent > this.#strange ? this.#strange : parent;
    return (under[known] ??= rules.filter(({ ancestors }) => ancestors.length === 0 || ancestors[0].symbols.includes(parent)));
  }
}

const NONE: readonly Rule[] = [];

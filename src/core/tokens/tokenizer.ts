import { hashTextRange } from '../fingerprint/hash.ts';
import type { FlatTree } from './flat-tree.ts';
import { ERROR_SYMBOL } from './flat-tree.ts';
import { DROP, OPEN, TEMPLATE, WHOLE, WRAP, type Condition, type FoldTable, type Plan, type Rule } from './fold-table.ts';
import { ID, LIT, NUM } from './language.ts';
import { normalizedNumberHash, saltLiteral, unquotedRange } from './literals.ts';
import { bitOf, childBits, RulesByParent } from './rules-by-parent.ts';
import { TextInterner } from './text-interner.ts';
import type { TokenFile } from './token-file.ts';
import { UnitCollector } from './units.ts';

/** Turns syntax trees of one language into token files. Keeps buffers between files: not for two files at once. */
export class Tokenizer {
  readonly #table: FoldTable;
  readonly #rules: RulesByParent;
  readonly #interner = new TextInterner();
  readonly #units = new UnitCollector();
  #codes = new Uint8Array(4096);
  #links = new Uint32Array(4096);
  #starts = new Uint32Array(4096);
  #ends = new Uint32Array(4096);
  #count = 0;
  /** Open nodes, four words each: row, end row, unit or -1, unused. */
  #frames = new Int32Array(4 * 256);
  #framePlans: Plan[] = [];
  #depth = 0;
  #tree!: FlatTree;
  #source = '';

  constructor(table: FoldTable) {
    this.#table = table;
    this.#rules = new RulesByParent(table.rules);
  }

  tokenize(tree: FlatTree, source: string): TokenFile {
    this.#tree = tree;
    this.#source = source;
    this.#count = 0;
    this.#depth = 0;
    this.#interner.reset();
    this.#units.reset();
    this.#run(0, tree.count, 0);
    const n = this.#count;
    const { textHashes, textFirst } = this.#interner.take();
    const starts = this.#starts.slice(0, n);
    const ends = this.#ends.slice(0, n);
    return {
      language: this.#table.language,
      family: this.#table.family,
      codes: this.#codes.slice(0, n),
      links: this.#links.slice(0, n),
      starts,
      ends,
      textHashes,
      textFirst,
      ...this.#units.take(starts, ends),
    };
  }

  /** Tokens of the rows of [first, last), which are whole subtrees. */
  #run(first: number, last: number, nesting: number): void {
    const { symbols, nexts } = this.#tree;
    const { plans } = this.#table;
    const base = this.#depth;
    for (let row = first; ; ) {
      while (this.#depth > base && row >= this.#frames[(this.#depth - 1) * 4 + 1]) this.#close();
      if (row >= last) return;
      const symbol = symbols[row];
      if (symbol >= plans.length) {
        if (symbol === ERROR_SYMBOL && nexts[row] > row + 1) this.#open(row, ERROR_PLAN, 0);
        row++;
        continue;
      }
      const plan = this.#planFor(symbol, row);
      switch (plan.kind) {
        case DROP:
          row = nexts[row];
          break;
        case WHOLE:
          this.#leaf(row, plan);
          row = nexts[row];
          break;
        case OPEN:
          if (nexts[row] === row + 1) this.#leaf(row, plan);
          else this.#open(row, plan, this.#unitKind(symbol, row));
          row++;
          break;
        case WRAP:
          this.#open(row, plan, this.#unitKind(symbol, row));
          row++;
          break;
        case TEMPLATE:
          this.#open(row, plan, this.#unitKind(symbol, row));
          if (nesting < MAX_NESTING) {
            this.#fill(row, plan, nesting);
            row = nexts[row];
          } else row++; // hostile depth: the children in plain order
          break;
      }
    }
  }

  #planFor(symbol: number, row: number): Plan {
    const plan = this.#ruledPlan(symbol, row);
    return plan.unwrapSingle && this.#statements(row) === 1 ? TRANSPARENT : plan;
  }

  #ruledPlan(symbol: number, row: number): Plan {
    const parent = this.#depth === 0 ? -1 : this.#tree.symbols[this.#frames[(this.#depth - 1) * 4]];
    const { rules, anyway, byChild } = this.#rules.of(symbol, parent);
    const possible = byChild === null ? anyway : anyway | childBits(this.#tree, row, byChild);
    if (possible !== 0) for (let i = 0; i < rules.length; i++) if ((possible & bitOf(i)) !== 0 && this.#applies(rules[i], row)) return rules[i].plan;
    return this.#table.plans[symbol];
  }

  #unitKind(symbol: number, row: number): number {
    const kind = this.#table.unitKinds[symbol];
    return kind < 3 ? kind : this.#table.unitRules[symbol]?.find((rule) => this.#applies(rule, row))?.plan.code ?? 0;
  }

  /** Whether a rule's conditions hold for a node whose parent is the innermost open one. */
  #applies(rule: Rule, row: number): boolean {
    const { nexts } = this.#tree;
    const { ancestors, children, next } = rule;
    for (let i = 0; i < ancestors.length; i++) {
      const depth = this.#depth - 1 - i;
      if (depth < 0 || !this.#holds(ancestors[i], this.#frames[depth * 4])) return false;
    }
    if (next && (this.#depth === 0 || !this.#holds(next, this.#solid(nexts[row], this.#frames[(this.#depth - 1) * 4 + 1])))) return false;
    if (children.length === 0) return true;
    for (let child = row + 1; child < nexts[row]; child = nexts[child]) {
      let at = child;
      let i = 0;
      while (this.#holds(children[i], at) && ++i < children.length) at = this.#solid(nexts[at], nexts[row]);
      if (i === children.length) return true;
    }
    return false;
  }

  #holds(condition: Condition, row: number): boolean {
    if (row < 0 || !condition.symbols.includes(this.#tree.symbols[row])) return false;
    if (condition.text === 0) return true;
    const start = this.#tree.starts[row];
    const end = this.#tree.ends[row];
    return end - start === condition.length && condition.text === hashTextRange(this.#source, start, end);
  }

  /** The first of the siblings from `row` to `end` that isn't dropped as a comment is; -1 where there is none. */
  #solid(row: number, end: number): number {
    const { symbols, nexts } = this.#tree;
    const { plans, isOperand } = this.#table;
    for (let at = row; at < end; at = nexts[at]) {
      const symbol = symbols[at];
      if (symbol >= plans.length || !isOperand[symbol] || plans[symbol].kind !== DROP) return at;
    }
    return -1;
  }

  /** Children that leave tokens: a block's statements. Its braces are leaves of plans that drop. */
  #statements(row: number): number {
    const { symbols, nexts } = this.#tree;
    const { plans } = this.#table;
    let count = 0;
    this.#push(row, TRANSPARENT);
    for (let child = row + 1; child < nexts[row]; child = nexts[child]) if (symbols[child] >= plans.length || this.#ruledPlan(symbols[child], child).kind !== DROP) count++;
    this.#depth--;
    return count;
  }

  /** The n-th child, from 1 on, that leaves tokens and is no leaf of the language's own words; -1 where there are fewer. */
  #operand(row: number, n: number): number {
    const { symbols, nexts } = this.#tree;
    const { plans, isOperand } = this.#table;
    for (let child = row + 1; child < nexts[row]; child = nexts[child]) {
      const symbol = symbols[child];
      if (symbol < plans.length && (!isOperand[symbol] || plans[symbol].kind === DROP)) continue;
      if (--n === 0) return child;
    }
    return -1;
  }

  #fill(row: number, plan: Plan, nesting: number): void {
    const { nexts, starts } = this.#tree;
    const first = this.#count;
    for (const item of plan.template) {
      if (item.child > 0) {
        const child = this.#operand(row, item.child);
        if (child >= 0) this.#run(child, nexts[child], nesting + 1);
      } else if (item.child === 0) this.#run(row + 1, nexts[row], nesting + 1);
      else {
        // A word of a template stands where its neighbour ends: it has no place of its own.
        const at = this.#count > first ? this.#ends[this.#count - 1] : starts[row];
        this.#emit(item.code, 0, at, at);
      }
    }
  }

  #open(row: number, plan: Plan, unitKind: number): void {
    const at = this.#push(row, plan);
    if (unitKind) this.#frames[at + 2] = this.#units.open(unitKind, this.#count, this.#tree.starts[row], this.#nameRow(row), this.#boundName(row));
    for (const code of plan.before) this.#emit(code, 0, this.#tree.starts[row], this.#tree.starts[row]);
  }

  #push(row: number, plan: Plan): number {
    const at = this.#depth * 4;
    if (at + 4 > this.#frames.length) {
      const larger = new Int32Array(this.#frames.length * 2);
      larger.set(this.#frames);
      this.#frames = larger;
    }
    this.#frames[at] = row;
    this.#frames[at + 1] = this.#tree.nexts[row];
    this.#frames[at + 2] = -1;
    this.#framePlans[this.#depth++] = plan;
    return at;
  }

  #close(): void {
    this.#depth--;
    const at = this.#depth * 4;
    const end = this.#tree.ends[this.#frames[at]];
    for (const code of this.#framePlans[this.#depth].after) this.#emit(code, 0, end, end);
    const unit = this.#frames[at + 2];
    if (unit >= 0) this.#units.close(unit, this.#count, end);
  }

  /** The row that names the open unit at `row`: a name among its children, or down its declarators; -1 where there is none. */
  #nameRow(row: number): number {
    const { symbols, nexts } = this.#tree;
    const { isName, isDeclarator, isNameless } = this.#table;
    if (isNameless[symbols[row]]) return -1;
    for (let inside = row, found = true; found; ) {
      found = false;
      for (let child = inside + 1; child < nexts[inside]; child = nexts[child]) {
        // In some grammars a type is an identifier too, which a rule tells from the name.
        if (isName[symbols[child]] && (inside !== row || this.#planFor(symbols[child], child).code === ID)) return child;
        if (isDeclarator[symbols[child]]) {
          inside = child;
          found = true;
          break;
        }
      }
    }
    return -1;
  }

  /** The token of the name that the open, nameless function at `row` is being bound to, as in `name = function` or `name: function`; -1 where there is none. */
  #boundName(row: number): number {
    if (this.#depth < 2) return -1;
    let before = this.#tree.starts[row];
    do before--;
    while (before >= 0 && this.#source.charCodeAt(before) <= SPACE);
    if (before < 0 || !'=:'.includes(this.#source[before])) return -1;
    const parent = this.#tree.starts[this.#frames[(this.#depth - 2) * 4]];
    for (let token = this.#count - 1; token >= 0 && token >= this.#count - 2 && this.#starts[token] >= parent; token--) if (this.#codes[token] === ID) return token;
    return -1;
  }

  #leaf(row: number, plan: Plan): void {
    const start = this.#tree.starts[row];
    const end = this.#tree.ends[row];
    if (plan.code < 0 || end === start) return;
    if (!plan.bearsText) return this.#emit(plan.code, 0, start, end);
    let code = plan.code;
    let hash: number;
    if (code === NUM) hash = normalizedNumberHash(this.#source, start, end);
    else if (code === LIT) {
      const [from, to] = unquotedRange(this.#source, start, end);
      hash = saltLiteral(hashTextRange(this.#source, from, to));
    } else {
      hash = hashTextRange(this.#source, start, end);
      if (code === ID) {
        this.#units.named(row, this.#count);
        code = this.#table.spellings.get(hash | 0) ?? ID;
      }
    }
    this.#emit(code, code === plan.code ? this.#interner.link(hash, this.#count) : 0, start, end);
  }

  #emit(code: number, link: number, start: number, end: number): void {
    const n = this.#count;
    if (n === this.#codes.length) this.#grow();
    this.#codes[n] = code;
    this.#links[n] = link;
    this.#starts[n] = start;
    this.#ends[n] = end;
    this.#count = n + 1;
  }

  #grow(): void {
    const capacity = this.#codes.length * 2;
    const codes = new Uint8Array(capacity);
    codes.set(this.#codes);
    this.#codes = codes;
    this.#links = enlarged(this.#links, capacity);
    this.#starts = enlarged(this.#starts, capacity);
    this.#ends = enlarged(this.#ends, capacity);
  }
}

/** Templates inside templates deeper than this are read as plain children, so that hostile nesting can't exhaust the stack. */
const MAX_NESTING = 200;

const SPACE = 32;
const TRANSPARENT: Plan = { kind: OPEN, code: -1, bearsText: false, unwrapSingle: false, before: [], after: [], template: [] };
const ERROR_PLAN = TRANSPARENT;

function enlarged(from: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(capacity);
  to.set(from);
  return to;
}

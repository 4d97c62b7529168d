import { hashText } from '../fingerprint/hash.ts';
import type { SymbolTable } from './flat-tree.ts';
import { FIXED_TOKENS, ID, LIT, NUM, OTHER, TYPE, type Alphabet, type LanguageData } from './language.ts';
import { parseSelector, symbolsOf, type Selector } from './selector.ts';

/** The data of one language, compiled against the symbols of its grammar: what the tokenizer does at each node. */
export interface FoldTable {
  readonly language: string;
  readonly family: string;
  /** Per symbol: the plan for its nodes where no rule in `rules` applies. */
  readonly plans: readonly Plan[];
  /** Per symbol: rules that look at what is around or inside, the most specific first; undefined for most symbols. */
  readonly rules: readonly (readonly Rule[] | undefined)[];
  /** Per symbol: 0 no unit, 1 function, 2 class, 3 that `unitRules` decide. */
  readonly unitKinds: Uint8Array;
  /** Per symbol: where only some nodes are units, the conditions for it; `code` of the plan is the kind. */
  readonly unitRules: readonly (readonly Rule[] | undefined)[];
  /** Per symbol: 1 for named nodes, which templates count as operands. */
  readonly isOperand: Uint8Array;
  /** Per symbol: 1 where a node names the unit that it is a direct child of. */
  readonly isName: Uint8Array;
  /** Per symbol: 1 for units that have no name of their own: a name directly inside them is a parameter. */
  readonly isNameless: Uint8Array;
  /** Per symbol: 1 where the name of a unit may stand deeper inside (C's declarators). */
  readonly isDeclarator: Uint8Array;
  /** Names that are words of the language in disguise: hash of the spelling to code. The hash as a signed number, which V8 need not box. */
  readonly spellings: ReadonlyMap<number, number>;
}

/** What becomes of a node. */
export interface Plan {
  readonly kind: typeof DROP | typeof WHOLE | typeof OPEN | typeof WRAP | typeof TEMPLATE;
  /** WHOLE: the token. OPEN: the token of a leaf. -1 for none. */
  readonly code: number;
  /** Whether the token bears the node's text. */
  readonly bearsText: boolean;
  /** A block that vanishes where it holds exactly one statement. */
  readonly unwrapSingle: boolean;
  /** WRAP: tokens before and after the children. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** TEMPLATE: its items in order. */
  readonly template: readonly TemplateItem[];
}

export interface TemplateItem {
  /** The n-th named child from 1 on; 0 all children; -1 a token. */
  readonly child: number;
  readonly code: number;
}

/** Applies where all its conditions hold. */
export interface Rule {
  /** On the parent, on its parent and so on. */
  readonly ancestors: readonly Condition[];
  /** On children that stand side by side; comments and the like between them don't count. */
  readonly children: readonly Condition[];
  /** On the next sibling. */
  readonly next: Condition | null;
  readonly plan: Plan;
}

export interface Condition {
  /** Any of these will do. */
  readonly symbols: readonly number[];
  /** Hash of the text that the node must have, and its UTF-16 units; 0 for any. */
  readonly text: number;
  readonly length: number;
}

export const DROP = 0;
export const WHOLE = 1;
export const OPEN = 2;
export const WRAP = 3;
export const TEMPLATE = 4;

/**
 * Compiles a language. `chain` is its data, after that of the languages which it extends. Throws an Error that names the
 * language and the selector where its own data doesn't fit the grammar; what is inherited may speak of nodes it lacks.
 */
export function compileLanguage(chain: readonly LanguageData[], symbols: SymbolTable, alphabet: Alphabet): FoldTable {
  const { id, family } = { id: chain[chain.length - 1].id, family: alphabet.family };
  const codes = new Map(alphabet.tokens.map((token, code) => [token, code]));
  const codeOf = (token: string): number => codes.get(token) ?? OTHER;
  const plans: Plan[] = symbols.names.map((name) => plan(OPEN, { code: codeOf(name) }));
  const rules: (Rule[] | undefined)[] = symbols.names.map(() => undefined);
  const spellings = new Map<number, number>();
  const unitKinds = new Uint8Array(symbols.names.length);
  const unitRules: (Rule[] | undefined)[] = symbols.names.map(() => undefined);
  const isNameless = new Uint8Array(symbols.names.length);

  const named = chain.flatMap((data) => data.names.flatMap((type) => symbolsOf(type, symbols)));
  const condition = (text: string): Condition => {
    const { type, spelling } = parseSelector(text);
    return spelling === null ? { symbols: symbolsOf(type, symbols), text: 0, length: 0 } : { symbols: named, text: hashText(spelling), length: spelling.length };
  };
  const conditionsOf = (selector: Selector) => {
    const rule = { ancestors: selector.ancestors.map(condition), children: selector.children.map(condition), next: selector.next === null ? null : condition(selector.next) };
    return { targets: symbolsOf(selector.type, symbols), rule, conditions: [...rule.ancestors, ...rule.children, ...(rule.next ? [rule.next] : [])] };
  };
  const compile = (data: LanguageData, isOwn: boolean): void => {
    const missing = (what: string): void => {
      if (isOwn) throw new Error(`grammars/languages/${data.id}.json: the grammar has no ${what}`);
    };
    const place = (text: string, make: (current: Plan) => Plan): void => {
      const selector = parseSelector(text);
      if (selector.spelling !== null) {
        spellings.set(hashText(selector.spelling) | 0, make(plan(OPEN, {})).code);
        return;
      }
      const { targets, conditions, rule } = conditionsOf(selector);
      if ([...conditions, { symbols: targets }].some((one) => one.symbols.length === 0)) return missing(`node for the selector '${text}'`);
      for (const target of targets) {
        if (conditions.length === 0) plans[target] = make(plans[target]);
        else (rules[target] ??= []).unshift({ ...rule, plan: make(plans[target]) });
      }
    };
    const whole = (code: number) => () => plan(WHOLE, { code, bearsText: true });
    for (const type of data.names) place(type, whole(ID));
    for (const type of data.literals) place(type, whole(LIT));
    for (const type of data.numbers) place(type, whole(NUM));
    for (const type of data.types) place(type, whole(TYPE));
    for (const fold of data.folds) {
      for (const type of fold.drop ?? []) place(type, () => plan(DROP, {}));
      for (const [selector, token] of Object.entries(fold.alias ?? {})) place(selector, () => plan(WHOLE, { code: codeOf(token), bearsText: bearsText(codeOf(token)) }));
      for (const [selector, template] of Object.entries(fold.expand ?? {})) place(selector, (current) => expansion(template, codeOf, current.unwrapSingle));
    }
    for (const fold of data.folds) for (const type of fold.unwrapSingle ?? []) place(type, (current) => ({ ...current, unwrapSingle: true }));
    const kinds = [[1, data.units.function], [2, data.units.class]] as const;
    for (const [kind, types] of kinds) for (const type of types) {
      const { targets, conditions, rule } = conditionsOf(parseSelector(type));
      if ([...conditions, { symbols: targets }].some((one) => one.symbols.length === 0)) missing(`'${type}'`);
      for (const symbol of targets) {
        unitKinds[symbol] = conditions.length > 0 ? 3 : kind;
        if (conditions.length > 0) (unitRules[symbol] ??= []).push({ ...rule, plan: plan(OPEN, { code: kind }) });
      }
    }
    for (const type of data.units.nameless ?? []) for (const symbol of symbolsOf(type, symbols)) isNameless[symbol] = 1;
  };
  chain.forEach((data, i) => compile(data, i === chain.length - 1));
  // The most specific first; among equals the later one, which may be the heir's.
  for (const list of rules) list?.sort((a, b) => specificity(b) - specificity(a));

  const isName = new Uint8Array(symbols.names.length);
  for (const symbol of named) isName[symbol] = 1;
  const isDeclarator = Uint8Array.from(symbols.names, (name, symbol) => (symbols.named[symbol] && /(declarator|^qualified_identifier)$/.test(name) ? 1 : 0));
  return { language: id, family, plans, rules, unitKinds, unitRules, isName, isNameless, isDeclarator, isOperand: Uint8Array.from(symbols.named, Number), spellings };
}

/** Every token name that a language can make, for the alphabet of its family; leaves that the data doesn't speak of are left out. */
export function tokenNames(data: LanguageData): string[] {
  const names = new Set<string>();
  for (const fold of data.folds) {
    for (const token of Object.values(fold.alias ?? {})) names.add(token);
    for (const template of Object.values(fold.expand ?? {})) for (const word of template.split(/\s+/)) if (word && !word.startsWith('$')) names.add(word);
  }
  for (const fixed of FIXED_TOKENS) names.delete(fixed);
  return [...names];
}

const specificity = (rule: Rule): number => rule.children.length * 16 + (rule.next ? 8 : 0) + rule.ancestors.length;

const bearsText = (code: number): boolean => code === ID || code === LIT || code === NUM || code === TYPE;

function plan(kind: Plan['kind'], more: Partial<Plan>): Plan {
  return { kind, code: -1, bearsText: false, unwrapSingle: false, before: [], after: [], template: [], ...more };
}

function expansion(template: string, codeOf: (token: string) => number, unwrapSingle: boolean): Plan {
  const items = template.split(/\s+/).filter(Boolean).map((word): TemplateItem => {
    if (word === '$*') return { child: 0, code: -1 };
    if (/^\$[1-9]$/.test(word)) return { child: Number(word[1]), code: -1 };
    return { child: -1, code: codeOf(word) };
  });
  const all = items.findIndex((item) => item.child === 0);
  const simple = all >= 0 && items.every((item, i) => i === all || item.child === -1);
  if (!simple) return plan(TEMPLATE, { template: items, unwrapSingle });
  return plan(WRAP, { before: items.slice(0, all).map((item) => item.code), after: items.slice(all + 1).map((item) => item.code), unwrapSingle });
}

/**
 * A language as data: the files of `grammars/languages`. `docs/adding-a-language.md` explains each field with examples.
 *
 * A *selector* picks nodes of the syntax tree:
 *   `if_statement`            nodes of that type (named or anonymous: `&&`)
 *   `unary_expression > -`    nodes of the last type whose parent is of the one before, its parent of the one before that
 *   `update_expression[++]`   nodes of that type with a direct child of the type in brackets
 *   `binary[== false]`        the same with two or more children side by side
 *   `identifier ~ identifier` nodes of the first type directly before a sibling of the second
 *   `'undefined'`             name leaves spelled so (in single quotes); also in brackets: `binary[== 'false']`
 * The more specific selector wins: spelling, then bracket, then sibling, then parents, then type.
 */
export interface LanguageData {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  /** Key of `grammars/manifest.json`. */
  readonly grammar: string;
  readonly extensions: readonly string[];
  /** VS Code language ids and usual short names. */
  readonly aliases: readonly string[];
  /** Selectors of the nodes that are units. */
  readonly units: {
    readonly function: readonly string[];
    readonly class: readonly string[];
    /** Those of them that bear no name, where a parameter could be taken for one: they are named for what they are bound to. */
    readonly nameless?: readonly string[];
  };
  /** Leaves that are names; where the type is an inner node its whole text is the name. */
  readonly names: readonly string[];
  /** Nodes whose whole text is one literal, one number, one type. */
  readonly literals: readonly string[];
  readonly numbers: readonly string[];
  readonly types: readonly string[];
  readonly folds: readonly Fold[];
  /** Text to put round a fragment so that it parses: pairs of before and after, tried in order. */
  readonly wrappers: readonly (readonly [string, string])[];
  readonly comment: { readonly line: string } | { readonly block: readonly [string, string] };
}

/** One named way in which different spellings become the same tokens. The vocabulary is closed: these four. */
export interface Fold {
  readonly name: string;
  /** Nodes that leave no token, with all that is in them. */
  readonly drop?: readonly string[];
  /** Selector to the token that stands for the node (a leaf, or a node taken as a whole). */
  readonly alias?: Readonly<Record<string, string>>;
  /**
   * Selector to a template of the tokens that a node becomes: words are tokens, `$*` all children, `$1` the first named
   * child and so on.
   */
  readonly expand?: Readonly<Record<string, string>>;
  /** Blocks: with exactly one statement in them they become that statement, else what `expand` makes of them. */
  readonly unwrapSingle?: readonly string[];
}

/** The token alphabet of a family: position is the code. Frozen: tokens are only ever appended. */
export interface Alphabet {
  readonly family: string;
  readonly version: number;
  readonly tokens: readonly string[];
}

/** Codes that every alphabet starts with. */
export const OTHER = 0;
export const ID = 1;
export const LIT = 2;
export const NUM = 3;
export const TYPE = 4;
/** Stands for a nested unit in its parent's signature; never stored. */
export const UNIT = 5;
export const FIXED_TOKENS: readonly string[] = ['OTHER', 'ID', 'LIT', 'NUM', 'TYPE', 'UNIT'];

/** What the operators need to know of a language. All types are node types of its grammar. */
export interface MutationTable {
  readonly language: string;
  readonly names: NameTable;
  readonly statements: StatementTable;
  readonly layout: LayoutTable;
  readonly literals: LiteralTable;
  /** Ways to write the same, each applied wherever its shape fits. */
  readonly equal: readonly Rewrite[];
  readonly expressions: readonly Rewrite[];
  readonly loops: readonly Rewrite[];
  readonly branches: readonly Rewrite[];
  /** Type annotations that come, go or change. Empty where the language has none. */
  readonly types: readonly Rewrite[];
  readonly temporaries: TemporaryTable | null;
  /** A function for another task, with a hole for statements: before and after them. The hole is indented as the last line of `before` says. */
  readonly hosts: readonly (readonly [string, string])[];
}

/**
 * Replaces nodes of a shape. A shape is `type(child child...)`; a child is a shape, a word that is the child's type or text, or a hole
 * `#name`, `#name:type` or `#name:type|type` for one child. The punctuation `( ) { } ; ,` and comments are not counted as children. `to` is text
 * with the holes in it: `#name` as it stands, `#name.body` what a block holds, `#name.bare` without parentheses round it, `#new`, a
 * fresh name. `\n` goes on at the indentation of the node, `\n\t` one step deeper.
 */
export interface Rewrite {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Types of the node's parent, where only some will do. */
  readonly in?: readonly string[];
}

export interface NameTable {
  /** Leaves that are names: variables, functions, members. */
  readonly leaves: readonly string[];
  /** Nodes that are a name as a whole, though they have parts. */
  readonly whole?: readonly string[];
  /**
   * Which children of a node are the names that it declares: `all` children that are names, the `first`, the `last`, the last one
   * that isn't the first child (`later`), or the last one `before` a child of that type or text (any of several, parted by `|`), else the last.
   */
  readonly declares: Readonly<Record<string, 'all' | 'first' | 'last' | 'later' | `before ${string}`>>;
  /** Lists of names that may stand where a node declares one. */
  readonly patterns: readonly string[];
  /** Leaves that are always the author's, such as Ruby's instance variables. */
  readonly own?: readonly string[];
  /** Nodes whose first child is a label that belongs to the callee or the type, such as the name of a named argument. */
  readonly labels: readonly string[];
  /** Leaves that stand for `name: name`: what they become when they are renamed. */
  readonly shorthand?: Readonly<Record<string, string>>;
  /** Names that are words of the language. */
  readonly reserved: readonly string[];
  /** What stands between an object, or a type, and its member. */
  readonly members: readonly string[];
  /** Words before a member that mean the object itself. */
  readonly selves: readonly string[];
}

export interface StatementTable {
  /** Nodes whose named children are statements. */
  readonly blocks: readonly string[];
  /** Children of them that are no statements. */
  readonly others?: readonly string[];
  /** Nodes whose statement stays as and where it is. */
  readonly pinned?: readonly string[];
  /** Statements that nothing follows in a block. */
  readonly ends: readonly string[];
  /** Statements that may change places: no control flow in them. */
  readonly simple: readonly string[];
  /** Nodes that assign to their first child. */
  readonly assigns: readonly string[];
  readonly calls: readonly string[];
  /** Statements to put in: `#a` and `#b` are names in use or fresh ones, `#new` a fresh one, `#n` a small number. */
  readonly insertions: readonly string[];
  /** What ends a statement that may have none at the end of its block. */
  readonly terminator?: string;
  /** What parts statements on one line. */
  readonly separator: string;
}

export interface LayoutTable {
  readonly comments: readonly string[];
  /** How a comment on a line of its own begins. */
  readonly comment: string;
  /** Whether indentation has no meaning. */
  readonly freeIndent: boolean;
  /** Whether `{` may begin a line. */
  readonly braceOnNewLine: boolean;
  /** Lists in which a line may break after a comma. */
  readonly lists: readonly string[];
  /** Leaves that may span lines, which are not touched. */
  readonly verbatim: readonly string[];
}

export interface LiteralTable {
  readonly strings: readonly string[];
  /** Nodes of strings that are left alone, such as the names of modules. */
  readonly keep: readonly string[];
  readonly numbers: readonly string[];
}

export interface TemporaryTable {
  /** `#new` and `#e`: a declaration with an initial value. */
  readonly declare: string;
  /** Expressions that may go into a variable. */
  readonly expressions: readonly string[];
  /** Nodes whose direct children may be taken out. */
  readonly from: readonly string[];
  /** Shapes of declarations with one name, `#name`, and a value, `#e`. */
  readonly declarations: readonly string[];
}

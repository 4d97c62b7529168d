import type { Language } from '../syntax/languages.ts';
import type { Grammar } from '../syntax/syntax.ts';
import { applied, type Change } from './changes.ts';
import type { MutationTable } from './mutation-table.ts';
import { freshNames, ownNames, placesOf, renamed } from './names.ts';
import { changesOf, type ListedOperator, type OperatorName } from './operators.ts';
import { bodyOf, hosted, partOf } from './parts.ts';
import { createRandom, type Random } from './random.ts';
import { SourceTree } from './source-tree.ts';

/** A function by itself: what it takes to parse, put round its text. */
export interface Snippet {
  readonly text: string;
  /** Offsets of the function in the text, half-open. */
  readonly from: number;
  readonly to: number;
  /** Names, without marks such as `$`, that the author chose. */
  readonly own: ReadonlySet<string>;
}

export interface Mutant {
  readonly kind: 'mutant';
  /** A whole text that parses without an error. */
  readonly text: string;
  /** What was changed, each a line for people. */
  readonly notes: readonly string[];
}

export type Mutation = Mutant | { readonly kind: 'inapplicable'; readonly reason: string } | { readonly kind: 'rejected'; readonly reason: string; readonly text?: string; readonly notes?: readonly string[] };

export interface MutationRequest {
  readonly operator: OperatorName;
  /** One of the operator's rates, or null where it has none. */
  readonly rate: number | null;
  /** Equal seeds give equal mutants. */
  readonly seed: string;
  /** Whether own names are renamed too, as whoever hides a copy would. */
  readonly disguised: boolean;
  /** Functions whose bodies `several` puts beside this one's. */
  readonly others: readonly Snippet[];
}

/** Makes mutants of functions of one language. */
export interface Mutator {
  /** The names that a file's author chose in it. */
  ownNames(file: string): Set<string>;
  /** The function at [from, to) of a file by itself; null where it can't stand by itself. */
  snippet(file: string, from: number, to: number, own: ReadonlySet<string>): Snippet | null;
  mutate(snippet: Snippet, request: MutationRequest): Mutation;
}

/** `grammar` is the language's own. */
export function createMutator(language: Language, grammar: Grammar, table: MutationTable): Mutator {
  const functions = new Set(language.chain.flatMap(({ units }) => units.function.map(typeOf)));

  function rename(tree: SourceTree, unit: readonly [number, number], own: ReadonlySet<string>, inconsistent: number, random: Random): Change[] {
    const all = new Set([...own, ...ownNames(tree, table.names)]);
    const places = placesOf(tree, table.names, all, ...unit);
    return renamed(tree, table.names, places, freshNames(tree.text, random), inconsistent, random);
  }

  /** The snippet with its own names renamed; a text that says why not. */
  function disguise(snippet: Snippet, random: Random): { snippet: Snippet; notes: string[] } | string {
    const tree = SourceTree.of(grammar, snippet.text);
    if (!tree) return 'does not parse';
    const changes = rename(tree, [snippet.from, snippet.to], snippet.own, 0, random);
    const text = applied(snippet.text, changes);
    return { snippet: { ...snippet, text, to: snippet.to + text.length - snippet.text.length }, notes: changes.map(({ note }) => note) };
  }

  function finished(text: string, notes: readonly string[]): Mutation {
    const parsed = grammar.parse(text);
    return parsed && parsed.errorLength === 0 ? { kind: 'mutant', text, notes } : { kind: 'rejected', reason: 'the mutant does not parse', text, notes };
  }

  function partsMutant(snippet: Snippet, { operator, rate, others, disguised }: MutationRequest, random: Random): Mutation {
    const texts: string[] = [];
    const notes: string[] = [];
    for (const original of operator === 'several' ? [snippet, ...others.slice(0, 2)] : [snippet]) {
      const hidden = disguised ? disguise(original, random) : { snippet: original, notes: [] };
      if (typeof hidden === 'string') return { kind: 'rejected', reason: hidden };
      const tree = SourceTree.of(grammar, hidden.snippet.text);
      const unit = tree ? unitRow(tree, hidden.snippet) : -1;
      if (!tree || unit < 0) return { kind: 'rejected', reason: 'the renamed function does not parse' };
      const text = operator === 'several' ? bodyOf(tree, unit, table) : (partOf(tree, unit, rate ?? 1, table, random)?.text ?? null);
      if (text === null) return { kind: 'inapplicable', reason: 'no such part' };
      texts.push(text);
      notes.push(...hidden.notes);
    }
    if (operator === 'several' && texts.length < 3) return { kind: 'inapplicable', reason: 'too few other functions' };
    return finished(hosted(random.shuffled(texts), table, random), notes);
  }

  function unitRow(tree: SourceTree, { from, to }: Snippet): number {
    for (let row = 1; row < tree.count; row++) if (tree.start(row) === from && tree.end(row) === to && functions.has(tree.type(row))) return row;
    return -1;
  }

  return {
    ownNames(file) {
      const tree = SourceTree.ofAny(grammar, file);
      return tree ? ownNames(tree, table.names) : new Set();
    },
    snippet(file, from, to, own) {
      const inner = dedented(file, from, to);
      for (const [before, after] of [['', ''], ...language.data.wrappers]) {
        const snippet = { text: before + inner + after, from: before.length, to: before.length + inner.length, own };
        const tree = SourceTree.of(grammar, snippet.text);
        if (tree && unitRow(tree, snippet) >= 0) return snippet;
      }
      return null;
    },
    mutate(snippet, request) {
      const { operator, rate, seed, disguised } = request;
      const random = createRandom(`${seed} ${operator} ${rate}`);
      if (operator === 'part' || operator === 'several') return partsMutant(snippet, request, random);
      const tree = SourceTree.of(grammar, snippet.text);
      const unit = tree ? unitRow(tree, snippet) : -1;
      if (!tree || unit < 0) return { kind: 'rejected', reason: 'the function does not parse' };
      if (operator === 'renaming' || operator === 'partly inconsistent') {
        const changes = rename(tree, [snippet.from, snippet.to], snippet.own, rate ?? 0, random);
        return changes.length === 0 ? { kind: 'inapplicable', reason: 'no own names' } : finished(applied(snippet.text, changes), changes.map(({ note }) => note));
      }
      const changes = changesOf(operator satisfies ListedOperator, rate, { tree, unit, table, own: new Set([...snippet.own, ...ownNames(tree, table.names)]), random });
      if (typeof changes === 'string') return { kind: 'inapplicable', reason: changes };
      const text = applied(snippet.text, changes);
      const notes = changes.map(({ note }) => note);
      if (!disguised) return finished(text, notes);
      const hidden = disguise({ ...snippet, text, to: snippet.to + text.length - snippet.text.length }, random);
      return typeof hidden === 'string' ? { kind: 'rejected', reason: hidden, text, notes } : finished(hidden.snippet.text, [...notes, ...hidden.notes]);
    },
  };
}

/** The node type that a selector of the language data picks. */
const typeOf = (selector: string): string => selector.split('>').pop()!.trim().replace(/\[.*/, '');

/** A stretch of whole lines moved to the left edge, as it stands where it isn't. */
function dedented(file: string, from: number, to: number): string {
  const lineStart = file.lastIndexOf('\n', from - 1) + 1;
  const indent = /^[ \t]*/.exec(file.slice(lineStart, from))![0];
  return file.slice(from, to).replaceAll('\r\n', '\n').split('\n').map((line, i) => (i > 0 && line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
}

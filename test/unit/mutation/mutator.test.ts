import { describe, expect, it } from 'vitest';
import { OPERATORS, type OperatorName } from '../../../src/mutation/operators.ts';
import { MUTATION_TABLES } from '../../../src/mutation/tables/tables.ts';
import type { Mutation, Snippet } from '../../../src/mutation/mutator.ts';
import { samplesOf, type Samples } from './support.ts';

/** What the samples of a language have nothing for. */
const NOTHING_FOR: Readonly<Record<string, readonly OperatorName[]>> = { javascript: ['types'], ruby: ['types'] };

const operators = Object.keys(OPERATORS) as OperatorName[];
/** The least and the greatest rate are enough here. */
const ratesOf = (operator: OperatorName): (number | null)[] => (OPERATORS[operator].rates === null ? [null] : [OPERATORS[operator].rates[0], OPERATORS[operator].rates.at(-1)!]);

function mutated(samples: Samples, snippet: Snippet, operator: OperatorName, rate: number | null, seed = 'a', disguised = false): Mutation {
  const at = samples.snippets.indexOf(snippet);
  const others = [1, 2].map((step) => samples.snippets[(at + step) % samples.snippets.length]);
  return samples.mutator.mutate(snippet, { operator, rate, seed, disguised, others });
}

describe.each([...MUTATION_TABLES.keys()])('mutants of %s', (id) => {
  it('parse, say what was changed, and are the same again', async () => {
    const samples = await samplesOf(id);
    expect(samples.snippets.length).toBeGreaterThan(2);
    const applied = new Set<OperatorName>();
    for (const operator of operators) for (const rate of ratesOf(operator)) for (const snippet of samples.snippets) {
      const mutant = mutated(samples, snippet, operator, rate, 'a', true);
      if (mutant.kind === 'inapplicable') continue;
      expect(mutant.kind, mutant.kind === 'rejected' ? `${operator} ${rate}: ${mutant.notes?.join()}\n${mutant.text}` : '').toBe('mutant');
      if (mutant.kind !== 'mutant') continue;
      applied.add(operator);
      expect(mutant.text).not.toBe(snippet.text);
      expect(mutant.notes.length).toBeGreaterThan(0);
      expect(samples.grammar.parse(mutant.text)!.errorLength).toBe(0);
      expect(mutated(samples, snippet, operator, rate, 'a', true)).toEqual(mutant);
    }
    expect(operators.filter((operator) => !applied.has(operator))).toEqual(NOTHING_FOR[id] ?? []);
  });

  it('have the same tokens under other names, in another layout, with other comments', async () => {
    const samples = await samplesOf(id);
    for (const snippet of samples.snippets) for (const operator of ['renaming', 'layout', 'comments'] as const) {
      const mutant = mutated(samples, snippet, operator, null);
      if (mutant.kind !== 'mutant') continue;
      const [before, after] = [await samples.tokensOf(snippet.text), await samples.tokensOf(mutant.text)];
      expect([...after.codes], `${operator}: ${mutant.text}`).toEqual([...before.codes]);
      const pairs = [...before.links].flatMap((link, i) => (link ? [[before.textHashes[link - 1], after.textHashes[after.links[i] - 1]] as const] : []));
      if (operator !== 'renaming') expect(pairs.every(([old, now]) => old === now)).toBe(true);
      // One name for one name, and the other way round. A name that means something else elsewhere stays there.
      const changed = new Map(pairs.filter(([old, now]) => old !== now));
      for (const [old, now] of pairs) if (old !== now) expect(changed.get(old), mutant.text).toBe(now);
      expect(new Set(changed.values()).size).toBe(changed.size);
      if (operator === 'renaming') expect(changed.size).toBeGreaterThan(0);
    }
  });
});

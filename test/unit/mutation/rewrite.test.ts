import { describe, expect, it } from 'vitest';
import { applied, disjoint, type Change } from '../../../src/mutation/changes.ts';
import { EqualPlaces } from '../../../src/mutation/equal-places.ts';
import { rewrites } from '../../../src/mutation/rewrite.ts';
import { SourceTree } from '../../../src/mutation/source-tree.ts';
import { samplesOf } from './support.ts';

const host = { fresh: () => 'made' };

async function rewritten(language: string, text: string, from: string, to: string): Promise<string> {
  const { grammar } = await samplesOf(language);
  const tree = SourceTree.of(grammar, text)!;
  const changes = rewrites(tree, [{ name: 'rule', from, to }], 0, text.length, host);
  return applied(text, disjoint(changes, Infinity));
}

describe('a rewrite', () => {
  it('puts what stands in its holes where the template says', async () => {
    expect(await rewritten('javascript', 'if (a) { b(); } else { c(); }', 'if_statement(if parenthesized_expression(#c) #a:statement_block else_clause(else #b:statement_block))', 'if (!(#c)) #b else #a')).toBe('if (!(a)) { c(); } else { b(); }');
    expect(await rewritten('javascript', 'f(x);', 'call_expression(#f arguments(#a))', '#new(#f, #a, #new)')).toBe('made(f, x, made);');
  });

  it('takes the body of a block, and goes on at the right indentation', async () => {
    expect(await rewritten('python', 'def f():\n  while a:\n    b()\n    c()\n', 'while_statement(while #c : #b:block)', 'while True:\n\tif not (#c): break\n\t#b')).toBe('def f():\n  while True:\n    if not (a): break\n    b()\n    c()\n');
    expect(await rewritten('go', 'package p\nfunc f() {\n\tfor i := 0; i < n; i++ {\n\t\tg(i)\n\t}\n}\n', 'for_statement(for for_clause(#i #c #s) #b:block)', '#i\nfor #c {\n\t#b.body\n\t#s\n}')).toBe('package p\nfunc f() {\n\ti := 0\n\tfor i < n {\n\t\tg(i)\n\t\ti++\n\t}\n}\n');
  });

  it('asks for equal texts where a hole is named twice, and for the types that it names', async () => {
    const shape = 'assignment_expression(#a = binary_expression(#a + #e:number))';
    expect(await rewritten('javascript', 'a = a + 1; b = c + 1; d = d + e;', shape, '#a += #e')).toBe('a += 1; b = c + 1; d = d + e;');
  });
});

describe('changes', () => {
  const change = (from: number, to: number, group?: Change['group']): Change => ({ edits: [{ from, to, text: 'x' }], note: '', ...(group ? { group } : {}) });

  it('are taken in order as long as they don\'t touch one another', () => {
    expect(disjoint([change(0, 5), change(4, 8), change(5, 9), change(2, 2)], Infinity)).toEqual([change(0, 5), change(5, 9)]);
    expect(disjoint([change(0, 1), change(2, 3), change(4, 5)], 2)).toHaveLength(2);
  });

  it('of a group are taken as often as it allows', () => {
    const group = { id: 1, most: 1 };
    expect(disjoint([change(0, 1, group), change(2, 3, group), change(4, 5)], Infinity)).toEqual([change(0, 1, group), change(4, 5)]);
  });
});

describe('equal places', () => {
  it('are those with the same tokens and the same pattern of names', async () => {
    const { tokensOf } = await samplesOf('javascript');
    const twins = 'function a(x, y) { const s = x + y; return go(s, s * y, x.left, y.right); }\nfunction b(p, q) { const t = p + q; return run(t, t * q, p.up, q.down); }\nfunction c(p, q) { const t = p + p; return run(t, t * q, p.up, q.down); }\n';
    const tokens = await tokensOf(twins);
    const places = new EqualPlaces();
    places.add(tokens, twins, 'f'.repeat(32));
    const lines = tokens.units.map(({ start, end }) => places.of(tokens, start, end).map(({ startLine }) => startLine));
    expect(lines).toEqual([[1, 2], [1, 2], [3]]);
  });
});

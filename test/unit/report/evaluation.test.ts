import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluatedCode, EvaluatedRow, Evaluation } from '../../../src/report/evaluation.ts';
import { evaluationText } from '../../../src/report/evaluation-text.ts';
import { evaluationPage } from '../../../src/report/html/evaluation-page.ts';
import { evaluationStrings } from '../../../src/report/html/evaluation-strings.ts';
import { evaluationView } from '../../../src/report/html/evaluation-view.ts';
import { levelFigures, levelSentence, levelToChoose, type LevelFigures } from '../../../src/report/level-choice.ts';
import { accessProblems, elementsOf, named } from './html-elements.ts';

const levels = [{ name: 'strict', expectedAtMost: 1e-6 }, { name: 'normal', expectedAtMost: 1e-3 }, { name: 'thorough', expectedAtMost: 0.1 }];
const row = (name: string, rate: number | null, of: number, found: readonly number[]): EvaluatedRow => ({ name, rate, title: `what ${name} does`, of, found: found.map((count) => ({ count, low: 0.25, high: 0.75 })) });
const code = (of: number, found: readonly number[]): EvaluatedCode => ({ files: 2, functions: 1200, mutated: 30, compared: 1200, findings: [0, 1, 3].map((count) => ({ count, low: 0, high: 0.005 })), all: row('all', null, of, found), level: 'normal', because: 'it is so' });
const language = (name: string) => ({ language: name, ...code(50, [30, 40, 41]), operators: [row('renaming', null, 10, [5, 9, 9]), row('insertion', 0.1, 40, [25, 31, 32])], sizes: [row('20-40', null, 0, [0, 0, 0]), row('40-80', null, 50, [30, 40, 41])] });
const evaluation: Evaluation = { version: 1, seconds: 60, isSample: true, seed: '1', levels, overall: code(100, [60, 80, 82]), languages: [language('go'), language('python')], skipped: [{ file: 'a.sh', reason: 'there are no mutations for bash' }] };
const nothing: Evaluation = { ...evaluation, languages: [], overall: code(0, [0, 0, 0]) };
const hostile = '</script><img src=x onerror=y>\u202e';
const facts = { evaluated: ['src', hostile], evaluatedAt: new Date(Date.UTC(2026, 1, 3, 16, 5)), indexes: ['a&b.ncx'] };
const page = (of: Evaluation): string => evaluationPage(of, { ...facts, toolVersion: '1.2.3' });
const view = (of: Evaluation): string => evaluationView(of, { ...facts, strings: evaluationStrings, use: (level) => `Use ${level}`, nonce: 'abc123', cspSource: 'https://host.invalid' });

describe.each([['page', page(evaluation)], ['page of nothing', page(nothing)], ['view', view(evaluation)], ['view of one language', view({ ...evaluation, languages: [language('go')] })]])('the %s of an evaluation', (_, text) => {
  const elements = elementsOf(text);

  it('is accessible in its structure', () => expect(accessProblems(elements)).toEqual([]));

  it('holds no inline handler or style, nothing that loads, and no text that acts', () => {
    expect(elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => /^on|^style$|^src|^href$/i.test(name))).toEqual([]);
    expect(text).not.toMatch(/<img|\u202e/);
    expect(named(elements, 'meta').some(({ attributes }) => attributes['content']?.startsWith('default-src &#39;none&#39;'))).toBe(true);
  });
});

describe('an evaluation', () => {
  it('says first what to choose, and shows each plot with its figures', () => {
    const elements = elementsOf(page(evaluation));
    expect(named(elements, 'p')[0].text).toMatch(/^Recommended: normal\. Strict finds 20 points less, and thorough 2 points more for 2\.5 findings in 1,000 functions instead of 0\.8\.$/);
    expect(named(elements, 'svg')).toHaveLength(5);
    for (const figure of named(elements, 'figure')) {
      const rows = elements.filter(({ name, parent }) => name === 'th' && parent?.parent?.parent?.parent === figure).length;
      const labels = elements.filter(({ name, attributes, parent }) => name === 'text' && attributes['text-anchor'] === 'end' && parent?.parent === figure).length;
      expect(labels).toBe(elements.filter(({ name, attributes, parent }) => name === 'th' && attributes['scope'] === 'row' && parent?.parent?.parent?.parent === figure).length);
      expect(rows).toBeGreaterThan(labels);
    }
    expect(page(evaluation)).toContain('insertion 10%');
    expect(evaluationText(evaluation)).toMatch(/insertion 10%\s+63\s+78 \(25-75\)\s+80\s+40/);
    expect(evaluationText(evaluation)).toMatch(/all languages: 1,200 functions in 2 files, 30 mutated 100 times\n {2}choose level normal/);
  });

  it('says where there is nothing to evaluate', () => {
    expect(named(elementsOf(page(nothing)), 'p')[0].text).toBe('No function of a language that can be evaluated.');
    expect(evaluationText(nothing)).toBe('No function of a language that can be evaluated.');
  });
});

describe('the view', () => {
  /** Runs the page's script against the little that it asks of a page. */
  function opened() {
    const elements = elementsOf(view(evaluation));
    const buttons = named(elements, 'button').map(({ attributes, text }) => ({ text, dataset: { level: attributes['data-level'] }, pressed: attributes['aria-pressed'], setAttribute(_: string, value: string) { this.pressed = value; } }));
    const status = { textContent: '' };
    const posted: unknown[] = [];
    const listeners: Record<string, (event: unknown) => void> = {};
    runInNewContext(named(elements, 'script')[0].text, {
      acquireVsCodeApi: () => ({ postMessage: (message: unknown) => posted.push(JSON.parse(JSON.stringify(message))) }),
      document: { addEventListener: (name: string, listener: (event: unknown) => void) => (listeners[name] = listener), querySelectorAll: () => buttons, getElementById: (id: string) => (id === 'in-use' ? status : null) },
      addEventListener: (name: string, listener: (event: unknown) => void) => (listeners[name] = listener),
    });
    return { buttons, status, posted, listeners };
  }

  it('has a button for each level, asks for it, and shows which is in use', () => {
    const { buttons, status, posted, listeners } = opened();
    expect(buttons.map(({ text, pressed }) => [text, pressed])).toEqual([['Use strict', 'false'], ['Use normal', 'false'], ['Use thorough', 'false']]);
    listeners['click']({ target: { closest: () => buttons[2] } });
    listeners['click']({ target: { closest: () => null } });
    expect(posted).toEqual([{ type: 'ready' }, { type: 'use', level: 'thorough' }]);
    listeners['message']({ data: { type: 'inUse', level: 'thorough', text: 'In use: thorough.' } });
    expect([buttons.map(({ pressed }) => pressed), status.textContent]).toEqual([['false', 'false', 'true'], 'In use: thorough.']);
    listeners['message']({ data: { type: 'inUse', level: null, text: 'a number' } });
    expect(buttons.map(({ pressed }) => pressed)).toEqual(['false', 'false', 'false']);
  });
});

describe('the level to choose', () => {
  const rate = (found: number, functions: number) => ({ rate: (1000 * found) / functions, low: (1000 * found) / functions / 3, high: (1000 * (found + 3)) / functions });
  const figures = (more: Partial<LevelFigures>): LevelFigures => ({ compared: 1000, mutants: 500, strictLoses: 0.1, thoroughGains: 0.01, normalFindings: rate(1, 1000), thoroughFindings: rate(2, 1000), ...more });

  it.each([
    ['normal', 'balance', figures({})],
    ['normal', 'nothing tried', figures({ mutants: 0, thoroughGains: 0.5 })],
    ['normal', 'nothing compared', figures({ compared: 0, thoroughGains: 0.07, thoroughFindings: rate(0, 1) })],
    ['thorough', 'finds more', figures({ thoroughGains: 0.07 })],
    ['normal', 'balance', figures({ thoroughGains: 0.07, thoroughFindings: rate(40, 1000) })],
    ['normal', 'too few functions', figures({ compared: 30, thoroughGains: 0.07, thoroughFindings: rate(0, 30) })],
    ['strict', 'shows less', figures({ strictLoses: 0.01, normalFindings: rate(50, 1000), thoroughFindings: rate(60, 1000) })],
    ['normal', 'balance', figures({ strictLoses: 0.01, normalFindings: rate(1, 40), thoroughFindings: rate(1, 40) })],
  ] as const)('is %s (%s)', (level, reason, given) => {
    expect(levelToChoose(given)).toEqual({ level, reason });
    expect(levelSentence(given)).not.toMatch(/NaN|undefined/);
  });

  it('counts what stands in an evaluation', () => {
    expect(levelFigures(evaluation.overall, levels)).toEqual({
      compared: 1200, mutants: 100, strictLoses: expect.closeTo(0.2), thoroughGains: expect.closeTo(0.02),
      normalFindings: { rate: 1000 / 1200, low: 0, high: 5 }, thoroughFindings: { rate: 2.5, low: 0, high: 5 },
    });
  });

  it('never leaves normal for what finds less and shows no less', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const rates = fc.integer({ min: 0, max: 1000 }).map((found) => rate(found, 1000));
    fc.assert(fc.property(share, share, rates, rates, (strictLoses, thoroughGains, normalFindings, thoroughFindings) => {
      const { level } = levelToChoose(figures({ strictLoses, thoroughGains, normalFindings, thoroughFindings }));
      if (level === 'thorough') expect(thoroughGains).toBeGreaterThanOrEqual(0.05);
      if (level === 'strict') expect(strictLoses).toBeLessThanOrEqual(0.02);
    }));
  });
});

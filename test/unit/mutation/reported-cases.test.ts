import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readModel, uniformModel } from '../../../src/core/match/family-model.ts';
import type { Alphabet } from '../../../src/core/tokens/language.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { replayCase, type CaseOutcome, type CaseParts, type ReportedCase } from '../../../src/mutation/reported-case.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';

const folder = join(import.meta.dirname, '../../cases');
const read = (file: string): ReportedCase => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ReportedCase;
const casesIn = (below: string): string[] => readdirSync(join(folder, below)).filter((file) => file.endsWith('.json')).map((file) => join(below, file)).sort();
const solved = casesIn('.');
const open = casesIn('open');

async function partsOf(family: string): Promise<CaseParts> {
  const host = grammarFiles();
  const alphabet = JSON.parse(new TextDecoder().decode(await host.grammar(`families/${family}.json`))) as Alphabet;
  const model = await host.grammar(`families/${family}.model`).then((bytes) => readModel(family, bytes), () => uniformModel(family));
  return { kernel: loadKernel(), model, alphabet };
}

const replayed = async (reported: ReportedCase): Promise<CaseOutcome> => replayCase(reported, await partsOf(reported.family));

describe('reported cases', () => {
  it.each(solved)('%s is as it should be', async (file) => {
    const reported = read(file);
    expect((await replayed(reported)).found).toBe(reported.expected === 'found');
  });

  it.each(open)('%s is still wrong: where it no longer is, it belongs into the folder above', async (file) => {
    const reported = read(file);
    expect((await replayed(reported)).found).toBe(reported.expected !== 'found');
  });

  it('hold no text: no name, no literal, no hash of one', () => {
    for (const file of [...solved, ...open]) {
      const { checked, original, rarity } = read(file);
      for (const { texts } of [checked, original]) expect(texts).toMatch(/^\d{1,4}( \d{1,4})*$/);
      for (const number of Object.keys(rarity)) expect(Number(number)).toBeLessThan(10_000);
    }
  });

  it('are refused where they speak of what there is not', async () => {
    const reported = read(solved[0]);
    const parts = await partsOf(reported.family);
    expect(() => replayCase({ ...reported, family: 'latin' }, parts)).toThrow('latin');
    expect(() => replayCase({ ...reported, checked: { ...reported.checked, tokens: 'NO_SUCH_TOKEN' } }, parts)).toThrow('NO_SUCH_TOKEN');
    expect(() => replayCase({ ...reported, checked: { ...reported.checked, texts: '0 1' } }, parts)).toThrow('tokens');
  });
});

import { describe, expect, it } from 'vitest';
import { writeModel } from '../../../src/core/match/family-model.ts';
import { FamilyModels } from '../../../src/host/family-models.ts';

const bytes = writeModel({ version: 1, order: 1, bits: 4, files: 3, grams: [], texts: [{ hash: 7, files: 2 }] });

/** Files of models, and which of them were asked for. */
function host(files: Readonly<Record<string, Uint8Array>>) {
  const asked: string[] = [];
  const grammar = (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    asked.push(path);
    return path in files ? Promise.resolve(new Uint8Array(files[path])) : Promise.reject(new Error('no such file'));
  };
  return { asked, models: new FamilyModels({ grammar }) };
}

describe('models of families', () => {
  it('are read when they are first needed, once', async () => {
    const { asked, models } = host({ 'families/c.model': bytes, 'families/go.model': bytes });
    for (let i = 0; i < 2; i++) await models.ready('c');
    expect(models.get('c')!.family).toBe('c');
    expect(asked).toEqual(['families/c.model']);
  });

  it('are none for a family without a file', async () => {
    const { models } = host({});
    await models.ready('new');
    expect(models.get('new')).toBeUndefined();
  });

  it('are refused where a file is damaged, and where nobody made them ready', async () => {
    const { models } = host({ 'families/c.model': bytes.map((byte, at) => (at === 30 ? byte ^ 1 : byte)) });
    await expect(models.ready('c')).rejects.toThrow('the model of the family c is damaged');
    expect(() => models.get('c')).toThrow('before it is ready');
  });
});

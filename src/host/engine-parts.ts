import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ENGINE_VERSION } from '../core/engine.ts';
import { readModel, type FamilyModel } from '../core/match/family-model.ts';
import type { LanguageFile } from '../syntax/languages.ts';
import type { SyntaxHost } from '../syntax/syntax.ts';

/**
 * Names everything that decides which bytes stand in an index: the version of tokeniser and fingerprints, and the data of
 * languages, alphabets and grammars. An index of another name is refused.
 */
export async function engineName({ grammar }: Pick<SyntaxHost, 'grammar'>): Promise<string> {
  const hash = sha256.create();
  for (const file of ['manifest.json', 'languages.json', ...(await families(grammar)).map((family) => `families/${family}.json`)]) hash.update(await grammar(file));
  return `${ENGINE_VERSION}/${bytesToHex(hash.digest()).slice(0, 12)}`;
}

/** The models of the families that have one. */
export async function loadModels({ grammar }: Pick<SyntaxHost, 'grammar'>): Promise<Map<string, FamilyModel>> {
  const models = new Map<string, FamilyModel>();
  for (const family of await families(grammar)) {
    const bytes = await grammar(`families/${family}.model`).catch(() => null);
    if (bytes) models.set(family, readModel(family, bytes));
  }
  return models;
}

async function families(grammar: SyntaxHost['grammar']): Promise<string[]> {
  const languages = JSON.parse(new TextDecoder().decode(await grammar('languages.json'))) as LanguageFile[];
  return [...new Set(languages.flatMap(({ family }) => (family ? [family] : [])))].sort();
}

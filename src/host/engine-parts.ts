import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ENGINE_VERSION } from '../core/engine.ts';
import type { LanguageFile } from '../syntax/languages.ts';
import type { SyntaxHost } from '../syntax/syntax.ts';
import { FamilyModels } from './family-models.ts';

/**
 * Names everything that decides which bytes stand in an index: the version of tokeniser and fingerprints, and the data of
 * languages, alphabets and grammars. An index of another name is refused.
 */
export async function engineName({ grammar }: Pick<SyntaxHost, 'grammar'>): Promise<string> {
  const hash = sha256.create();
  for (const file of ['manifest.json', 'languages.json', ...(await families(grammar)).map((family) => `families/${family}.json`)]) hash.update(await grammar(file));
  return `${ENGINE_VERSION}/${bytesToHex(hash.digest()).slice(0, 12)}`;
}

/** The models of all families, for who checks code of most. */
export async function loadModels(host: Pick<SyntaxHost, 'grammar'>): Promise<FamilyModels> {
  const models = new FamilyModels(host);
  for (const family of await families(host.grammar)) await models.ready(family);
  return models;
}

async function families(grammar: SyntaxHost['grammar']): Promise<string[]> {
  const languages = JSON.parse(new TextDecoder().decode(await grammar('languages.json'))) as LanguageFile[];
  return [...new Set(languages.flatMap(({ family }) => (family ? [family] : [])))].sort();
}

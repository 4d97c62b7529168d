import { createEngine, type Engine } from '../../src/core/engine.ts';
import { indexEntry } from '../../src/core/index-entry.ts';
import type { IndexFile } from '../../src/core/index/contract.ts';
import { memoryIndex } from '../../src/core/index/memory-index.ts';
import type { OpenedIndex } from '../../src/core/index/opened-index.ts';
import { readModel, uniformModel, type FamilyModel } from '../../src/core/match/family-model.ts';
import type { SyntaxHost } from '../../src/syntax/syntax.ts';
import { kernel } from './minhash-lab.ts';
import type { Sample } from './samples.ts';

/** A sample as it goes into an index. */
export const entryOf = ({ tokens, text, content }: Sample): IndexFile => indexEntry(tokens, text, { content, isGenerated: false, keepSource: false }, kernel);

/** An index in memory with one work, in the bytes that it would have on disk. */
export function indexOf(entries: readonly IndexFile[]): OpenedIndex {
  const files = entries.map(({ content }, i) => ({ path: `${i}`, content, license: null }));
  const work = { name: 'corpus', version: '1', purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null, files };
  return memoryIndex([work], entries, 'bench');
}

/** The engine over an index, with the models that the build ships. */
export async function engineOver(index: OpenedIndex, host: SyntaxHost, families: Iterable<string>): Promise<Engine> {
  const models = new Map<string, FamilyModel>();
  for (const family of new Set(families)) {
    const bytes = await host.grammar(`families/${family}.model`).catch(() => null);
    if (bytes) models.set(family, readModel(family, bytes));
  }
  return createEngine({ kernel, indexes: [index], models, fallbackModel: uniformModel });
}

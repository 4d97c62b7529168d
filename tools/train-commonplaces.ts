// Writes the commonplaces of each family into its model, from folders of public projects (scripts/fetch-projects.mjs with grammars/training.list and
// grammars/commonplaces.list). Run it after train-models, which leaves them out.
//   node dist/tools/train-commonplaces.js FOLDER...
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gramHash } from '../src/core/match/gram-hash.ts';
import { withCommonplaces } from '../src/core/match/family-model.ts';
import type { CommonplaceSet } from '../src/core/match/commonplaces.ts';
import { createAnalyser } from '../src/syntax/analyser.ts';
import { grammarFiles } from '../src/host/node/grammar-files.ts';
import { makerOf } from './training/maker.ts';
import { trainingFiles } from './training/training-files.ts';

/** Tokens of a window, for runs of equal tokens that are long and for shorter ones. */
const LENGTHS = [20, 14];
/** Makers whose code has a window: as many make it a commonplace. */
const MAKERS = 5;
/** Where fewer makers were at hand, a family has no commonplaces: what nearly all of a few have may be by one of them. */
const FEWEST_MAKERS = 16;

const models = join(resolve(import.meta.dirname, '../..'), 'grammars/families');
const families = new Map<string, Map<string, Uint8Array[]>>();
for await (const { project, file } of trainingFiles(process.argv.slice(2), await createAnalyser(grammarFiles()), [])) {
  const makers = families.get(file.family) ?? new Map<string, Uint8Array[]>();
  families.set(file.family, makers);
  const maker = makerOf(project);
  makers.set(maker, [...(makers.get(maker) ?? []), file.codes]);
}
for (const [family, makers] of [...families].sort()) {
  const path = join(models, `${family}.model`);
  if (!existsSync(path) || makers.size < FEWEST_MAKERS) continue;
  const sets = LENGTHS.map((length): CommonplaceSet => ({ length, hashes: commonWindows([...makers.values()], length) }));
  const bytes = withCommonplaces(readFileSync(path), sets);
  writeFileSync(path, bytes);
  console.log(`${family}: ${makers.size} makers, ${sets.map(({ length, hashes }) => `${hashes.length} windows of ${length}`).join(', ')}, ${bytes.length} bytes`);
}

/** Hashes, as a model keeps them, of the windows that enough makers have. */
function commonWindows(makers: readonly (readonly Uint8Array[])[], length: number): Uint32Array {
  const windows = Uint32Array.from(makers.flatMap((files) => [...new Set(files.flatMap((codes) => Array.from({ length: Math.max(0, codes.length - length + 1) }, (_, at) => gramHash(codes, at, length))))])).sort();
  const common = windows.filter((hash, i) => windows[i + MAKERS - 1] === hash && windows[i + MAKERS] !== hash);
  return Uint32Array.from(new Set(common.map((hash) => hash >>> 8)));
}

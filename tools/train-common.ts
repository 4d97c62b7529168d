// Writes what many makers have in common into the model of each family: commonplaces, and texts that come together. From folders of public projects
// (scripts/fetch-projects.mjs with grammars/training.list and grammars/makers.list). Run it after train-models, which leaves it out.
//   node dist/tools/train-common.js FOLDER... [--family FAMILY]...
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { companionSet } from '../src/core/match/companions.ts';
import { withSections } from '../src/core/match/family-model.ts';
import { createAnalyser } from '../src/syntax/analyser.ts';
import { grammarFiles } from '../src/host/node/grammar-files.ts';
import { argumentsOf } from '../test/bench/arguments.ts';
import { commonplacesOf } from './training/commonplaces.ts';
import { companionsOf, functionTexts, type TextsOfFile } from './training/companions.ts';
import { makerOf } from './training/maker.ts';
import { trainingFiles } from './training/training-files.ts';

/** Tokens of a project that are looked at. */
const MOST_TOKENS = 1_500_000;
/**
 * Where idioms are told by commonplaces: what compilers write is JavaScript, and Go has one way to write most things. In the other families the same rule took ten of some 180
 * false alarms and a copy of the evaluation, and would add up to 250 kB to a model.
 */
const WITH_COMMONPLACES: ReadonlySet<string> = new Set(['ecmascript', 'go']);
/** Where fewer makers were at hand, a family has nothing in common: what nearly all of a few have may be by one of them. */
const FEWEST_MAKERS = 16;

const { positionals: folders, values } = argumentsOf({ options: { family: { type: 'string', multiple: true } }, allowPositionals: true });
const models = join(resolve(import.meta.dirname, '../..'), 'grammars/families');
const families = new Map<string, { makers: Map<string, Uint8Array[]>; texts: TextsOfFile[] }>();
for await (const { project, file } of trainingFiles(await createAnalyser(grammarFiles()), { folders, only: values.family ?? [], mostTokens: MOST_TOKENS })) {
  const family = families.get(file.family) ?? { makers: new Map<string, Uint8Array[]>(), texts: [] };
  families.set(file.family, family);
  const maker = makerOf(project);
  family.makers.set(maker, [...(family.makers.get(maker) ?? []), file.codes]);
  family.texts.push({ maker, functions: functionTexts(file) });
}
for (const [family, { makers, texts }] of [...families].sort()) {
  const path = join(models, `${family}.model`);
  if (!existsSync(path) || makers.size < FEWEST_MAKERS) continue;
  const commonplaces = WITH_COMMONPLACES.has(family) ? commonplacesOf([...makers.values()]) : [];
  const companions = companionsOf(texts);
  const bytes = withSections(readFileSync(path), { commonplaces, companions: companionSet(companions) });
  writeFileSync(path, bytes);
  const found = [`${makers.size} makers`, ...commonplaces.map(({ length, hashes }) => `${hashes.length} windows of ${length}`), `${companions.length} pairs of texts`, `${bytes.length} bytes`];
  console.log(`${family}: ${found.join(', ')}`);
}

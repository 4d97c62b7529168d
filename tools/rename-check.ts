// Checks the rename maps of renamed copies: builds nothing, only compares what findings say with what the two texts say.
//   node dist/tools/rename-check.js CASES CORPUS        CASES: a folder with cases.json and variants/LANGUAGE/ID.L1.EXT
// For each renamed copy (level L1) the truth is read off the original: tokens of both, one beside the other. Prints names
// mapped rightly over names compared.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareFiles } from '../src/core/match/compare.ts';
import { readModel } from '../src/core/match/family-model.ts';
import { ID } from '../src/core/tokens/language.ts';
import type { TokenFile } from '../src/core/tokens/token-file.ts';
import { decodeText } from '../src/core/tokens/screen.ts';
import { grammarFiles, grammarFolder } from '../src/host/node/grammar-files.ts';
import { createAnalyser, isRefusal } from '../src/syntax/analyser.ts';
import { argumentsOf } from '../test/bench/arguments.ts';

interface Case {
  readonly id: string;
  readonly lang: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const { positionals: [cases, corpus] } = argumentsOf({ allowPositionals: true });
if (cases === undefined || corpus === undefined) throw new Error('usage: node dist/tools/rename-check.js CASES CORPUS');
const analyser = await createAnalyser(grammarFiles());
let [right, compared, unalike] = [0, 0, 0];
for (const { id, lang, path, start, end } of JSON.parse(readFileSync(join(cases, 'cases.json'), 'utf8')) as Case[]) {
  const folder = join(cases, 'variants', lang);
  const name = readdirSync(folder).find((file) => file.startsWith(`${id}.L1.`))!;
  const copy = decodeText(new Uint8Array(readFileSync(join(folder, name))))!.text;
  const original = decodeText(new Uint8Array(readFileSync(join(corpus, path))))!.text.split('\n').slice(start - 1, end).join('\n');
  const a = await tokens(original, path);
  const b = await tokens(copy, name);
  if (!a || !b) continue;
  const truth = renamesByPosition(a, original, b, copy);
  if (!truth) {
    unalike++;
    console.log(`${name}: the tokens of original and copy are not the same; left out`);
    continue;
  }
  const model = readModel(a.family, new Uint8Array(readFileSync(join(grammarFolder(), 'families', `${a.family}.model`))));
  const { renames } = compareFiles({ name: path, text: original, tokens: a }, { name, text: copy, tokens: b }, model);
  for (const { from, to } of truth) {
    compared++;
    if (renames.some((rename) => rename.from === from && rename.to === to)) right++;
    else console.log(`${name}: ${from} became ${to}, which the map doesn't say`);
  }
}
console.log(`${right} of ${compared} names mapped rightly${unalike ? `; ${unalike} cases left out` : ''}`);

async function tokens(text: string, path: string): Promise<TokenFile | null> {
  const file = await analyser.analyse(text, analyser.languages.ofPath(path));
  return isRefusal(file) ? null : file;
}

/** Names at the same places; null where the two don't have the same tokens once what only one side has around it is cut off. */
function renamesByPosition(a: TokenFile, aText: string, b: TokenFile, bText: string): { from: string; to: string }[] | null {
  for (let shift = 0; shift + a.codes.length <= b.codes.length; shift++) {
    if (!a.codes.every((code, i) => b.codes[i + shift] === code)) continue;
    const renames: { from: string; to: string }[] = [];
    a.codes.forEach((code, i) => {
      const [from, to] = [aText.slice(a.starts[i], a.ends[i]), bText.slice(b.starts[i + shift], b.ends[i + shift])];
      if (code === ID && from !== to && a.links[i] && !renames.some((known) => known.from === from && known.to === to)) renames.push({ from, to });
    });
    return renames;
  }
  return null;
}


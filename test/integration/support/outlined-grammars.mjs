// Parses the golden files of each language with its grammar as the package has it, as the build has it, and with all of its functions parted. Prints
// as JSON for each grammar whether the trees are the same, and the bytes of the largest function that the build has. Run with --liftoff-only: the first of these is why the second is there.
import { readFileSync, readdirSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';
import { modernDylink } from '../../../scripts/dylink.mjs';
import { outlineLargeFunctions } from '../../../scripts/outline.mjs';
import { CODE, sectionsOf, vectorOf } from '../../../scripts/wasm-bytes.mjs';

const root = new URL('../../../', import.meta.url);
const at = (path) => new URL(path, root);
const { files } = JSON.parse(readFileSync(at('grammars/manifest.json'), 'utf8'));
await Parser.init();
const results = {};
for (const [name, { package: from, file }] of Object.entries(files)) {
  if (name === 'runtime') continue;
  const original = modernDylink(readFileSync(at(`node_modules/${from}/${file}`)));
  const built = readFileSync(at(`dist/grammars/${name}.wasm`));
  const parted = outlineLargeFunctions(original, 0);
  const [tree, ...others] = [await treesOf(name, original), await treesOf(name, built), await treesOf(name, parted)];
  results[name] = { isSame: others.every((other) => other === tree), largest: largestFunction(built), parted: parted.length - original.length };
}
console.log(JSON.stringify(results));

async function treesOf(name, bytes) {
  const parser = new Parser();
  parser.setLanguage(await Language.load(new Uint8Array(bytes)));
  const folder = at(`test/golden/languages/${name}/`);
  return readdirSync(folder).map((file) => parser.parse(readFileSync(new URL(file, folder), 'utf8')).rootNode.toString()).join('\n');
}

function largestFunction(bytes) {
  const { payload } = sectionsOf(bytes).find(({ id }) => id === CODE);
  return Math.max(...vectorOf(payload, (read) => read.bytes(read.number()).length));
}

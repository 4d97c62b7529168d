// Prints what an index holds: works and functions by language and by licence family, and its size, as it is and packed.
//   node dist/tools/index-figures.js INDEX
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { licenseFamily } from '../src/core/license/family.ts';
import { nodeIndexFiles } from '../src/host/node/index-files.ts';
import { openIndex } from '../src/store/open.ts';
import { argumentsOf, refuse } from '../test/bench/arguments.ts';

interface Share {
  functions: number;
  readonly works: Set<string>;
}

const { positionals: [path] } = argumentsOf({ allowPositionals: true });
if (path === undefined) refuse('usage: node dist/tools/index-figures.js INDEX');
const index = openIndex(nodeIndexFiles, path);
const languages = new Map<string, Share>();
const families = new Map<string, Share>();
for (const segment of index.segments) {
  const functions = new Map<number, number>();
  for (let id = 0; id < segment.units; id++) {
    const { file } = segment.unit(id);
    functions.set(file, (functions.get(file) ?? 0) + 1);
  }
  for (const [file, count] of functions) {
    const holders = index.holders(segment.content(file));
    const [first] = holders;
    const works = holders.map(({ workId }) => workId);
    add(languages, segment.tokens(file).language, count, works);
    add(families, licenseFamily(first.license), count, works);
  }
}
const { works, files, functions } = index.stats;
index.close();
show('language', languages);
show('licence family', families);
const contents = filesOf(path).map((file) => readFileSync(file));
const size = contents.reduce((sum, content) => sum + content.length, 0);
const packed = contents.reduce((sum, content) => sum + deflateRawSync(content, { level: 9 }).length, 0);
console.log(`${works} works, ${files} files, ${functions} functions`);
console.log(`${size} bytes, ${(size / functions).toFixed(1)} a function; packed (deflate 9) ${packed} bytes, ${(packed / functions).toFixed(1)} a function`);

function add(shares: Map<string, Share>, name: string, count: number, holders: readonly string[]): void {
  const share = shares.get(name) ?? { functions: 0, works: new Set() };
  share.functions += count;
  for (const work of holders) share.works.add(work);
  shares.set(name, share);
}

/** A work counts in each language that it has functions in. */
function show(title: string, shares: Map<string, Share>): void {
  console.log(`| ${title} | functions | works |\n| --- | ---: | ---: |`);
  for (const [name, share] of [...shares].sort(([, a], [, b]) => b.functions - a.functions)) console.log(`| ${name} | ${share.functions.toLocaleString('en-GB')} | ${share.works.size} |`);
  console.log('');
}

function filesOf(place: string): string[] {
  return statSync(place).isFile() ? [place] : readdirSync(place).map((name) => join(place, name));
}

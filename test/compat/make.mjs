// Makes test/compat/v<version>: node test/compat/make.mjs 2. Only for a new format version: what is there is the proof
// that old indexes stay readable, and is never made again.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = `${here}v${process.argv[2]}`;
if (existsSync(folder)) throw new Error(`${folder} is there already`);
mkdirSync(folder);
const isKeyed = process.argv[2] !== '1';
if (isKeyed) writeFileSync(`${folder}/secret`, 'this is a secret for tests, which everybody may know\n');
const contents = `
  export { indexKey } from '../../src/core/index/index-key.ts';
  export { makeSmallIndex } from './small-index.ts';
  export { nodeIndexFiles } from '../../src/host/node/index-files.ts';`;
const { outputFiles } = await build({ stdin: { contents, resolveDir: here, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', write: false });
const { indexKey, makeSmallIndex, nodeIndexFiles } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
const answers = makeSmallIndex(nodeIndexFiles, `${folder}/small.ncx`, `${folder}/small-single.ncx`, isKeyed ? indexKey(readFileSync(`${folder}/secret`), 'secret') : null);
writeFileSync(`${folder}/answers.json`, `${JSON.stringify(answers)}\n`);

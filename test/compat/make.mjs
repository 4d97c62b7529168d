// Makes test/compat/v<version>: node test/compat/make.mjs 1. Only for a new format version: what is there is the proof
// that old indexes stay readable, and is never made again.
import { build } from 'esbuild';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = `${here}v${process.argv[2]}`;
if (existsSync(folder)) throw new Error(`${folder} is there already`);
mkdirSync(folder);
const contents = `
  export { makeSmallIndex } from './small-index.ts';
  export { nodeIndexFiles } from '../../src/host/node/index-files.ts';`;
const { outputFiles } = await build({ stdin: { contents, resolveDir: here, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', write: false });
const { makeSmallIndex, nodeIndexFiles } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
const answers = makeSmallIndex(nodeIndexFiles, `${folder}/small.ncx`, `${folder}/small-single.ncx`);
writeFileSync(`${folder}/answers.json`, `${JSON.stringify(answers)}\n`);

// Compares what is shipped in dist/ with the budgets in package.json: bytes on disk decide how fast it starts, packed bytes
// how fast it downloads. A budget is raised on purpose, in a change that says why.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { root } from './steps.mjs';

const { sizeBudgets } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const over = [];
for (const [path, budget] of Object.entries(sizeBudgets)) {
  const contents = filesOf(join(root, path)).map((file) => readFileSync(file));
  const size = { bytes: total(contents), packed: total(contents.map((content) => deflateRawSync(content))) };
  const columns = ['bytes', 'packed'].map((kind) => `${kB(size[kind])} of ${kB(budget[kind])} kB ${kind === 'bytes' ? 'on disk' : 'packed'}`);
  console.log(`${path.padEnd(24)} ${columns.join(', ')}`);
  if (size.bytes > budget.bytes || size.packed > budget.packed) over.push(path);
}
if (over.length > 0) console.log(`over budget: ${over.join(', ')}`);
process.exitCode = over.length === 0 ? 0 : 1;

/** The files of a folder, or a file; `*` in its name stands for anything. */
function filesOf(path) {
  const [start, end] = basename(path).split('*');
  if (end !== undefined) return readdirSync(dirname(path)).filter((name) => name.startsWith(start) && name.endsWith(end)).map((name) => join(dirname(path), name));
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}

function total(contents) {
  return contents.reduce((sum, content) => sum + content.length, 0);
}

function kB(bytes) {
  return Math.ceil(bytes / 1000).toString().padStart(6);
}

// The rooms of the code base and what each may import. ARCHITECTURE.md explains why. eslint.config.mjs and
// test/unit/rooms.test.ts both ask this file, so that there is one rule.
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path/posix';

/**
 * Rooms from left to right. A room imports from rooms of a lower rank, and from itself; equal ranks don't see each other.
 * `packages`: the libraries that it may use. `node`: the folder whose files may use Node's own modules.
 */
export const rooms = [
  { path: 'src/core', rank: 0, packages: ['@noble/ciphers', '@noble/hashes', 'fflate', 'spdx-correct', 'spdx-expression-parse'] },
  { path: 'src/syntax', rank: 1, packages: ['web-tree-sitter'] },
  { path: 'src/store', rank: 2, packages: ['@noble/hashes'] },
  { path: 'src/policy', rank: 3, packages: ['fast-xml-parser', 'ignore', 'jsonc-parser', 'smol-toml'] },
  { path: 'src/report', rank: 3, packages: ['@noble/hashes', 'picocolors', 'sarif'] },
  { path: 'src/mutation', rank: 3, packages: [] },
  { path: 'src/sources', rank: 3, packages: ['fast-xml-parser', 'fzstd', 'ignore', 'js-yaml', 'packageurl-js', 'smol-toml', 'tar', 'unbzip2-stream', 'xz-decompress', 'yauzl'], node: 'src/sources' },
  { path: 'src/host', rank: 4, packages: ['@noble/hashes'], node: 'src/host/node' },
  { path: 'src/cli', rank: 5, packages: ['commander'], node: 'src/cli' },
  { path: 'src/vscode', rank: 5, packages: ['vscode'] },
];

/** The room that a repository path lies in, or undefined. */
export const roomOf = (path) => rooms.find((room) => isIn(path, room.path));

/** Whether code in room `from` may import from room `to`. */
export const mayImport = (from, to) => from === to || to.rank < from.rank;

/**
 * What is wrong with an import, or null. `file` is a path in the repository, `name` what stands between the quotes; null
 * where that is computed, which nobody can check.
 */
export function importProblem(file, name) {
  const room = roomOf(file);
  if (!room) return null;
  if (name === null) return 'an import must say what it imports';
  if (name.startsWith('.')) return relativeProblem(room, join(dirname(file), name));
  if (name.startsWith('/')) return 'an import must be relative, or name a package';
  if (isNodes(name)) return room.node && isIn(file, room.node) ? null : `${file} may not use Node's modules, such as '${name}'`;
  const parts = name.split('/');
  const library = parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
  return room.packages.includes(library) ? null : `${room.path} may not use '${library}'`;
}

/** The version of the program is the one thing outside of src that its code reads. */
function relativeProblem(room, target) {
  if (target === 'package.json' && room.path === 'src/cli') return null;
  const to = roomOf(target);
  if (!to) return `${target} lies in no room`;
  return mayImport(room, to) ? null : `${room.path} may not import from ${to.path}`;
}

const isIn = (path, folder) => path.startsWith(`${folder}/`);

/** With and without `node:`, and below such as in `fs/promises`. */
const isNodes = (name) => name.startsWith('node:') || builtinModules.includes(name.split('/')[0]);

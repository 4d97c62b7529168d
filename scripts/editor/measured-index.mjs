// Large indexes to measure with. They are kept between runs.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captured, node, root } from '../steps.mjs';

const starter = join(root, 'index/starter.ncx');
const projects = join(root, '.work/training');

/**
 * An index with at least as many functions as asked for: the given one; the starter index, where it holds enough and `mayBeStarter`; else one of the
 * packages in node_modules, and of projects that scripts/fetch-projects.mjs fetches where those are too few.
 */
export function indexWith(functions, { given, folder, mayBeStarter = false }) {
  if (given) return { path: given, functions: countIn(given) };
  if (mayBeStarter && existsSync(starter) && countIn(starter) >= functions) return { path: starter, functions: countIn(starter) };
  const path = join(folder, `index-${functions}.ncx`);
  if (countIn(path) < functions) buildUpTo(functions, path);
  return { path, functions: countIn(path) };
}

const countIn = (path) => Number(/functions\s+([\d,]+)/.exec(node('dist/cli.js', ['index', 'info', path], captured).output)?.[1].replaceAll(',', '') ?? 0);

function buildUpTo(functions, path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  addUpTo(functions, path, packagesIn(join(root, 'node_modules')));
  if (countIn(path) >= functions) return;
  console.error('nearcopy: fetching projects to index, for the first time');
  node('scripts/fetch-projects.mjs', ['grammars/training.list', projects]); // one that can't be had leaves the others
  addUpTo(functions, path, readdirSync(projects).filter((kind) => !kind.startsWith('.')).flatMap((kind) => readdirSync(join(projects, kind)).map((name) => join(projects, kind, name))));
}

function addUpTo(functions, path, folders) {
  for (let at = 0, size = 40; at < folders.length && countIn(path) < functions; at += size) {
    const verb = existsSync(path) ? ['add', path] : ['build', '-o', path];
    const { ok, output } = node('dist/cli.js', ['index', ...verb, ...folders.slice(at, at + size)], captured);
    if (!ok) throw new Error(output);
  }
}

function packagesIn(modules) {
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
  return names.flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((sub) => join(modules, name, sub)) : [join(modules, name)]));
}

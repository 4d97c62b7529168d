import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildNamed } from '../../bench/built-commit.ts';

// A repository whose build copies one word into dist, and whose last commit can't be built.

let root = '';
const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root, encoding: 'utf8' }).trim();

function commit(name: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  git('add', '.');
  git('commit', '--quiet', '-m', name);
  git('tag', name);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nearcopy-built-'));
  git('init', '--quiet');
  mkdirSync(join(root, 'node_modules/word'), { recursive: true });
  writeFileSync(join(root, 'node_modules/word/index.js'), "module.exports = 'from here';\n");
  commit('sound', {
    '.gitignore': 'node_modules\n',
    'package.json': '{ "version": "1.2.3" }\n',
    'package-lock.json': '{}\n',
    'esbuild.mjs': "import word from 'word';\nimport { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('dist');\nwriteFileSync('dist/cli.js', word);\n",
  });
  commit('broken', { 'esbuild.mjs': "throw new Error('a bracket is missing');\n" });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const worktrees = (): number => git('worktree', 'list').split('\n').length;

test('a commit is built in a worktree of its own with the packages that are here, and nothing of it stays', () => {
  const build = buildNamed(root, 'sound');
  try {
    expect(build.name).toBe(`Nearcopy 1.2.3 (commit ${git('rev-parse', '--short=12', 'sound')})`);
    expect(readFileSync(join(build.dist, 'cli.js'), 'utf8')).toBe('from here');
  } finally {
    build.remove();
  }
  expect(existsSync(dirname(dirname(build.dist)))).toBe(false);
  expect(existsSync(join(root, 'node_modules/word/index.js'))).toBe(true);
  expect(worktrees()).toBe(1);
});

test('where a commit cannot be built it says why, and nothing of it stays', () => {
  expect(() => buildNamed(root, 'broken')).toThrow('a bracket is missing');
  expect(worktrees()).toBe(1);
});

test('what is neither a build nor a commit is said to be so', () => {
  expect(() => buildNamed(root, 'nobody')).toThrow("'nobody' is neither a folder with a build nor a commit that git knows");
  expect(() => buildNamed(root, '--all')).toThrow('neither');
});

test('a folder that is there wins over a commit', () => {
  const folder = join(root, 'sound');
  mkdirSync(folder);
  expect(() => buildNamed(root, folder)).toThrow('holds no cli.js');
  writeFileSync(join(folder, 'cli.js'), "console.log('4.5.6');\n");
  expect(buildNamed(root, folder)).toMatchObject({ dist: folder, name: 'Nearcopy 4.5.6 (built in sound)' });
});

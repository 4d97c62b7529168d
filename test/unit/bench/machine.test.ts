import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitOf, describeMachine, machineText } from '../../../scripts/machine.mjs';

// A figure counts for the commit that stands beside it.

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nearcopy-machine-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root, encoding: 'utf8' }).trim();

test('a commit is named, with a plus where a file differs from it', () => {
  git('init', '--quiet');
  writeFileSync(join(root, 'a.txt'), 'one\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  git('tag', 'v1');
  const hash = git('rev-parse', '--short=12', 'HEAD');
  expect(commitOf(root)).toBe(hash);
  writeFileSync(join(root, 'a.txt'), 'two\n');
  expect(commitOf(root)).toBe(`${hash}+`);
  // Sources that stand inside of another repository are not of its commit.
  mkdirSync(join(root, 'unpacked'));
  expect(commitOf(join(root, 'unpacked'))).toBe('unknown');
});

test('the text names version, commit, system and Node', () => {
  const machine = describeMachine(join(import.meta.dirname, '../../..'));
  expect(machine.system).not.toBe('');
  for (const part of [`Nearcopy ${machine.nearcopy} (commit ${machine.commit})`, machine.system, process.version]) expect(machineText(machine)).toContain(part);
});

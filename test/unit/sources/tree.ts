import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

/** Writes files into a new temporary folder that goes after the test. The `.git` stops the climb for metadata at its root. */
export function tree(files: Readonly<Record<string, string | Uint8Array>>, options: { git?: boolean } = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  made.push(root);
  if (options.git !== false) mkdirSync(join(root, '.git'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (path.endsWith('/')) mkdirSync(join(root, path), { recursive: true });
    else writeFileSync(join(root, path), content);
  }
  return root;
}

/** For folders outside `tree` that a test makes. */
export function removeAfterTest(folder: string): void {
  made.push(folder);
}

export function makeUnreadable(path: string): void {
  chmodSync(path, 0o000);
  locked.push(path);
}

/** Permissions don't bind the superuser, under whom containers run tests. */
export const isSuperuser = process.getuid?.() === 0;

const made: string[] = [];
const locked: string[] = [];

afterEach(() => {
  for (const path of locked.splice(0)) chmodSync(path, 0o700);
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

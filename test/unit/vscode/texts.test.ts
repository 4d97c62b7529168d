import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('every text of the extension stands in both languages', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, '../../../scripts/l10n.mjs')], { encoding: 'utf8' });
  expect(stdout + stderr).toMatch(/^\d+ texts of the manifest and \d+ of the program stand in both languages\n$/);
  expect(status).toBe(0);
});

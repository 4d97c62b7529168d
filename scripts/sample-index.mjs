// Builds dist/sample.ncx, the index that the walkthrough's sample file is compared with: one small work of our own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captured, node, root } from './steps.mjs';

/** Needs dist/cli.js. Throws where the index can't be built. */
export function buildSampleIndex() {
  const folder = mkdtempSync(join(tmpdir(), 'nearcopy-sample-'));
  const index = join(folder, 'sample.ncx');
  const cli = (...args) => {
    const { ok, output } = node('dist/cli.js', ['index', ...args], captured);
    if (!ok) throw new Error(`the sample index could not be built: ${output.trim()}`);
  };
  try {
    cli('build', '--keep-source', '--workers', '1', '-o', index, join(root, 'scripts/sample'));
    cli('export', '--single', join(root, 'dist/sample.ncx'), index);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

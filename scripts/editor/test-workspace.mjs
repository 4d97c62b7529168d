// The workspace that the editor opens in tests: a copy, so that a test may change it, with an index beside it.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captured, node, root } from '../steps.mjs';

const COPIES = join(root, 'test/fixtures/copies');
/** What the originals are called in the index, so that findings name a work, a version and a licence. */
export const WORK = { name: 'sample-works', version: '1.2.0', license: 'MIT' };

/**
 * A folder with `workspace`, a copy of test/vscode/workspace and near-copies in `copies`, and `indexes/fixtures.ncx`,
 * which holds the originals of test/fixtures. Tests find the index from the workspace: `../indexes/fixtures.ncx`.
 * `withSettings` names the index in the settings of the workspace, for an editor whose own settings aren't in our hands.
 */
export function makeTestWorkspace({ withSettings = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'nearcopy-workspace-'));
  const workspace = join(folder, 'workspace');
  cpSync(join(root, 'test/vscode/workspace'), workspace, { recursive: true });
  const originals = join(folder, 'originals');
  for (const language of readdirSync(COPIES)) {
    for (const file of readdirSync(join(COPIES, language))) {
      if (file === 'case.json') continue;
      const isOriginal = file.startsWith('original.');
      const to = isOriginal ? join(originals, language) : join(workspace, 'copies', language);
      mkdirSync(to, { recursive: true });
      cpSync(join(COPIES, language, file), join(to, file));
    }
  }
  const index = join(folder, 'indexes/fixtures.ncx');
  mkdirSync(join(folder, 'indexes'));
  const { ok, output } = node('dist/cli.js', ['index', 'build', '--name', WORK.name, '--work-version', WORK.version, '--license', WORK.license, '--keep-source', '-o', index, originals], captured);
  if (!ok) throw new Error(`the index for the tests could not be built:\n${output}`);
  if (withSettings) {
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify({ 'nearcopy.indexes': [index] }, null, 2));
  }
  return { folder, workspace, index, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

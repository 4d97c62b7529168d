// For `npx vscode-test` and the Testing view of VS Code. The suite runs in the editor that scripts/editor installs, or with
// VSCODE_DOWNLOAD=1 (or a version, such as 1.100.0) in a desktop VS Code that @vscode/test-cli downloads.
import { defineConfig } from '@vscode/test-cli';
import { fileURLToPath } from 'node:url';
import { bundleTests } from './scripts/editor/bundle-tests.mjs';
import { makeTestWorkspace } from './scripts/editor/test-workspace.mjs';

const { VSCODE_DOWNLOAD: download } = process.env;
await bundleTests();
const { workspace, remove } = makeTestWorkspace({ withSettings: true });
process.on('exit', remove);

export default defineConfig({
  files: '.work/vscode-test/node/*.test.cjs',
  workspaceFolder: workspace,
  mocha: { ui: 'tdd', timeout: 30_000 },
  ...(download
    ? { version: download === '1' ? 'stable' : download, launchArgs: ['--disable-workspace-trust', '--disable-extensions'] }
    : { useInstallation: { fromPath: fileURLToPath(new URL('scripts/editor/run-tests.mjs', import.meta.url)) } }),
});

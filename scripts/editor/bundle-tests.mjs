// Bundles test/vscode for the extension hosts into .work/vscode-test. Files named `*.node.test.ts` stay out of the web worker's, `*.web.test.ts` out of Node's.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../steps.mjs';

const source = join(root, 'test/vscode');
/** Two runs at a time want a folder each. */
export const bundles = process.env.TEST_BUNDLES ?? join(root, '.work/vscode-test');
/** What `extensionTestsPath` takes. The manifest says "module", so only `.cjs` is CommonJS. */
export const testsPath = { node: join(bundles, 'node/index.cjs'), web: join(bundles, 'web/index.cjs') };

/** `grep`: only tests whose full title holds this text. */
export async function bundleTests({ grep = '' } = {}) {
  rmSync(bundles, { recursive: true, force: true });
  const tests = readdirSync(source).filter((file) => file.endsWith('.test.ts'));
  const common = { bundle: true, format: 'cjs', sourcemap: 'inline', logLevel: 'warning', external: ['vscode'] };
  const define = { TEST_GREP: JSON.stringify(grep) };
  await Promise.all([
    build({
      ...common, platform: 'node', target: 'node20', define, external: ['vscode', 'mocha'], outExtension: { '.js': '.cjs' },
      entryPoints: ['index.ts', ...tests.filter((file) => !file.endsWith('.web.test.ts'))].map((file) => join(source, file)), outdir: join(bundles, 'node'),
    }),
    build({
      ...common, platform: 'browser', target: 'es2022', define: { ...define, global: 'globalThis' },
      // assert is Node's; this is npm's, with what it leans on
      alias: { assert: 'assert/build/assert.js', 'node:assert/strict': join(source, 'support/assert-strict.ts'), util: 'util/util.js' },
      inject: [join(source, 'support/process-in-browser.mjs')],
      stdin: { resolveDir: source, sourcefile: 'suites.ts', contents: webEntry(tests.filter((file) => !file.endsWith('.node.test.ts'))) },
      outfile: join(bundles, 'web/index.cjs'),
      footer: { js: 'module.exports = { run };' }, // mocha's build for browsers has overwritten module.exports
    }),
  ]);
}

/** Suites are loaded late: mocha has to be set up before they call its functions. */
const webEntry = (tests) => `
import { runSuites } from './index.web.ts';
export const run = () => runSuites(() => { ${tests.map((file) => `require('./${file}');`).join(' ')} });
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleTests();

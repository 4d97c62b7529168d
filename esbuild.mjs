// Builds dist/: the command line, the extension for both kinds of host, their threads, the repository's tools, and the
// grammars beside them.
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { copyGrammars } from './scripts/grammars.mjs';
import { buildSampleIndex } from './scripts/sample-index.mjs';

copyGrammars();
// `module` first: the other form of jsonc-parser loads its parts where esbuild doesn't see it
const common = { bundle: true, mainFields: ['module', 'main'], sourcemap: true, logLevel: 'warning', legalComments: 'linked' };
// web-tree-sitter and some libraries ask for require in an ES module bundle
const requires = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
const nodeModule = { ...common, platform: 'node', target: 'node20', format: 'esm', banner: { js: requires } };
// A command reads only its own parts: with all of them in one file it began 30 ms later, with 9 MB more.
const command = { ...nodeModule, splitting: true, chunkNames: 'cli-[name]-[hash]' };
// Names and forms of the extension: docs/decisions/editor-versions.md.
// Names stay, so that stacks can be read.
const smaller = { minifySyntax: true, minifyWhitespace: true };
const nodeExtension = { ...common, ...smaller, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'] };
const browser = { ...common, ...smaller, platform: 'browser', mainFields: ['browser', 'module', 'main'], target: 'es2022', define: { global: 'globalThis' } };
// web-tree-sitter makes an address of import.meta.url, which a script doesn't have, and never asks for it: it gets bytes
const webWorker = { ...browser, format: 'iife', define: { ...browser.define, 'import.meta.url': '"file:///"' } };
const webExtension = { ...browser, format: 'cjs', external: ['vscode'] };

const entries = [
  ['src/cli/main.ts', 'dist/cli.js', command],
  ['src/host/node/worker.ts', 'dist/worker.js', nodeModule],
  ['src/host/node/service-worker.ts', 'dist/service.js', nodeModule],
  ['src/host/node/task-worker.ts', 'dist/task.js', nodeModule],
  ['src/vscode/extension.ts', 'dist/extension.cjs', nodeExtension],
  ['src/vscode/web.ts', 'dist/web/extension.cjs', webExtension],
  ['src/vscode/web.ts', 'dist/web/extension.cjs.js', webExtension],
  ['src/host/web/service-worker.ts', 'dist/web/service.js', webWorker],
  ...readdirSync('tools').filter((file) => file.endsWith('.ts')).map((file) => [`tools/${file}`, `dist/tools/${file.replace('.ts', '.js')}`, nodeModule]),
].filter(([entry]) => existsSync(entry));

// Where one fails the others are still written; esbuild has said what is wrong.
const built = await Promise.allSettled(entries.map(async ([entry, outfile, options]) => {
  const target = options.splitting ? { entryPoints: { [basename(outfile, '.js')]: entry }, outdir: dirname(outfile) } : { entryPoints: [entry], outfile };
  const { outputFiles } = await build({ ...options, ...target, write: false });
  // Whoever runs the program meanwhile sees the old file or the new one, never half of one.
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, contents, { mode: path.endsWith('cli.js') ? 0o755 : 0o644 });
    renameSync(`${path}.tmp`, path);
  }
  if (options.splitting) removeOthers('cli-', new Set(outputFiles.map(({ path }) => basename(path))));
}));
for (const { reason } of built) {
  if (!reason) continue;
  if (!reason.errors) throw reason;
  process.exitCode = 1;
}

copyFileSync('src/policy/policy.schema.json', 'dist/policy.schema.json');
if (!process.exitCode) buildSampleIndex();

/** Removes the parts of builds before. */
function removeOthers(prefix, names) {
  for (const name of readdirSync('dist')) if (name.startsWith(prefix) && !names.has(name)) rmSync(join('dist', name));
}
